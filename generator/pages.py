"""The pages of the report: which template shows which results."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.home import Home, home
from generator.model_section import ModelSection, model_sections
from generator.result_folder import ResultFolder


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes
    ----------
    path : str
        Under ``docs/``.
    template : str
        Under ``generator/templates/pages/``.
    model : callable
        Makes what the template shows, as ``page``, from the results.
    """

    path: str
    template: str
    model: Callable[[ResultFolder], object]


@dataclass(frozen=True)
class DigitsPage:
    """One experiment on digits: the models in order."""

    family: str
    models: list[ModelSection]


def digits(family: str) -> Callable[[ResultFolder], DigitsPage]:
    """Return what makes the page of one experiment on digits."""
    return lambda results: DigitsPage(family, model_sections(results.family(family)))


def home_page(results: ResultFolder) -> Home:
    """Make the home page."""
    return home([results.family("mlp-raw")])


PAGES = (
    Page("index.md", "index.md.j2", home_page),
    Page("partie-2/pixels-bruts.md", "pixels-bruts.md.j2", digits("mlp-raw")),
)
