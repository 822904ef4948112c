"""The page of a model, rendered again with its formulas in LaTeX, as Markdown that any tool reads."""

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import markdown

from experiments.errors import LabError
from experiments.figures.files import FIGURES
from experiments.spelling import unknown_names
from generator.facts.reference import reference
from generator.formulas.markup import Markup, escape
from generator.report.address import site_path
from generator.report.kept_pages import KeptPages
from generator.report.lab import Lab
from generator.report.workshop import UnshowableError, Workshop
from generator.site.export.blocks import blocks
from generator.site.export.words import DISPLAYED, FORMULA
from generator.site.tree import read

FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)
EXTENSIONS = ["attr_list", "md_in_html", "tables", "fenced_code"]


@dataclass(frozen=True)
class Exported:
    """A model as Markdown.

    Attributes
    ----------
    text : str
    pictures : dict of Path
        File of each picture, by its path from the folder of the text.
    """

    text: str
    pictures: dict[str, Path]


def export(lab: Lab, results: Path, model: str) -> Exported:
    """Return the page of a model as plain Markdown, and the pictures that it shows.

    Parameters
    ----------
    lab : Lab
    results : Path
        Folder of the results.
    model : str
        Its id.

    Raises
    ------
    LabError
        If no result has that name, or if it cannot be shown.
    """
    workshop = Workshop(lab, results, KeptPages())
    known = {result.id: result for family in lab.listed for result in workshop.results.found(family)}
    if model not in known:
        raise LabError(unknown_names("expérience", [model], known))
    page = lab.described[known[model].family]
    try:
        made = workshop.page(page)
    except UnshowableError as error:
        raise LabError(f"results/{error.result.id}.json : {error.reason}") from error
    made.tools.templates.filters |= {"math": _formula, "display_math": _displayed}
    path = lab.place(reference(known[model]))
    source = FRONT_MATTER.sub("", workshop.texts(page, made)[path])
    shown: dict[str, Path] = {}

    def picture(address: str) -> str:
        place = posixpath.normpath(posixpath.join(site_path(path, "index.md"), unquote(address)))
        name = place.removeprefix(f"{FIGURES}/")
        beside = f"{model}/{name.removeprefix(f'{model}/').replace('/', '-')}"
        shown[beside] = results / FIGURES / name
        return beside

    body = read(markdown.markdown(source, extensions=EXTENSIONS))
    return Exported("\n\n".join(blocks(body, picture)) + "\n", shown)


def _formula(latex: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(FORMULA, escape(latex))


def _displayed(latex: str) -> Markup:
    return Markup('<div class="{}">{}</div>').format(DISPLAYED, escape(latex))
