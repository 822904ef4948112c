"""One page of the laboratory, rendered without the others and without its plots."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from experiments.results.schema import Result
from generator.lab.lab import LAB
from generator.report.address import links
from generator.report.page import Page
from generator.report.templates import environment
from generator.rules.speaker import Speaker


class NoFigures:
    """Plots that need not be there."""

    def figure(self, owner: str, name: str, path: str) -> Markup:
        return Markup()

    downloads = figure


def render_page(page: Page, *families: Sequence[Result]) -> str:
    """Return the Markdown of a page made from the results of each of its families."""
    figures: Any = NoFigures()
    templates = environment(Speaker(LAB.wordings), links(LAB.described), figures)
    return templates.get_template(page.template.as_posix()).render(
        page=page.view(*families), path=page.path, profile="full", answer=lambda question: Markup()
    )
