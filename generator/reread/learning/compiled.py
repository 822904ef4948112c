"""What the code of a report compiles: its optimiser and its loss."""

import ast
import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Kind
from generator.reread.learning.arguments import NAMES
from generator.reread.networks.program import parsed

# Code quoted within a sentence.
QUOTED = re.compile(
    r"`[^`\n]{0,40}\.compile\(([^`\n]{0,300})\)`|`((?:optimizer|loss)\s*=\s*[^`\n,]{1,80}),?`"
)
_ARGUMENT = re.compile(r"\b(optimizer|loss)\s*=\s*((?:[\w.]+\([^()]*\)|[\w.]+|'[^']*'|\"[^\"]*\"))")


def compiled(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Go through what is compiled: the argument and the name in small letters, empty when it is not told."""
    for block in blocks:
        if block.kind is Kind.PROSE:
            for call in QUOTED.finditer(block.text):
                for argument in _ARGUMENT.finditer(call[1] or call[2]):
                    yield argument[1], _written_name(argument[2])
        elif block.kind is Kind.CODE and "compile" in block.text:
            yield from _called(parsed(block) or ast.Module([], []))


def _written_name(text: str) -> str:
    try:
        return _name(ast.parse(text, mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""


def _called(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "compile"
        ):
            for word in node.keywords:
                if word.arg in ("optimizer", "loss"):
                    yield word.arg, _name(word.value)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _name(node.func)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.lower()
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    # A class has the name of its optimiser; a variable may stand for any.
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name) if re.search("rossentropy|Squared", name) else name
    known = re.fullmatch(NAMES, name, re.I) or re.search("crossentropy|squared", name, re.I)
    return name.lower() if known else ""
