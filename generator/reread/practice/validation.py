"""A validation that the code does on the test set, and that sentences call validation."""

import ast
import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.program import parsed

CODE = "validation-sur-le-test"
_TEST = re.compile(r"(?<![a-z])test(?![a-z])", re.I)
_SAID = re.compile(
    r"\b(?:(?:de|of|en|sur (?:la|le)|on the|le set de|(?:jeu|ensemble|donn[ée]es) de)\s+validation|"
    r"validation\s+(?:set|data|accuracy|loss|score|split|curve))\b",
    re.I,
)
_KNOWN = re.compile(r"(?<![a-z])tests?\b|cross[\s-]?validation|validation crois", re.I)


def validation_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find the first sentence that speaks of a validation where each training is given the test for it."""
    given = [each for block in blocks if block.kind is Kind.CODE for each in _given(block)]
    if not given or not all(_TEST.search(each) for each in given):
        return
    for block in blocks:
        for passage in passages(block) if block.kind is Kind.PROSE else ():
            for sentence in sentences(passage):
                said = _SAID.search(sentence.text)
                if said and not _KNOWN.search(sentence.text):
                    yield Finding(
                        CODE,
                        sentence.place(said.start()),
                        quoted(sentence.text),
                        Verdict.DOUBT,
                        f"Le code donne {given[0]} comme validation : ces scores sont ceux du test, qui "
                        "n’est plus indépendant s’il a servi à choisir.",
                    )
                    return


def _given(block: Block) -> Iterator[str]:
    """Go through what trainings are given as their validation."""
    tree = parsed(block) if "fit(" in block.text else None
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fit":
            for word in node.keywords:
                if word.arg in ("validation_data", "validation_split"):
                    yield quoted(ast.unparse(word.value))
