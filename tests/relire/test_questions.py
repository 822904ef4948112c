"""A question is answered by what stands under a heading that names it; nothing under it answers nothing."""

import re
from pathlib import Path

import pytest

from generator.reread.documents.opening import documents
from generator.reread.finding import Verdict
from generator.reread.knowledge import Asked
from generator.reread.wording.questions import question_findings

ASKED = tuple(Asked(word, re.compile(word, re.I)) for word in ("algorithm", "loss", "pneumonia"))
BODY = "The algorithm lowers the loss. " * 120


def _missing(text: str, folder: Path) -> list[tuple[str, Verdict]]:
    report = folder / "report.md"
    report.write_text(BODY + text, encoding="utf-8")
    return [(x.quote, x.verdict) for x in question_findings([*documents(report)], ASKED)]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n# Pneumonia\n\nOn the test set, 380 are found.",
        "\n\n# Pneumonia\n\n## Scores\n\nOn the test set, 380 are found.",
        "\n\n# X-rays\n\nOf 390 pneumonias, 380 are found.",
    ],
)
def test_an_answer_may_leave_its_subject_to_the_heading(text: str, tmp_path: Path) -> None:
    assert _missing(text, tmp_path) == []


@pytest.mark.parametrize("text", ["", "\n\n# Pneumonia\n", "\n\n# Pneumonia\n\n# Annex\n\nSome code."])
def test_a_question_without_a_word_of_answer_is_said_to_be_open(text: str, tmp_path: Path) -> None:
    assert _missing(text, tmp_path) == [("pneumonia", Verdict.UNFINISHED)]
