"""Reports drawn at random: right all through, or with one error of a known pattern."""

from dataclasses import dataclass
from random import Random

from tests.relire.notation import drawn
from tests.relire.pieces import PIECES, Writer
from tests.relire.said import SAID

EVERY = {**PIECES, **SAID}
PATTERNS = [(piece, error) for piece, errors in EVERY.items() for error in errors]


@dataclass(frozen=True)
class RandomReport:
    """A report; the finding that it is to give, None for none; line 0 is anywhere."""

    text: str
    pattern: str
    expected: tuple[str, int] | None


def random_report(seed: int, *, wrong: bool) -> RandomReport:
    """Draw a report."""
    draw = Random(seed)
    way, to = drawn(draw), Writer()
    chosen = draw.choice(PATTERNS) if wrong else None
    order = draw.sample([*EVERY], draw.randrange(2, 6))
    if chosen and chosen[0] not in order:
        order[draw.randrange(len(order))] = chosen[0]
    to.add(f"# Rapport {seed}\n\nAuteurs : A et B\n")
    expected = None
    for piece in order:
        error = chosen[1] if chosen and chosen[0] is piece else ""
        expected = piece(draw, way, to, error) or expected
        to.add("")
    pattern = f"{chosen[0].__name__}/{chosen[1]}" if chosen else ""
    return RandomReport("\n".join(to.lines), pattern, expected)
