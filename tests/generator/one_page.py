"""One page of the laboratory, rendered without the others and without its plots."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from experiments.results.schema import Result
from generator.lab.lab import LAB
from generator.report.address import links
from generator.report.page import Page
from generator.report.templates import environment
from generator.rules.speaker import Speaker


class NoFigures:
    """Plots that need not be there."""

    results = Path(__file__).parent

    def figure(self, owner: str, name: str, path: str) -> Markup:
        return Markup()

    downloads = figure


def templates() -> Environment:
    """Return the template environment of the laboratory, without plots."""
    figures: Any = NoFigures()
    return environment(Speaker(LAB.wordings), links(LAB.place), figures)


def render_page(page: Page, *families: Sequence[Result]) -> str:
    """Return the Markdown of a page made from the results of each of its families, then of its models."""
    return "\n".join(render_pages(page, *families).values())


def render_pages(page: Page, *families: Sequence[Result]) -> dict[str, str]:
    """Return the same, by path."""
    view = page.view(*families)
    views = {page.path: (page.template, view)}
    if page.models:
        for model, shown in page.models.view(view).items():
            views[page.place(model)] = (page.models.template, shown)
    return {
        path: templates()
        .get_template(template.as_posix())
        .render(
            page=shown,
            path=path,
            parent=page.path,
            profile="full",
            notices=(),
            answer=lambda question, said=True: Markup(),
        )
        for path, (template, shown) in views.items()
    }


def render_text(text: str, **values: object) -> str:
    """Return a template given as text, rendered."""
    return templates().from_string(text).render(**values)
