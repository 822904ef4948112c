"""Digits from raw pixels."""

from pathlib import Path

from generator.lab.experiment import experiment_answers
from generator.lab.families import PAGES, RAW
from generator.report.page import Page
from generator.sections.experiment import experiment

RAW_PAGE = Page(
    path=PAGES[RAW],
    folder=Path(__file__).parent,
    families=(RAW,),
    view=experiment,
    answers=experiment_answers,
    describes=(RAW,),
)
