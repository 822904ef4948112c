"""The optimiser and the loss that a report names, against those that its code compiles."""

import ast
import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.learning.arguments import NAMES
from generator.reread.networks.program import parsed

OPTIMIZER, LOSS = "algorithme-nomme", "perte-nommee"
_IS = (
    r"[^.\n?]{0,60}?(?:\best\b|\bis\b|:|\butilis\w+|\bused\b|\busing\b)[^\w\n]{0,6}"
    r"(?:l['’]|the |la |le |un )?\W{0,3}"
)
SAYS_OPTIMIZER = re.compile(rf"\b(?:algorithme?|optimi[sz](?:er|eur))\b{_IS}({NAMES})\b", re.I)
SAYS_LOSS = re.compile(
    rf"\b(?:fonction de (?:loss|perte|coût)|(?:loss|cost) function)\b{_IS}"
    r"((?:sparse_)?categorical_crossentropy|binary_crossentropy|mean_squared_error|mse)\b",
    re.I,
)


def name_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Go through names that the code of the same document does not compile."""
    compiled = [*_compiled(blocks)]
    for code, pattern, key in ((OPTIMIZER, SAYS_OPTIMIZER, "optimizer"), (LOSS, SAYS_LOSS, "loss")):
        used = {name for argument, name in compiled if argument == key}
        if not used or "" in used:
            continue
        for block in blocks:
            if block.kind is not Kind.PROSE:
                continue
            for line in block.lines:
                said = pattern.search(plain(line.text))
                if said and said[1].lower() not in used:
                    yield Finding(
                        code,
                        line.place,
                        quoted(line.text),
                        Verdict.FALSE,
                        f"Le texte nomme {said[1]}, et le code compile {', '.join(sorted(used))}.",
                        "",
                        ", ".join(sorted(used)),
                    )


def _compiled(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Go through what is compiled: the argument and the name in small letters, empty when it is not told."""
    for block in blocks:
        if block.kind is not Kind.CODE or "compile" not in block.text:
            continue
        for node in ast.walk(parsed(block) or ast.Module([], [])):
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
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name) if "rossentropy" in name else name
    return name.lower() if re.fullmatch(NAMES, name, re.I) or "crossentropy" in name.lower() else ""
