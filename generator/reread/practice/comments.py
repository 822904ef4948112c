"""Comments of other languages in Python: ``x = f(y) // = 784``."""

import ast
import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Kind
from generator.reread.finding import Finding, Verdict, quoted

CODE = "commentaire-illisible"
FOREIGN = re.compile(r"\s*//\s*(?:[=#]|[^\W\d]{2,}).*$")


def comment_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find lines that Python refuses for what they end with, and reads without it."""
    for block in blocks:
        for line in block.lines if block.kind is Kind.CODE else ():
            cut = FOREIGN.sub("", line.text.strip())
            if "//" in line.text and cut and _reads(cut) and not _reads(line.text.strip()):
                yield Finding(
                    CODE,
                    line.place,
                    quoted(line.text),
                    Verdict.FALSE,
                    "En Python, // est la division entière, et un commentaire commence par # : cette ligne "
                    "ne s’exécute pas.",
                )


def _reads(line: str) -> bool:
    try:
        ast.parse(line)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
