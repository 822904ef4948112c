"""Every question has one answer, given by one page."""

import pytest
from markupsafe import Markup

from experiments.errors import LabError
from generator.report.question import Answer, Question, place_answers

QUESTIONS = (Question("a", "Partie 1", "A ?"), Question("b", "Partie 1", "B ?"))


def answer(*questions: str) -> Answer:
    return Answer(questions, Markup("Oui."), ("cnn-1",))


def test_each_question_finds_its_answer_in_the_order_of_the_questions() -> None:
    both = answer("b", "a")
    placed = place_answers(QUESTIONS, {"x.md": [], "y.md": [both]})
    assert list(placed) == ["a", "b"]
    assert {(each.page, each.answer) for each in placed.values()} == {("y.md", both)}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"x.md": [answer("a")]}, "la question « b » n’a pas de réponse"),
        ({"x.md": [answer("a", "b", "c")]}, "docs/x.md répond à « c », qui n’est pas une question"),
        (
            {"x.md": [answer("a", "b")], "y.md": [answer("b")]},
            "la question « b » a plusieurs réponses, dans docs/x.md et docs/y.md",
        ),
    ],
)
def test_what_does_not_match_is_said(given: dict[str, list[Answer]], fault: str) -> None:
    with pytest.raises(LabError) as failure:
        place_answers(QUESTIONS, given)
    assert str(failure.value).startswith(f"Le rapport n’a pas été construit : {fault}. Les questions sont")
