"""A change of results changes the sentences about them, and nothing else of the built pages."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.generator.built_report import BuiltReport, article, build_report
from tests.generator.larger_samples import Record, exchanged, larger_records, overfitted, write_records
from tests.generator.page_assertions import Assertion, Change, Report, change, read_report
from tests.generator.page_tree import Element, parse

pytestmark = pytest.mark.project

Build = Callable[[dict[str, Record]], BuiltReport]

CNN, RAW, HOG, CONTEST = (
    f"partie-2/{name}/index.html" for name in ("cnn", "pixels-bruts", "hog", "comparaison")
)
XRAYS, HOME, TRY = "partie-4/index.html", "index.html", "essayer/index.html"
CNN_1 = "partie-2/cnn/cnn-1/index.html"
# What is said of a training history; a line of the summary has no rule of its own.
CURVES = {"surapprentissage", "remontee", "entrainement-termine", "nombre-d-epoques", ""}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return what builds the pages of given results."""

    def built(records: dict[str, Record]) -> BuiltReport:
        folder = tmp_path_factory.mktemp("report")
        return build_report(folder, write_records(folder / "results", records))

    return built


@pytest.fixture(scope="module")
def built_before(build: Build) -> BuiltReport:
    return build(larger_records())


@pytest.fixture(scope="module")
def before(built_before: BuiltReport) -> Report:
    return read_report(built_before.pages())


def said(report: Report, page: str, rule: str, *subjects: str) -> Assertion:
    """Return the one thing that a rule says on a page, about these results where some are named."""
    (assertion,) = [
        assertion
        for place, assertion in report.assertions.items()
        if (place.page, place.rule) == (page, rule) and subjects in ((), place.subjects)
    ]
    return assertion


