"""A validation that the code does on the test set, and that sentences call validation."""

import ast
import re
from collections.abc import Iterator

from generator.reread.documents.block import Block, Kind
from generator.reread.documents.companions import Companions
from generator.reread.documents.outline import Outline
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
# « une validation distincte du test », « 10 % of the training data are kept for validation »
_APART = re.compile(
    r"\bvalidation\b[^.;]{0,40}\b(?:distinct|s[ée]par|ind[ée]pendan|diff[ée]ren|separate|independent|held.?out)\w*"
    r"(?![^.;]{0,30}\b(?:entra|train))|"
    r"\b(?:distinct|s[ée]par\w*|ind[ée]pendant\w*|separate|independent|held.?out)\s+validation\b|"
    r"\d\s?%\s+(?:des?|of)\b[^.;]{0,40}\b(?:entra|train)[^.;]{0,40}\bvalidation\b",
    re.I,
)
_KNOWN = re.compile(r"(?<![a-z])tests?\b|cross[\s-]?validation|validation crois", re.I)


def validation_findings(outline: Outline, companions: Companions) -> Iterator[Finding]:
    """Find the first sentence about a validation that is the test, and each that says it is apart."""
    doubted = False
    for rank, section in enumerate(outline.sections):
        script = companions.of(rank)
        part = [
            block for each in outline.with_code(rank) or () for block in outline.sections[each].of(Kind.CODE)
        ]
        given = [each for block in part or (script.blocks if script else ()) for each in _given(block)]
        if not given or not all(_TEST.search(each) for each in given):
            continue
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                said, apart = _SAID.search(sentence.text), _APART.search(sentence.text)
                if apart or (said and not doubted and not _KNOWN.search(sentence.text)):
                    doubted = doubted or not apart
                    yield Finding(
                        CODE,
                        sentence.place((apart or said).start()),  # type: ignore[union-attr]
                        quoted(sentence.text),
                        Verdict.FALSE if apart else Verdict.DOUBT,
                        f"Le code donne {given[0]} comme validation : ces scores sont ceux du test, qui "
                        "n’est plus indépendant s’il a servi à choisir.",
                    )


def _given(block: Block) -> Iterator[str]:
    """Go through what trainings are given as their validation."""
    tree = parsed(block) if "fit(" in block.text else None
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fit":
            for word in node.keywords:
                if word.arg in ("validation_data", "validation_split"):
                    yield quoted(ast.unparse(word.value))
