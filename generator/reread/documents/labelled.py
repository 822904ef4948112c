"""Cut what is said of several models where each begins: « A : … », « For our second network, P2, … »."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line, Section, sections
from generator.reread.documents.passage import cells
from generator.reread.wording.links import MEASURED_AGAINST

# Below the titles that a paragraph begins with.
LEVEL = 8
_NETWORK = (
    r"(?:mod[eè]les?|models?|r[ée]seaux?|networks?|architectures?|essais?|trials?|variantes?|versions?)"
)
_SHORT = r"[A-Z]{1,3}-?\d{1,2}|[A-H](?!-)"
# « CNN-a », « CNN-b »: the same word twice, each time with another letter.
_LETTERED = re.compile(r"(?<![\w.$\\'’/=-])([A-Za-z]{2,8})-([a-hA-H])(?![\w'’$/-])")
# « Raw-A », « cnn-5x5 »: only where a table names its rows so.
_LONG = r"[A-Za-z][A-Za-z\d]{1,11}(?:-[A-Za-z\d]{1,8}){1,3}"
_ID = rf"{_LONG}|{_SHORT}"
_HEADER = re.compile(rf"\b(?:{_NETWORK}|id|noms?|names?|exp[ée]riences?|runs?|configs?\w*|tests?)\b", re.I)
# A score, a norm, a part of a question: what looks like a label and is none.
_OTHER = re.compile(r"[FLQ]-?\d{1,2}|(?:FC|TP|TN|FP|FN|VP|VN|HD|RX|TD|PW)-?\d{1,2}")
_LABEL = re.compile(rf"(?<![\w.$\\'’/=-])(?:{_ID})(?![\w'’$/-]|\.\d|\s*=(?!\s*(?:{_SHORT})\s+[^\W\d_]))")
_NAMED = re.compile(rf"(?i:{_NETWORK})\W{{1,3}}({_SHORT})(?![\w'’-]|\.\d)")
_ARTICLE = re.compile(r"A\s+[a-z\d]")
_ORDINAL = re.compile(
    r"(?:^|(?<=[.!?:]\s))\W*(?:(?:pour|for|dans|in)\s+)?(?:l[ae]|the|our|notre|mon|ma|my)?\s*"
    r"(?P<rank>premi(?:er|ère)|seconde?|deuxième|troisième|quatrième|first|second|third|fourth)"
    rf"(?:\s+(?:{_NETWORK}|cnn|mlp)\b|\s*[:,(]|\s+(?:a|est|comporte|utilise|has|is|uses)\b)",
    re.I,
)
_RANKS = {"p": "1", "f": "1", "s": "2", "d": "2", "t": "3", "q": "4"}
_BEGINS_ITEM = re.compile(
    rf"^\s*(?:[-*+•]|\d{{1,2}}[.)])\s+\W{{0,3}}(?P<labels>(?:{_ID})(?:\s*(?:,|et|and|&|vs)\s*(?:{_ID}))*)"
    r"\W{0,3}[:,(–—=]"
)
ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s")
# « Essai 2 », « CNN 1 (that of the notebook), batch 128 »: a line above the list, or the code, of one model.
_ANNOUNCED = re.compile(
    rf"^\W{{0,3}}(?i:{_NETWORK}|cnn|mlp|hog)\s+(?:n[°o]\s*)?(?P<label>\d{{1,2}}|[A-H])\W{{0,3}}(?:$|[:(,])"
)
# Several models are spoken of then.
_TOGETHER = re.compile(
    r"\b(?:meilleure?s?|best|worst|pires?|les\s+(?:deux|trois|quatre)|des\s+(?:deux|trois|quatre)|both|all|tous|toutes|"
    r"plus|more|moins|fewer|less|que|than|contre|against|compar\w+)\b",
    re.I,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
# What is said of the matrix, or of the code, that stands above.
_OF_ABOVE = re.compile(r"^\W*(?:\w+\s+)?(?:cette|ce|cet|this|these|ces)\b|\b(?:ci-dessus|above)\b", re.I)
# How far in a sentence its subject stands, and what a line that only announces is as long as.
_SUBJECT, _LEAD = 45, 110


@dataclass(frozen=True)
class _Piece:
    """Blocks that follow each other, and the labels of what they are about: none for the whole part."""

    labels: tuple[str, ...]
    blocks: tuple[Block, ...]


def cut_at_labels(blocks: Sequence[Block], known: frozenset[str]) -> tuple[Block, ...]:
    """Begin a part of its own, below all others, wherever another model of the same part begins."""
    found: list[Block] = []
    for section in sections(blocks):
        found += [section.heading] if section.heading else []
        pieces = [*_pieces(section, known)]
        about = {piece.labels for piece in pieces if piece.labels}
        if len(about) < 2:
            found += section.blocks
            continue
        for rank, piece in enumerate(pieces):
            if rank or piece.labels:
                place = piece.blocks[0].lines[0].place
                title = f"modèle {', '.join(piece.labels)}" if piece.labels else ""
                found.append(Block(Kind.HEADING, (Line(title, place),), LEVEL))
            found += piece.blocks
    return tuple(found)


def labels(blocks: Sequence[Block]) -> frozenset[str]:
    """Return what a document calls its models: heads of rows, letters and numbers after their word."""
    introduced = (label for block in blocks for label in _introduced(block))
    return frozenset((*introduced, *_repeated(blocks)))


def named_labels(text: str, known: frozenset[str]) -> frozenset[str]:
    """Return which of the labels of a document a text names."""
    return frozenset(_labels(text, known.__contains__, len(text)))


def without_others(section: Section, known: frozenset[str]) -> Section:
    """Blank the lines of a part that name models other than its own; or several, if it has none."""
    own = {*_LABEL.findall(section.title)} & known

    def is_own(line: Line) -> bool:
        named = named_labels(plain(line.text), known)
        return named <= own if len(own) == 1 else len(named) < 2

    return Section(
        section.heading,
        tuple(
            replace(block, lines=tuple(x if is_own(x) else Line("", x.place) for x in block.lines))
            if block.kind is Kind.PROSE
            else block
            for block in section.blocks
        ),
    )


def _introduced(block: Block) -> Iterator[str]:
    """Go through the labels that a block gives to models: in rows of a table, after their word, in order."""
    if block.kind is Kind.TABLE:
        names = _HEADER.search(_first_cell(block.lines[0])) is not None
        yield from {label for line in block.lines if (label := _row_label(line, long=names))}
    elif block.kind is Kind.PROSE:
        text = plain(block.text.replace("\n", " "))
        yield from (found[1] for found in _NAMED.finditer(text) if not _OTHER.fullmatch(found[1]))


def _repeated(blocks: Sequence[Block]) -> Iterator[str]:
    """Go through labels that differ by their number, one of them written more than once: « K1 », « K2 »."""
    prose = [plain(block.text.replace("\n", " ")) for block in blocks if block.kind is Kind.PROSE]
    written = Counter(label for text in prose for label in _LABEL.findall(text) if label[-1].isdigit())
    families: dict[str, list[str]] = defaultdict(list)
    for label in written:
        if not _OTHER.fullmatch(label):
            families[label.rstrip("0123456789")].append(label)
    lettered = Counter(found[0] for text in prose for found in _LETTERED.finditer(text))
    for label in lettered:
        families[label[:-1]].append(label)
    written += lettered
    yield from (
        label
        for labels in families.values()
        if len(labels) > 1 and max(written[label] for label in labels) > 1
        for label in labels
    )


def _row_label(line: Line, *, long: bool) -> str:
    first = _first_cell(line)
    return first if re.fullmatch(_ID if long else _SHORT, first) and not _OTHER.fullmatch(first) else ""


def _first_cell(line: Line) -> str:
    return next((cell for cell in cells(line.text) if cell.strip()), "").strip(" *_`")


def _pieces(section: Section, known: frozenset[str]) -> Iterator[_Piece]:
    families = {label.rstrip("0123456789") for label in known if label[-1].isdigit()}

    def is_known(label: str) -> bool:
        return label in known or (label[-1].isdigit() and label.rstrip("0123456789") in families)

    about_now: tuple[str, ...] = ()
    held: list[Block] = []
    listed = announced = False
    for block in section.blocks:
        for part, about, in_list in _parts(block, is_known):
            begins = about or (about_now and ((listed and not in_list) or _compares(part)))
            begins = begins or (announced and _is_of_several(part))
            announced = about == _announced(part.lines) if about else announced and not begins
            if begins and about != about_now:
                if held:
                    yield _Piece(about_now, tuple(held))
                about_now, held = about, []
            listed = in_list if about or not in_list else listed
            held.append(part)
    if held:
        yield _Piece(about_now, tuple(held))


def _is_of_several(block: Block) -> bool:
    """Tell whether a paragraph goes on with no model of those that are announced one by one."""
    return (
        block.kind is Kind.PROSE
        and not ITEM.match(block.lines[0].text)
        and _TOGETHER.search(plain(block.text)) is not None
    )


def _announced(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the label of the model whose list, or code, some lines begin; none for other lines."""
    first = _ANNOUNCED.match(plain(lines[0].text)) if lines else None
    then = next((line.text for line in lines[1:] if line.text.strip()), "")
    return (first["label"],) if first and (not then or ITEM.match(then)) else ()