def about_others(changed: Change, *subjects: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what changed and is about none of these results."""
    return [
        (place.page, place.rule, place.subjects)
        for place in changed.assertions
        if not {*subjects} & {*place.subjects}
    ]


def test_every_conclusion_names_the_results_it_rests_on(built_before: BuiltReport) -> None:
    pages = [article(page) for page in built_before.pages().values()]
    conclusions = [element for page in pages for element in page.find(attribute="data-rule")]
    assert len(conclusions) > 50
    for element in conclusions:
        subjects = element.attributes["data-subjects"].split()
        # A claim of the original report may rest on its own operands.
        assert subjects or element.attributes["data-rule"].startswith("relecture-")
        assert {f"results/{subject}.json" for subject in subjects} <= built_before.records().keys()


# Models that exchange their answers


@dataclass(frozen=True)
class Swap:
    """Two models that exchange their answers on test, and the conclusions that turn: page, rule, results."""

    models: tuple[str, str]
    turned: tuple[tuple[str, ...], ...]


BETTER, CALIBRATED = "meilleur-que", "pneumonie-mieux-calibre"
SWAPS = (
    Swap(
        ("cnn-1", "cnn-2"),
        (
            (CNN, BETTER, "cnn-2", "cnn-1"),
            (CONTEST, BETTER, "cnn-2", "mlp-raw-2"),
            (CONTEST, BETTER, "cnn-2", "mlp-hog-2"),
        ),
    ),
    Swap(("mlp-raw-1", "mlp-raw-2"), ((RAW, BETTER, "mlp-raw-2", "mlp-raw-1"),)),
    Swap(
        ("mlp-hog-1", "mlp-hog-2"),
        ((HOG, BETTER, "mlp-hog-2", "mlp-hog-1"), (CONTEST, BETTER, "mlp-hog-2", "mlp-raw-2")),
    ),
    Swap(
        ("mlp-raw-2", "cnn-2"),
        ((CONTEST, BETTER, "cnn-2", "mlp-raw-2"), (CONTEST, BETTER, "cnn-2", "mlp-hog-2")),
    ),
    Swap(
        ("cnn-pneumonia", "cnn-pneumonia-2"),
        ((XRAYS, CALIBRATED, "cnn-pneumonia-2", "cnn-pneumonia"),),
    ),
)


@pytest.mark.parametrize("swap", SWAPS, ids=lambda swap: "-".join(swap.models))
def test_models_that_exchange_their_answers_change_what_is_said_of_them_alone(
    before: Report, build: Build, swap: Swap
) -> None:
    after = read_report(build(exchanged(larger_records(), *swap.models, "test")).pages())
    changed = change(before, after)
    assert about_others(changed, *swap.models) == []
    assert changed.pages == set()
    for conclusion in swap.turned:
        outcomes = [said(report, *conclusion).outcome for report in (before, after)]
        assert outcomes == ["verdict-true", "verdict-false"]
    assert HOME in {place.page for place in changed.assertions}


def test_models_that_exchange_all_their_answers_change_which_one_is_chosen(
    before: Report, build: Build
) -> None:
    after = read_report(
        build(exchanged(larger_records(), "cnn-1", "cnn-2", "train", "validation", "test")).pages()
    )
    changed = change(before, after)
    assert about_others(changed, "cnn-1", "cnn-2") == []
    assert changed.pages == {TRY}
    choices = [said(report, CNN, "choix-du-modele").sentence for report in (before, after)]
    assert ["CNN 2 est retenu" in choices[0], "CNN 1 est retenu" in choices[1]] == [True, True]
    # The contest is between the models chosen: another one takes part in it.
    assert said(after, CONTEST, BETTER, "cnn-1", "mlp-raw-2").outcome == "verdict-true"


# A training that overfits


@pytest.mark.parametrize(("model", "page"), [("mlp-raw-1", RAW), ("cnn-2", CNN)])
def test_a_curve_that_rises_changes_what_is_said_of_this_curve_alone(
    before: Report, build: Build, model: str, page: str
) -> None:
    after = read_report(build(overfitted(larger_records(), model)).pages())
    changed = change(before, after)
    assert {place.rule for place in changed.assertions} <= CURVES
    assert all(model in place.subjects for place in changed.assertions)
    assert changed.pages == set()
    outcomes = [
        said(report, page.replace("index", f"{model}/index"), "remontee", model).outcome
        for report in (before, after)
    ]
    assert outcomes == ["verdict-false", "verdict-true"]


# The comparison sees what it is there for


def test_a_change_of_another_result_is_seen(before: Report, build: Build) -> None:
    records = exchanged(larger_records(), "cnn-1", "cnn-2", "test")
    after = read_report(build(exchanged(records, "mlp-raw-1", "mlp-hog-1", "test")).pages())
    others = about_others(change(before, after), "cnn-1", "cnn-2")
    assert (RAW, BETTER, ("mlp-raw-2", "mlp-raw-1")) in others
    assert all({"mlp-raw-1", "mlp-hog-1"} & {*subjects} for _, _, subjects in others)


@pytest.mark.parametrize(
    ("page", "spoil"),
    [
        (HOME, lambda page: page.replace("</h1>", " : le CNN gagne</h1>")),
        (CONTEST, lambda page: page.replace("HOG contre pixels bruts", "HOG avant pixels bruts")),
        (CNN, lambda page: page.replace("<caption>", "<caption>Le meilleur : ", 1)),
        (CNN, lambda page: page.replace('aria-label="', 'aria-label="Le meilleur : ', 100)),
    ],
)
def test_a_text_that_changes_outside_of_the_conclusions_is_seen(
    built_before: BuiltReport, before: Report, page: str, spoil: Callable[[str], str]
) -> None:
    assert change(before, read_report(spoiled(built_before, page, spoil))) == Change(set(), {page})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: page.replace("verdict-true", "verdict-false", 1),
        lambda page: page.replace('class="verdict-label">', 'class="verdict-label">Non. ', 1),
        lambda page: page.replace('data-rule="surapprentissage"', 'data-rule="autre"', 1),
        lambda page: page.replace('data-subjects="cnn-1"', 'data-subjects="mlp-raw-1"', 1),
        lambda page: page.replace('class="finding-question">', 'class="finding-question">Et ', 1),
    ],
)
def test_a_conclusion_that_changes_is_seen(
    built_before: BuiltReport, before: Report, spoil: Callable[[str], str]
) -> None:
    changed = change(before, read_report(spoiled(built_before, CNN_1, spoil)))
    assert {place.page for place in changed.assertions} == {CNN_1}
    assert changed.pages == set()


def spoiled(report: BuiltReport, path: str, spoil: Callable[[str], str]) -> dict[str, Element]:
    """Return the pages of a report, one of them altered."""
    return report.pages() | {path: parse(spoil((report.site / path).read_text(encoding="utf-8")))}
