"""The table that parallel parts make, one model each, of the scores that they print."""

from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Kind, Line
from generator.reread.documents.outline import ONE_MODEL, Outline
from generator.reread.scores.printed import ALONE
from generator.reread.scores.reported import Reported, scores
from generator.reread.tables.grid import Grid

_HEADS = {"loss": "Test loss", "accuracy": "Test accuracy"}


def sectioned(outline: Outline) -> Iterator[tuple[int, Grid]]:
    """Go through the tables that the parts of one parent make, each with the rank of its last section."""
    parts: dict[int, list[range]] = {}
    for rank, section in enumerate(outline.sections):
        scopes = [*outline.scopes(rank)]
        if section.heading and ONE_MODEL.search(section.title):
            parts.setdefault(scopes[1].start if len(scopes) > 1 else -1, []).append(scopes[0])
    for children in parts.values():
        rows = [(scope, _printed(outline, scope)) for scope in children]
        kept = [(scope, found) for scope, found in rows if "accuracy" in found]
        names = [_name(outline, scope) for scope, _ in kept]
        if len(kept) > 1 and len({*names}) == len(names):
            metrics = [name for name in _HEADS if all(name in found for _, found in kept)]
            cells = [tuple(found[name].written for name in metrics) for _, found in kept]
            lines = tuple(Line(found["accuracy"].text, found["accuracy"].place) for _, found in kept)
            body = tuple((name, *row) for name, row in zip(names, cells, strict=True))
            yield kept[-1][0][-1], Grid(("Modèle", *(_HEADS[name] for name in metrics)), body, lines)


def _name(outline: Outline, scope: range) -> str:
    found = ONE_MODEL.search(outline.sections[scope.start].title)
    return found[0] if found else ""


def _printed(outline: Outline, scope: range) -> dict[str, Reported]:
    """Return the scores on the test that a part prints, those that it prints once."""
    blocks = [block for rank in scope for block in outline.sections[rank].blocks]
    found = [
        score for score in scores([*_alone(blocks)]) if score.metric in _HEADS and score.split != "other"
    ]
    once = {name: [score for score in found if score.metric == name] for name in _HEADS}
    return {name: told[0] for name, told in once.items() if len({score.written for score in told}) == 1}


def _alone(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        lines = tuple(line for line in block.lines if block.kind is Kind.OUTPUT or ALONE.match(line.text))
        if lines and block.kind in (Kind.OUTPUT, Kind.PROSE):
            yield Block(Kind.PROSE, lines)
