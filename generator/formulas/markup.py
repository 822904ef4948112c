"""Text that HTML and Markdown show and do not obey: the one place where it is escaped."""

import re
from collections.abc import Sequence
from typing import Any

import markupsafe

from experiments import language

# What HTML would read as tags, entities or the end of an attribute, and Markdown as emphasis, code, links,
# tables, attributes or math; line ends; at either end a hash or several spaces; what starts a list or a rule.
# An underscore inside a word, a hash inside a text and one space are nothing but themselves.
SIGNS = re.compile(
    r"""[<>&"'\\`*\[\]{}|~^!$\n\r\t\v\f]|(?<![^\W_])_|_(?![^\W_])|\A#|#\Z|\A (?= )|(?<= ) \Z"""
    r"""|(?:\A|(?<=\A ))(?:[-+=](?=[-=\s]|\Z)|\d(?=\d*\.(?:\s|\Z)))"""
)


class Markup(markupsafe.Markup):
    """HTML, or Markdown, of the project; what is inserted in it is escaped for both."""

    @classmethod
    def escape(cls, s: Any, /) -> "Markup":
        """Escape a text, or the text of a value; what brings its own markup passes."""
        if hasattr(s, "__html__"):
            return cls(s.__html__())
        return cls(SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", str(s)))


def escape(value: object) -> Markup:
    """Escape a text, or the text of a value, for HTML and for Markdown; see `Markup.escape`."""
    return Markup.escape(value)


def enumeration(items: Sequence[object], word: str = "et") -> Markup:
    """Join items as a sentence does, with `word` before the last one: a, b et c."""
    return Markup(language.enumeration([escape(item) for item in items], word))


def alternatives(items: Sequence[object]) -> Markup:
    """Join items between which there is a choice: a, b ou c."""
    return enumeration(items, "ou")
