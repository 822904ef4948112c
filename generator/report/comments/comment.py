"""A comment of the authors as a page shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.formulas.markup import Markup
from generator.report.comments.contradiction import contradictions
from generator.report.comments.fault import CommentError
from generator.report.comments.inserted import Inserted, insert
from generator.report.comments.prose import Addresses, Block, Text, read_prose
from generator.report.comments.source import BRACES, MARK, Source
from generator.report.comments.typed_number import TypedNumber, typed_numbers
from generator.report.comments.vocabulary import Vocabulary

TYPED = Markup('<span class="typed" tabindex="0" data-tooltip="{}">{}</span>')


@dataclass(frozen=True)
class Comment:
    """What a comment says.

    Attributes
    ----------
    file : str
        Where it is, in the project.
    text : str
        Its source; spaces at the end of lines and of the text apart.
    html : Markup
        What it says; nothing if something is wrong with it.
    values : tuple of Inserted
        Those that it inserts, each once.
    typed : bool
        Whether its authors typed a number in it.
    faults : tuple of str
        What is wrong with it, each with its line, in order.
    """

    file: str
    text: str = ""
    html: Markup = field(default_factory=Markup)
    values: tuple[Inserted, ...] = ()
    typed: bool = False
    faults: tuple[str, ...] = ()


def read_comment(
    file: str, content: bytes, vocabulary: Vocabulary, addresses: Addresses, tooltip: str, judged: bool = True
) -> Comment:
    """Return a comment, or what is wrong with it.

    Parameters
    ----------
    file : str
        Where it is, in the project.
    content : bytes
    vocabulary : Vocabulary
    addresses : Addresses
    tooltip : str
        What is said of a number that its authors typed.
    judged : bool
        Whether its numbers are held against the results: not against those of a trial.
    """
    try:
        source = Source(content)
        blocks, faults = read_prose(source, addresses)
    except CommentError as error:
        return Comment(file, faults=(f"{file} : {error}",))
    writer = _Writer(source, vocabulary, tooltip, judged)
    html = Markup("").join([writer.write(block) for block in blocks])
    text = "\n".join(line.rstrip() for line in source.restored(source.marked).strip().split("\n"))
    found = sorted({*faults, *writer.faults})
    if found:
        return Comment(file, text, faults=tuple(f"{file}, ligne {line} : {fault}" for line, fault in found))
    return Comment(file, text, html, tuple(writer.values.values()), writer.typed)


class _Writer:
    """Writes blocks: inserts their values, marks and judges their numbers."""

    def __init__(self, source: Source, vocabulary: Vocabulary, tooltip: str, judged: bool) -> None:
        self._source, self._vocabulary, self._tooltip, self._judged = source, vocabulary, tooltip, judged
        self.values: dict[str, Inserted] = {}
        self.faults: list[tuple[int, str]] = []
        self.typed = False

    def write(self, block: Block) -> Markup:
        """Return a block as HTML; what is wrong with it is noted."""
        texts = [piece for piece in block if isinstance(piece, Text)]
        whole = "".join(piece.content for piece in texts)
        claims = [piece.claims for piece in texts for _ in piece.content]
        numbers = [
            each for each in typed_numbers(whole, self._vocabulary) if all(claims[each.start : each.end])
        ]
        lines = [line for piece in texts for line in _lines(piece)]
        self.typed = self.typed or bool(numbers)
        if self._judged:
            for found in contradictions(whole, numbers, self._vocabulary):
                self.faults.append((lines[found.number.start], found.message))
        written, place = [], 0
        for piece in block:
            if isinstance(piece, Text):
                end = place + len(piece.content)
                within = [each for each in numbers if each.start < end and place < each.end]
                written.append(self._text(piece, place, within, lines[place:end]))
                place = end
            else:
                written.append(piece)
        return Markup("").join(written)

    def _text(self, piece: Text, place: int, numbers: Sequence[TypedNumber], lines: Sequence[int]) -> Markup:
        """Return a text that begins at a place of its block, its numbers marked and its values inserted.

        In a piece of code, braces are written as they were.
        """
        ends = {max(each.start - place, 0): min(each.end - place, len(piece.content)) for each in numbers}
        written, done = [], 0
        for start, stop in [*ends.items(), (len(piece.content), len(piece.content))]:
            between = piece.content[done:start]
            if piece.code:
                written.append(Markup("{}").format(self._source.restored(between)))
            else:
                written += self._inserted(between, lines[done:start])
            if start < stop:
                written.append(TYPED.format(self._tooltip, piece.content[start:stop]))
            done = stop
        return Markup("").join(written)

    def _inserted(self, text: str, lines: Sequence[int]) -> Iterator[Markup]:
        """Go through the parts of a text, its values among them."""
        done = 0
        for found in MARK.finditer(text):
            yield Markup("{}").format(text[done : found.start()])
            yield self._value(self._source.value(found[0]), lines[found.start()])
            done = found.end()
        yield Markup("{}").format(text[done:])

    def _value(self, written: str, line: int) -> Markup:
        inside = BRACES.fullmatch(written)
        try:
            if inside is None or inside[1] is None:
                raise CommentError(
                    "Ces accolades {{ ne se referment pas. Fermez-les par }} sur la même ligne."
                )
            value = insert(inside[1], self._vocabulary.results)
        except CommentError as error:
            self.faults.append((line, str(error)))
            return Markup()
        self.values[value.expression] = value
        return value.written


def _lines(piece: Text) -> Iterator[int]:
    """Go through the line of each sign of a text, which begins at that of its first word."""
    line, begun = piece.line, False
    for sign in piece.content:
        yield line
        begun = begun or not sign.isspace()
        line += begun and sign == "\n"
