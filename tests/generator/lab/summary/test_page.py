"""The summary answers every question once, and says what the results say."""

import re
from typing import Any

import pytest
from markupsafe import Markup

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.lab.questions import QUESTIONS, Question
from generator.lab.summary.contest import contest_lines
from generator.lab.summary.first_part import learning_lines
from generator.lab.summary.line import Line
from generator.lab.summary.page import check_lines, summary
from generator.statistics.contrast import contrast, contrasts
from tests.generator.samples import LABELS, family, radiograph_record, sample, sample_record, with_predictions
from tests.generator.seeds import with_seeds

ASKED = (Question("une", "Partie 1", "Une ?"), Question("autre", "Partie 1", "Autre ?"))
# What one reads in a minute or little more.
WORDS = 300


def line(*questions: str) -> Line:
    return Line(questions, Markup("Oui."), ())


def words(sentence: str) -> str:
    return re.sub(r"<[^>]*>", "", sentence)


def missed(count: int) -> dict[int, str]:
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in range(count)}


def everything() -> list[Line]:
    radiographs = [Result.model_validate(radiograph_record(position)) for position in (1, 2)]
    page = summary(family("mlp-raw"), family("mlp-hog"), family("cnn-digits"), radiographs)
    assert [part.name for part in page.parts] == ["Partie 1", "Partie 2", "Partie 3", "Partie 4"]
    return [line for part in page.parts for line in part.lines]


def test_each_question_of_the_lab_has_its_sentence() -> None:
    answered = [question for line in everything() for question in line.questions]
    assert sorted(answered) == sorted(question.id for question in QUESTIONS)


def test_it_is_read_in_about_a_minute() -> None:
    text = " ".join(words(line.sentence) for line in everything())
    assert len(re.findall(r"[\w\u202f%’,-]+", text)) < WORDS


def test_sentences_are_sentences() -> None:
    for line in everything():
        assert re.fullmatch(r"[A-ZÀÉ].*\.", words(line.sentence), re.DOTALL), line.sentence
        assert "{" not in line.sentence
        assert "None" not in line.sentence


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ([line("une")], "la question « autre » a 0 phrases au lieu d’une"),
        ([line("une", "autre"), line("une")], "la question « une » a 2 phrases au lieu d’une"),
        ([line("une", "autre", "quoi")], "« quoi » n’est pas une question"),
    ],
)
def test_a_question_without_its_sentence_stops_the_build(lines: list[Line], faults: str) -> None:
    with pytest.raises(LabError) as failure:
        check_lines(lines, ASKED)
    assert str(failure.value) == (
        f"Le résumé n’a pas été construit : {faults}. Ses phrases s’écrivent dans generator/lab/summary/."
    )


def contest(hog: int, raw: int, cnn: int) -> list[str]:
    """Return the sentences when each model misses so many images."""
    first, second, third = (
        with_predictions(name, missed(count))
        for name, count in (("mlp-hog-1", hog), ("mlp-raw-1", raw), ("cnn-1", cnn))
    )
    against = [contrast(third, other, "test") for other in (second, first)]
    return [words(line.sentence) for line in contest_lines(contrast(first, second, "test"), against)]


def test_the_winner_of_hog_and_pixels_follows_the_results() -> None:
    assert contest(0, 10, 0)[0] == (
        "Les HOG valent mieux que les pixels : 100\u202f% d’images de test bien lues contre 75\u202f%."
    )
    assert contest(10, 0, 0)[0].startswith("Les pixels valent mieux que les HOG : 100\u202f%")
    assert contest(3, 2, 0)[0].startswith("Entre HOG et pixels bruts, rien ne permet de trancher")


def test_what_is_said_of_the_cnn_follows_the_results() -> None:
    assert contest(12, 1, 0)[1].endswith(
        "le CNN 1 n’est pas à coup sûr différent du MLP 1 sur les pixels et fait mieux que le MLP 1 sur HOG."
    )
    assert contest(0, 20, 10)[1].endswith(
        "le CNN 1 fait mieux que le MLP 1 sur les pixels et fait moins bien que le MLP 1 sur HOG."
    )


def test_numbers_and_verdict_rest_on_the_same_trainings() -> None:
    # On the primary trainings alone, pixels would read better.
    hog = with_seeds(with_predictions("mlp-hog-1", missed(6)), [{}, {}, {}])
    raw = with_seeds(with_predictions("mlp-raw-1", missed(5)), [missed(19), missed(20), missed(21)])
    cnn = with_seeds(with_predictions("cnn-1", {}), [{}])
    found = contrasts([(hog, raw), (cnn, raw), (cnn, hog)], "test")
    said = words(contest_lines(found[0], found[1:])[0].sentence)
    assert (
        said == "Les HOG valent mieux que les pixels : 96\u202f% d’images de test bien lues contre 59\u202f% "
        "en moyenne sur plusieurs graines."
    )


def trained_with(optimizer: str, rate: float, **changes: Any) -> Result:
    record = sample_record("cnn-1")
    record["training"]["optimizer"]["name"] = optimizer
    record["training"]["optimizer"]["arguments"]["learning_rate"] = rate
    record["training"] |= changes
    return Result.model_validate(record)


def test_optimisers_are_told_apart_only_when_they_differ() -> None:
    alike = learning_lines([sample("mlp-raw-1"), sample("cnn-1")])
    assert words(alike[0].sentence) == "Les poids sont optimisés par RMSprop au taux de 0,001."
    assert words(alike[1].sentence) == "La perte à réduire : entropie croisée catégorielle."
    other = trained_with("RMSprop", 0.01, loss="mean_squared_error")
    differ = learning_lines([sample("mlp-raw-1"), other])
    assert words(differ[0].sentence) == (
        "Les poids sont optimisés par RMSprop au taux de 0,001 (MLP sur les pixels) et RMSprop au "
        "taux de 0,01 (CNN)."
    )
    assert words(differ[1].sentence) == (
        "La perte à réduire : entropie croisée catégorielle (MLP sur les pixels) et erreur quadratique "
        "moyenne (CNN)."
    )
