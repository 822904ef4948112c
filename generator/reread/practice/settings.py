"""Settings that sentences give, against those of the only code that they may be about."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from fractions import Fraction

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.companions import Companions
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import cells, named_values, passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.practice.setting import SETTINGS, Setting
from generator.reread.scores.training import training
from generator.reread.walk.against import ELSEWHERE
from generator.reread.wording.phrase import NEGATION

_COUNTED = re.compile(r"\d\s+\Z")
_POWER = re.compile(r"10\^\(?[-−](\d{1,2})\)?")
CODE = "reglage-d-entrainement"
# The code of more trainings is that of a whole report.
FEW = 3
# In the past tense, a report says what it did; what a value is for each or over all of is no other value.
_TOLD = re.compile(r"\b(?:over|was|were|[ée]tai(?:t|ent)|par|per)\b", re.I)
# A part of the data, and no trial.
_PARTITION = re.compile(
    r"\btest\s+(?:accuracy|loss|score|error|set|data|precision|recall|f1)|"
    r"\b(?:de|du|le|the|en|on)\s+test(?!\w)",
    re.I,
)
# What is said of Keras is checked against Keras.
_DEFAULT = re.compile(r"d[ée]faut|default", re.I)
_REMARK = re.compile(rf"\([^()]*(?:{_DEFAULT.pattern})[^()]*\)", re.I)


def setting_findings(outline: Outline, companions: Companions) -> Iterator[Finding]:
    """Find settings that are not those of the code of their part, where all of it says the same."""
    blocks = [block for section in outline.sections for block in section.blocks]
    for setting in SETTINGS:
        tried = {*_tried(blocks, setting.column)}
        for rank, section in enumerate(outline.sections):
            part = outline.with_code(rank)
            code = "\n".join(map(outline.code, part)) if part else companions.code(rank)
            right = _right(setting, code)
            printed = training(outline, rank) if setting.counts_epochs and right is None else None
            right = Fraction(printed.epochs) if printed and printed.epochs else right
            told = [outline.sections[each] for each in part or [rank]]
            text = "\n".join(_prose(each.blocks) for each in told)
            # Where the code's own value is said too, another one is that of another training.
            if right is None:
                yield from _of_none(section.blocks, setting, _values(setting, code), tried)
            if right is None or right in every_value(setting, text):
                continue
            for sentence in _sentences(section.blocks):
                found = _said(setting, sentence.text) or _more(setting, sentence.text, right)
                value = _value(found["number"]) if found else None
                if found and value not in (None, right) and value not in tried:
                    yield _finding(
                        sentence, found, setting, right, "l’entraînement affiché" if printed else "le code"
                    )


def _prose(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks if block.kind is Kind.PROSE)


def every_value(setting: Setting, text: str) -> set[Fraction | None]:
    """Return all the values that a text gives to a setting; « 422 batches of 128 » are counted with one."""
    patterns = (*setting.said, *([setting.above] if setting.above else []))
    every = (found for pattern in patterns for found in pattern.finditer(text))
    return {_value(each["number"]) for each in every if not _COUNTED.search(text[: each.start()][-8:])}


def _right(setting: Setting, code: str) -> Fraction | None:
    """Return the only value that code gives to a setting."""
    values = _values(setting, code)
    return values.pop() if len(values) == 1 else None


def _values(setting: Setting, code: str) -> set[Fraction | None]:
    return {_value(_constant(code, given)) for given in setting.argument.findall(code)}


def _of_none(
    blocks: Sequence[Block], setting: Setting, known: set[Fraction | None], tried: Set[Fraction | None]
) -> Iterator[Finding]:
    """Find what is none of the two or three values that the code of a part gives."""
    if None in known or not 1 < len(known) <= FEW or not setting.counts_epochs:
        return
    for sentence in _sentences(blocks):
        found = _said(setting, sentence.text)
        value = _value(found["number"]) if found else None
        if found and value not in (None, *known, *tried):
            right = " ou ".join(rounded(each, "g") for each in sorted(x for x in known if x is not None))
            yield Finding(
                CODE,
                sentence.place(found.start("number")),
                quoted(sentence.text),
                Verdict.FALSE,
                f"Le texte dit {found['number']} {setting.name}, et le code {right}.",
                "",
                right,
            )


def _said(setting: Setting, text: str) -> re.Match[str] | None:
    """Return where a sentence gives a setting of its own report."""
    text = _REMARK.sub(lambda remark: " " * len(remark[0]), text)
    if (NEGATION.search(text) and not setting.negated) or _DEFAULT.search(text):
        return None
    found = next(filter(None, (said.search(text) for said in setting.said)), None)
    rest = _PARTITION.sub("", text.replace(found[0], "")) if found else ""
    if found is None or ELSEWHERE.search(_TOLD.sub("", rest)):
        return None
    return found


def _more(setting: Setting, text: str, right: Fraction) -> re.Match[str] | None:
    """Return where a sentence gives more than the code does."""
    found = _said(replace(setting, said=(setting.above,)), text) if setting.above else None
    return found if found and int(found["number"]) > right else None


def _finding(
    sentence: Sentence, found: re.Match[str], setting: Setting, right: Fraction, whose: str
) -> Finding:
    shown = rounded(right, "g")
    return Finding(
        CODE,
        sentence.place(found.start("number")),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Le texte dit {found['number']} {setting.name}, et {whose} {shown}.",
        "",
        shown,
    )


def _constant(code: str, given: str) -> str:
    """Return what a name is worth in the code, as long as it is given one value."""
    if not re.fullmatch(r"[^\W\d]\w*", given):
        return given
    worth = {*re.findall(rf"^\s*{given}\s*=\s*\(?\s*([\w.-]+)(?:,\s*[\w.-]+)?\s*\)?\s*(?:#.*)?$", code, re.M)}
    return worth.pop() if len(worth) == 1 else given


def _value(written: str) -> Fraction | None:
    text = _POWER.sub(r"1e-\1", "".join(written.replace(",", ".").split()))
    try:
        return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        return None


def _tried(blocks: Sequence[Block], column: re.Pattern[str]) -> Iterator[Fraction | None]:
    """Go through the values that tables give to a setting."""
    for block in blocks:
        if block.kind is Kind.TABLE:
            rows = [[plain(cell).strip("\x1e ") for cell in cells(line.text)] for line in block.lines]
            for rank, head in enumerate(rows[0]):
                if column.search(head):
                    yield from (_value(row[rank]) for row in rows[1:] if rank < len(row))


def _sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    for block in blocks:
        for passage in named_values(block) if block.kind is Kind.TABLE else passages(block):
            yield from sentences(passage) if block.kind in (Kind.PROSE, Kind.TABLE) else ()
