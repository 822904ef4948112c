"""Every question has an answer and every answer a question, or there is no report."""

import pytest

from experiments.errors import LabError
from generator.lab.questions import PARTS, QUESTIONS, Answer, check_coverage

COMPLETE = {question.id: Answer("partie-1.md", ("mlp-raw-1",)) for question in QUESTIONS}


def test_a_report_that_answers_everything_is_accepted() -> None:
    check_coverage(COMPLETE)


def test_questions_are_told_apart_and_belong_to_a_part() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    assert {question.part for question in QUESTIONS} == set(PARTS)


def test_a_question_without_an_answer_is_named() -> None:
    answers = {name: answer for name, answer in COMPLETE.items() if name not in ("perte", "exemple")}
    with pytest.raises(LabError) as failure:
        check_coverage(answers)
    assert str(failure.value) == (
        "Le rapport n’a pas été construit : la question « exemple » n’a pas de réponse ; la question "
        "« perte » n’a pas de réponse. Une réponse se marque dans un gabarit par answer(…), une question "
        "s’écrit dans generator/lab/questions.py."
    )


def test_an_answer_without_a_question_is_named_with_its_page() -> None:
    with pytest.raises(LabError) as failure:
        check_coverage({**COMPLETE, "couleur": Answer("partie-3.md", ())})
    assert str(failure.value) == (
        "Le rapport n’a pas été construit : docs/partie-3.md répond à « couleur », qui n’est pas une "
        "question. Une réponse se marque dans un gabarit par answer(…), une question s’écrit dans "
        "generator/lab/questions.py."
    )


def test_an_answer_is_linked_from_any_page() -> None:
    assert Answer("partie-2/hog.md", ()).path("questions.md") == "../partie-2/hog/"