def _compares(block: Block) -> bool:
    """Tell whether a table is about several models."""
    return block.kind is Kind.TABLE and len({*_introduced(block)}) > 1


def _parts(block: Block, is_known: Callable[[str], bool]) -> Iterator[tuple[Block, tuple[str, ...], bool]]:
    """Go through the paragraphs and items of a block, with what each is about, and whether it is an item."""
    if block.kind is not Kind.PROSE:
        yield block, (), False
        return
    held: list[Line] = []
    about: tuple[str, ...] = ()
    listed = blank = False
    for line in block.lines:
        item = _BEGINS_ITEM.match(line.text)
        named = tuple(_LABEL.findall(item["labels"])) if item else ()
        begins_item = bool(named) and all(is_known(label) for label in named)
        begins = begins_item or (blank and line.text.strip() and not ITEM.match(line.text))
        if begins and held:
            yield Block(Kind.PROSE, tuple(held)), about or _subjects(held, is_known), listed
            held, about, listed = [], (), False
        if begins_item:
            about, listed = named, True
        held.append(line)
        blank = not line.text.strip()
    yield Block(Kind.PROSE, tuple(held)), about or _subjects(held, is_known), listed


def _subjects(lines: Sequence[Line], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the labels of the models that a paragraph is about; none when it goes on with the last ones."""
    if announced := _announced(lines):
        return announced
    if not lines or ITEM.match(lines[0].text) or _OF_ABOVE.search(plain(lines[0].text)[:40]):
        return ()
    text = plain(" ".join(line.text for line in lines))
    if ordinal := _ORDINAL.search(text):
        return (_RANKS[ordinal["rank"][0].lower()],)
    first, *others = SENTENCE.split(text)
    announces = len(first) < _LEAD and first.rstrip().endswith(":")
    said = [*_labels(first, is_known, _LEAD if announces else _SUBJECT)]
    if said and all(MEASURED_AGAINST.search(first[: first.find(each)]) for each in said):
        # « 94 errors, half of those of B »: what was spoken of is.
        return ()
    if said:
        said += _labels(first, is_known, len(first))
    rest = [label for sentence in others for label in _labels(sentence, is_known, _SUBJECT)]
    if not said and len({*rest}) == 1 and rest[0] not in [*_labels(others[0], is_known, _SUBJECT)]:
        return ()
    return tuple(dict.fromkeys([*said, *rest]))


def _labels(sentence: str, is_known: Callable[[str], bool], within: int) -> Iterator[str]:
    for found in _LABEL.finditer(sentence[:within]):
        if is_known(found[0]) and not _ARTICLE.match(sentence, found.start()):
            yield found[0]
