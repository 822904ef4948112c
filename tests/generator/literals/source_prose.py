"""The prose that a module of the generator holds in its literals, read with Python's own parser."""

import ast
import re

from tests.generator.literals.prose_reader import ProseReader
from tests.generator.literals.sentence import VALUE, Run, Sentence

# Two words, so that names, classes of CSS and keys are none; formulas and patterns have backslashes.
PHRASE = re.compile(r"[^\W\d_].*\s|\s.*[^\W\d_]", re.DOTALL)
# A number that a reader would see, all alone in its literal.
BARE_NUMBER = re.compile(r"[<>≈~+−-]?\s*\d[\d\s’.,/]*(?:%|‰|[.,]\d+)\W*")


def sentences(source: str) -> list[Sentence]:
    """Return every sentence of the literals of a module that a page may show.

    Docstrings are for who reads the code, the texts of exceptions for who builds the report.
    """
    tree = ast.parse(source)
    aside = {id(node) for statement in ast.walk(tree) for node in _unshown(statement)}
    found = []
    for node in ast.walk(tree):
        text = None if id(node) in aside else _text(node)
        if text is not None and _is_prose(text):
            reader = ProseReader()
            reader.read(Run(text))
            found += reader.finish()
    return found


def _unshown(statement: ast.AST) -> list[ast.AST]:
    """Return the literals that no page shows, and those that are read as parts of another."""
    match statement:
        case ast.Raise() | ast.Assert():
            return list(ast.walk(statement))
        case ast.Expr(value=ast.Constant() as docstring):
            return [docstring]
        case ast.JoinedStr(values=parts):
            return list(parts)
        case _:
            return []


def _text(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else VALUE for part in parts)
        case _:
            return None


def _is_prose(text: str) -> bool:
    return "\\" not in text and bool(PHRASE.search(text) or BARE_NUMBER.fullmatch(text))
