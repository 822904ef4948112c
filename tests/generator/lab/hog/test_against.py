"""The first network on contours is set beside those on pixels, if any were judged on the same examples."""

from experiments.results.schema import Result
from generator.lab.hog.against import against
from generator.lab.hog.page import hog_page
from tests.generator.samples import family, sample_record


def test_the_first_model_is_compared_with_the_first_and_with_the_one_kept() -> None:
    raw, hog = family("mlp-raw"), family("mlp-hog")
    verdicts = against(hog, raw)
    assert [verdict.rule.name for verdict in verdicts[:2]] == ["better_than", "cheaper_than"]
    assert {verdict.subjects for verdict in verdicts[:2]} == {(hog[0].id, raw[0].id)}
    assert all(verdict.subjects[0] == hog[0].id for verdict in verdicts)
    assert hog_page(hog, raw).experiment.progress[0] == verdicts


def test_without_such_networks_the_page_does_without() -> None:
    hog = family("mlp-hog")
    record = sample_record("mlp-raw-1")
    record["provenance"]["data"]["sha256"] = "2" * 64
    assert against(hog, []) == against(hog, [Result.model_validate(record)]) == []
    assert hog_page(hog).experiment.progress[0] == []
