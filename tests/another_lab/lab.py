"""A small laboratory in English: two networks that tell irises from lilies."""

from pathlib import Path

from generator import rules
from generator.report.lab import Lab
from generator.report.question import Question
from tests.another_lab.answers.page import ANSWERS_PAGE
from tests.another_lab.garden.page import BETTER, GARDEN_PAGE, KEPT

PART = "The garden"

LAB = Lab(
    parts=(PART,),
    questions=(
        Question(KEPT, PART, "Which network do we keep?"),
        Question(BETTER, PART, "Is the second better than the first?"),
    ),
    pages=(GARDEN_PAGE,),
    indexes=(ANSWERS_PAGE,),
    rules=(rules,),
    wordings=Path(__file__).with_name("wordings"),
)
