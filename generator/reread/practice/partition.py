"""What a share kept for the validation leaves: cases and batches, told, commented and printed."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.arithmetic.remainder import SPLIT
from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.scores.counted import read
from generator.reread.scores.mention import Sort
from generator.reread.scores.share import Text
from generator.reread.wording.links import NEARLY

SIZE, LOTS = "taille-de-partition", "lots-par-epoque"
_SHARE = re.compile(
    r"(?<![\w.,])(\d{1,2})\s?%\s+(?:des?|of|du|pour|for|as|en|sont|are)\s+"
    r"(?:(?!mieux|better|plus|more|less|moins|err|acc|exact)[^\W\d]+['’]?\s*){0,9}?\bvalidation\b",
    re.I,
)
_VALIDATION = re.compile(r"\bvalid\w*", re.I)
# « The last 6,000 training cases for validation »
_FOR_VALIDATION = re.compile(r"^[^,;]*\b(?:for|pour|as|comme)\s+(?:la\s+|the\s+)?valid", re.I)
_THAT_IS = re.compile(r",?\s*\b(?:i\.\s?e\b\.?|soit|donc|so|that is|c['’]est-à-dire),?", re.I)
# « There remain 54 000 »
_LEFT = re.compile(
    r"\b(?:il\s+(?:en\s+)?(?:nous\s+)?reste|restent|remain\w*|leaves?|leaving|laisse)\s+(?:donc\s+|alors\s+|us\s+)?$",
    re.I,
)
_NEXT = re.compile(r"(?:,|\b(?:et|and|puis|then)\b)(?=[^,]*\b(?:sur|on|with|avec|en)\s*$)", re.I)
_LEARNT = re.compile(r"\b(?:entra[iî]n\w*|train\w*|appren\w*|learn\w*|fit)\b", re.I)
# « 10 % of the training is kept for the validation »: of what, and not for what.
_SHARED = re.compile(
    r"^\s*%?\s*(?:de\s+|d['’]\s*|des?\s+|du\s+|of\s+)(?:[^\W\d]+['’]?\s*){0,4}?(?:entra[iî]n\w*|train\w*|appren\w*|learn\w*)",
    re.I,
)
_OTHER = re.compile(
    r"\btest\w*|\b[ée]valu\w+|\b(?:batch\w*|lots?|pas|steps?|it[ée]rations?|poids|weights|param\w*)\b", re.I
)
# « 54,000 / 64 gives 844 steps »: whatever is said before it.
_DIVIDED = re.compile(r"\s*[/÷]")
_COMMENT = re.compile(
    r"#[^#\n]*?(?<![\w.,])(\d{1,5})\s+(?:steps?|batch(?:es)?|lots|pas|it[ée]rations|mises? [àa] jour|"
    r"updates)\b",
    re.I,
)
_BATCH = re.compile(r"\bbatch(?:_?size)?\s*=\s*(\d{1,5})\b")
_DONE = re.compile(r"^\s*(\d{1,6})/(\d{1,6})\s.*\bval_", re.M)
_LOADED = "load_data("
LEAST = 500
# What others keep.
_USUAL = tuple(Fraction(each, 60) for each in (3, 6, 9, 10, 12, 15, 18))


def partition_size_findings(outline: Outline, sizes: Sequence[int]) -> Iterator[Finding]:
    """Find sizes of partitions, and numbers of batches, that are not those of the share that is kept.

    Parameters
    ----------
    outline : Outline
    sizes : sequence of int
        How many cases whole partitions have.
    """
    code = "\n".join(map(outline.code, range(len(outline.sections))))
    coded = {_value(each) for each in SPLIT.findall(code)}
    only = coded.pop() if len(coded) == 1 else None
    largest = max(sizes) if _LOADED in code else 0
    for section in outline.sections:
        for block in section.of(Kind.PROSE):
            yield from _of_prose(block, None if "validation_data" in code else only, sizes)
        if only and largest:
            yield from _of_code(section, only, largest)


def share_kept(text: str) -> Fraction | None:
    """Return the only share of the training that a text says is kept for the validation."""
    shares = {_value(each) for each in SPLIT.findall(text)}
    shares |= {Fraction(int(each), 100) for each in _SHARE.findall(text)}
    return shares.pop() if len(shares) == 1 else None


def left(size: int, share: Fraction) -> int:
    """Return how many cases are learnt from, as Keras counts them."""
    return int(size * (1 - share))


def _of_prose(block: Block, only: Fraction | None, sizes: Sequence[int]) -> Iterator[Finding]:
    size = max(sizes)
    usual = {each for part in _USUAL for each in (left(size, part), size - left(size, part))}
    for passage in passages(block):
        text = read(passage)
        share = share_kept(text.text) or only
        for rank, number in enumerate(text.numbers):
            role = _role(text, rank) if share and number.sort is Sort.COUNT else ""
            if (
                share
                and number.sort is Sort.COUNT
                and 2 * number.count > size
                and _LEFT.search(text.lead(rank))
            ):
                role = "train"
            if not share or not role or number.count < LEAST or NEARLY.search(text.lead(rank)):
                continue
            learnt = role == "train"
            kept = left(size, share)
            right = kept if learnt else size - kept
            # What is told of other data is not judged by those that are known.
            told = {each.count for each in text.numbers} & {size, kept, size - kept, *usual}
            if told and number.count not in (right, size if learnt else right):
                yield _finding(
                    passage.place(number.start),
                    text.of(text.sentence(rank)),
                    number.written,
                    size,
                    share,
                    learnt=learnt,
                )


def _role(text: Text, rank: int) -> str:
    """Return what cases are said to be for: train, validation; empty where it is not told."""
    if _DIVIDED.match(text.tail(rank)):
        return ""
    after, before = text.tail(rank), _THAT_IS.sub(" ", _SHARED.sub(" ", text.before(rank))[-60:])
    if rank + 1 < len(text.numbers):
        # « To train on 54,000 and to validate on 6,000 »: what leads to the next number is not of this one.
        after = _NEXT.split(after)[0]
    for words in (
        re.split(r"[.;\d]|,\s+(?:on|nous|we|puis|then)\b", after)[0],
        re.split(r"[.;,]|\d|\b(?:et|and)\b", before)[-1],
    ):
        validation, learnt = _VALIDATION.search(words), _LEARNT.search(words)
        if _FOR_VALIDATION.search(words):
            return "validation"
        if _OTHER.search(words):
            return ""
        if bool(validation) is not bool(learnt):
            return "validation" if validation else "train"
        if validation and learnt:
            return "validation" if validation.start() < learnt.start() else "train"
    return ""


def _of_code(section: Section, share: Fraction, size: int) -> Iterator[Finding]:
    before: Block | None = None
    learnt = left(size, share)
    for block in section.blocks:
        if block.kind is Kind.CODE:
            before = block
            for line in block.lines:
                said, lots = _COMMENT.search(line.text), {int(each) for each in _BATCH.findall(line.text)}
                lot = lots.pop() if len(lots) == 1 else 0
                if said and lot and int(said[1]) not in (-(-learnt // lot), learnt // lot):
                    yield _lots(line.place, line.text, said[1], learnt, lot)
        elif block.kind is Kind.OUTPUT and before and SPLIT.search(before.text):
            steps = {int(last) for done, last in _DONE.findall(block.text) if done == last}
            lots = {int(each) for each in _BATCH.findall(before.text) if int(each)}
            rights = {-(-learnt // lot) for lot in lots}
            if len(steps) == 1 and len(lots) == 1 and not steps & rights:
                line = next(line for line in before.lines if SPLIT.search(line.text))
                yield _lots(line.place, line.text, str(steps.pop()), learnt, lots.pop())


def _value(written: str) -> Fraction:
    return Fraction(written.replace(",", "."))


def _lots(place: Place, text: str, said: str, learnt: int, lot: int) -> Finding:
    right = -(-learnt // lot)
    return Finding(
        LOTS,
        place,
        quoted(text),
        Verdict.FALSE,
        f"Ce code apprend sur {shown(learnt)} cas, soit {shown(right)} lots de {lot} par époque, et "
        f"non {said}.",
        f"{shown(learnt)} / {lot}",
        shown(right),
        wrong=said,
    )


def _finding(place: Place, text: str, written: str, size: int, share: Fraction, *, learnt: bool) -> Finding:
    kept = left(size, share)
    right = kept if learnt else size - kept
    return Finding(
        SIZE,
        place,
        quoted(text),
        Verdict.FALSE,
        f"De {shown(size)} cas, {float(100 * share):g} % pour la validation font "
        f"{shown(size - kept)}, et il en reste "
        f"{shown(kept)} : non {written}.",
        f"{shown(size)} × {float(share):g} = {shown(size - kept)}".replace(".", ","),
        shown(right),
        wrong=written,
    )
