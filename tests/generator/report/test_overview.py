"""Every answer is told once, part by part, with all the questions that it answers."""

from pathlib import Path

from experiments.results.schema import Result
from generator.formulas.markup import Markup
from generator.report.overview import overview
from generator.report.page import Contents
from generator.report.question import Answer, Question, place_answers
from generator.rules.speaker import Speaker
from tests.generator.samples import family

QUESTIONS = (
    Question("topology", "Partie 1", "Quelle topologie ?"),
    Question("loss", "Partie 1", "Quelle perte ?"),
    Question("choice", "Partie 2", "Quel modèle ?"),
    Question("scores", "Partie 1", "Quels scores ?"),
)


def contents(given: dict[str, list[Answer]], results: list[Result]) -> Contents:
    placed = place_answers(QUESTIONS, given)
    return Contents(("Partie 1", "Partie 2", "Partie 3"), QUESTIONS, placed, results, (), Speaker(Path()))


def test_an_answer_to_several_questions_is_told_once_at_the_first_one() -> None:
    results = family("mlp-raw")
    both = Answer(("scores", "topology"), Markup("Les deux."), ("mlp-raw-2",))
    loss, choice = (Answer((name,), Markup(name), ()) for name in ("loss", "choice"))
    parts = overview(contents({"a.md": [both, loss], "b.md": [choice]}, results))
    assert [part.name for part in parts] == ["Partie 1", "Partie 2", "Partie 3"]
    first, second = parts[0].lines
    assert (first.questions, first.page) == (["Quelle topologie ?", "Quels scores ?"], "a.md")
    # The evidence stands where the page marks the first question of its answer.
    assert first.anchor == "reponse-scores"
    assert [model.id for model in first.models] == ["mlp-raw-2"]
    assert (second.sentence, second.questions) == ("loss", ["Quelle perte ?"])
    assert [line.page for line in parts[1].lines] == ["b.md"] and parts[2].lines == []
