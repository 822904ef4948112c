"""Digits from raw pixels."""

from pathlib import Path

from generator.lab.experiment import experiment_answers
from generator.lab.families import CNN, HOG, PAGES, RAW
from generator.report.model.page import FOLDER, model_pages
from generator.report.page import ModelPages, Page
from generator.sections.experiment import experiment

RAW_PAGE = Page(
    path=PAGES[RAW],
    folder=Path(__file__).parent,
    families=(RAW,),
    view=experiment,
    answers=experiment_answers,
    describes=(RAW,),
    models=ModelPages(FOLDER, model_pages),
    beside=(HOG, CNN),
)
