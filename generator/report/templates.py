"""Templates to Markdown: French prose from files, values from page models, nothing unescaped."""

import hashlib
import re
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
    Undefined,
)

from experiments.errors import LabError
from experiments.language import plural, whole_percent
from experiments.measures.wilson import CONFIDENCE
from generator.facts.reference import ModelReference
from generator.formulas import mathml
from generator.formulas.markup import Markup, enumeration, escape
from generator.report.address import site_path
from generator.report.authored import Authored
from generator.report.figures import Figures
from generator.report.naming import naming
from generator.report.weights import WeightFiles
from generator.rules.speaker import Speaker

MACHINE = Path(__file__).parent.parent


class Loader(FileSystemLoader):
    """Finds templates by their path: of a laboratory, which may stand anywhere, or from ``generator/``.

    Attributes
    ----------
    asked : dict of str
        A digest of the text of each template that was asked for, by name; an empty one where there is none.
    """

    def __init__(self) -> None:
        super().__init__([MACHINE, "/"])
        self.asked: dict[str, str] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, its file, and what tells whether it is still the same."""
        self.asked[template] = ""
        found = super().get_source(environment, template)
        self.asked[template] = hashlib.sha256(found[0].encode()).hexdigest()
        return found


def environment(
    speaker: Speaker,
    link: Callable[..., Markup],
    figures: Figures,
    everyone: Sequence[ModelReference] = (),
    rules: str = "",
    loader: Loader | None = None,
    compiled: BytecodeCache | None = None,
    weights: WeightFiles | None = None,
    authored: Authored | None = None,
) -> Environment:
    """Return the template environment: a missing value is an error, inserted text is escaped.

    Parameters
    ----------
    speaker : Speaker
    link : callable
        As `generator.report.address.links` makes it.
    figures : Figures
    everyone : sequence of ModelReference
        The models of the report.
    rules : str
        The page, under ``docs/``, that tells how rules decide: where there is none, each conclusion does.
    loader : Loader, optional
        Another one by default.
    compiled : BytecodeCache, optional
        What spares the compilation of templates that were compiled before.
    weights : WeightFiles, optional
        Those beside the same results as the figures by default.
    authored : Authored, optional
        What the authors wrote; nothing by default.
    """
    templates = Environment(
        loader=loader or Loader(),
        bytecode_cache=compiled,
        undefined=StrictUndefined,
        autoescape=True,
        finalize=escape_text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters |= {
        "math": mathml.inline,
        "display_math": mathml.display,
        "fence": fence,
        "attribute": attribute,
        "et": enumeration,
    }
    authored = authored or Authored()
    templates.globals |= {
        "plural": plural,
        "site_path": site_path,
        "confidence": whole_percent(CONFIDENCE),
        "say": speaker.say,
        "word": speaker.word,
        "link": link,
        "names": naming(link, everyone),
        "figure": figures.figure,
        "downloads": figures.downloads,
        "weights": (weights or WeightFiles(figures.results)).offered,
        "rules": rules,
        "authorship": authored.authorship,
        "comments": authored.comments,
    }
    return templates


def place_of(error: Exception) -> str:
    """Return where an error was raised: file and line of the template, or of the module if there is none."""
    if isinstance(error, TemplateSyntaxError):
        return f"{_short(error.filename or '')}, ligne {error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame for frame in frames if frame.filename.endswith(".j2")] or list(frames)
    return f"{_short(lines[-1].filename)}, ligne {lines[-1].lineno}"


def escape_text(value: object) -> object:
    """Escape a text for HTML and for Markdown; what brings its own markup passes.

    Raises
    ------
    LabError
        If a template inserts a bare number, a list…, which would not say where it comes from.
    """
    # A missing value says its name as soon as it is written.
    if isinstance(value, Undefined) or hasattr(value, "__html__"):
        return value
    if isinstance(value, str):
        return escape(value)
    raise LabError(
        f"Un gabarit insère {value!r} : seuls un texte, une quantité avec sa source ou du code HTML peuvent "
        "l’être. Corrigez le gabarit, ou le modèle de la page."
    )


def attribute(identifier: str) -> Markup:
    """Return an identifier for an attribute list of Markdown, where no escape is understood.

    Raises
    ------
    LabError
        If it is none.
    """
    if not re.fullmatch(r"[a-z0-9-]+", identifier):
        raise LabError(
            f"« {identifier} » n’est pas un identifiant : il en faut un fait de a à z, de 0 à 9 et de tirets."
        )
    return Markup(identifier)


def fence(code: str, language: str) -> Markup:
    """Return a block of code that no line of the code can close."""
    longest = max(map(len, re.findall(r"`+", code)), default=0)
    marks = "`" * max(3, longest + 1)
    return Markup(f"{marks}{language}\n{code}\n{marks}")


def _short(file: str) -> str:
    """Name a file from the folder of the project, without saying where that is."""
    return "/".join(Path(file).parts[-3:])
