"""Curves drawn under another name than theirs: ``val_loss`` called test."""

import ast
import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.program import parsed
from generator.reread.wording.phrase import NEGATION

CODE = "courbe-mal-nommee"
TEST = re.compile(r"(?<![a-z])test(?:s|ing|é)?(?![a-z])", re.I)
VALIDATION = re.compile(r"\['?\"?val_(?:loss|acc|accuracy)")
_CALLED = re.compile(
    r"\bval_(?:loss|acc\w*)[^\w.;]{1,6}(?:est|is|montre|repr[ée]sente|correspond|shows?|represents?|donne|gives|mesure|"
    r"measures|c['’]est|i\.e\.)\s(?:(?!\b(?:que|than)\b)[^.;\d]){0,50}?\btest\b|"
    r"\btest\b(?:\s+\w+){0,2}\s*[(:=]\s*(?:[^.;)\d]|\.(?!\s)){0,60}\bval_",
    re.I,
)
_APART = re.compile(r"\bvalidation\s+(?:set|split|loss|accuracy|curve)|\b(?:de|en|la)\s+validation\b", re.I)
_WHY = (
    "Cette courbe est celle de la validation (val_…), et non celle du test : Keras ne mesure pas le test "
    "pendant l’entraînement."
)
RIGHT = "validation"


def curve_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Go through plots of a document that call the validation split test."""
    code = [block for block in blocks if block.kind is Kind.CODE]
    trees = [(block, parsed(block)) for block in code if "fit(" in block.text or "val_" in block.text]
    calls = [
        (block, node)
        for block, tree in trees
        if tree
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    if _validates_on_test([call for _, call in calls]):
        return
    yield from _said(blocks)
    for block, call in calls:
        if call.func.attr == "plot" and call.args and _is_validation(call):  # type: ignore[attr-defined]
            label = next((word.value for word in call.keywords if word.arg == "label"), None)
            if isinstance(label, ast.Constant) and TEST.search(str(label.value)):
                yield _finding(block, call)
        elif call.func.attr == "legend" and call.args:  # type: ignore[attr-defined]
            names = call.args[0].elts if isinstance(call.args[0], ast.List | ast.Tuple) else []
            drawn = any(VALIDATION.search(line.text) and "plot" in line.text for line in block.lines)
            if drawn and any(isinstance(n, ast.Constant) and TEST.search(str(n.value)) for n in names):
                yield _finding(block, call)


def _said(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Go through sentences that take the scores of the validation for those of the test."""
    for block in blocks:
        for passage in passages(block) if block.kind is Kind.PROSE else ():
            for sentence in sentences(passage):
                said = _CALLED.search(sentence.text)
                if said and not NEGATION.search(sentence.text) and not _APART.search(sentence.text):
                    yield Finding(
                        CODE,
                        sentence.place(said.start()),
                        quoted(sentence.text),
                        Verdict.FALSE,
                        _WHY,
                        "",
                        RIGHT,
                    )


def _is_validation(call: ast.Call) -> bool:
    return any(VALIDATION.search(ast.unparse(argument)) for argument in call.args)


def _validates_on_test(calls: Sequence[ast.Call]) -> bool:
    """Tell whether a training is given the test as its validation, or may be."""
    for call in calls:
        if call.func.attr == "fit":  # type: ignore[attr-defined]
            for word in call.keywords:
                if word.arg == "validation_data" and re.search("test", ast.unparse(word.value), re.I):
                    return True
    return False


def _finding(block: Block, call: ast.Call) -> Finding:
    line = block.lines[min(call.lineno, len(block.lines)) - 1]
    return Finding(
        CODE,
        line.place,
        quoted(line.text),
        Verdict.FALSE,
        _WHY,
        "",
        RIGHT,
    )
