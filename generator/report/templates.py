"""Templates to Markdown: French prose from files, values from page models, nothing unescaped."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined
from markupsafe import Markup

from experiments.errors import LabError
from experiments.language import enumeration, plural
from generator.facts.reference import site_path
from generator.formulas import mathml

TEMPLATES = Path(__file__).parent.parent
# Signs that HTML would read as tags, entities or the end of an attribute, and Markdown as emphasis, code,
# links, tables, headings, attributes or math.
SIGNS = re.compile(r"""[<>&"'\\`*_\[\]{}|~^#!]""")


def environment() -> Environment:
    """Return the template environment: a missing value is an error, inserted text is escaped."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
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
    templates.globals |= {"plural": plural, "site_path": site_path}
    return templates


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
        return Markup(SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", value))
    raise LabError(
        f"Un gabarit insère {value!r} : seuls un texte, une quantité avec sa source ou du code HTML peuvent "
        "l’être. Corrigez le gabarit, ou le modèle de la page."
    )


def attribute(identifier: str) -> Markup:
    """Return an identifier for an attribute list of Markdown, where no escape is understood."""
    if not re.fullmatch(r"[a-z0-9-]+", identifier):
        raise ValueError(f"not an identifier: {identifier!r}")
    return Markup(identifier)


def fence(code: str, language: str) -> Markup:
    """Return a block of code that no line of the code can close."""
    longest = max(map(len, re.findall(r"`+", code)), default=0)
    marks = "`" * max(3, longest + 1)
    return Markup(f"{marks}{language}\n{code}\n{marks}")
