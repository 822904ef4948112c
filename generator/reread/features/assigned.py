"""Values given together, « a, b = 10, 4 », each beside its name."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Line

TOGETHER = re.compile(
    r"^\s*(?P<names>[a-z_]\w*(?:\s*,\s*[a-z_]\w*)+)\s*=\s*(?P<values>\d+(?:\s*,\s*\d+)+)\s*(?=#|$)", re.I
)
# « # n_orient, pix_p_cell, hidden », « for bins, pix in configs: », then « (10, 4, 150), »
_NAMES = re.compile(r"^\s*(?:#\s*|for\s+)\(?([a-z_]\w*(?:\s*,\s*[a-z_]\w*)+)\)?\s*(?:$|in\b)", re.I)
_TUPLE = re.compile(r"^(?P<lead>[^#(\[]*[(\[]+)(?P<values>\d+(?:\s*,\s*[\w.'\"]+)+)\s*(?P<end>[)\]])")


def named_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Go through lines of code, the values of each tuple beside the names that a comment or a loop gives."""
    heads = [re.split(r"\s*,\s*", found[1]) for line in lines if (found := _NAMES.match(line.text))]
    for line in lines:
        found = _TUPLE.match(line.text)
        values = re.split(r"\s*,\s*", found["values"]) if found else []
        names = next((head for head in heads if len(head) == len(values)), None)
        if found is None or names is None:
            yield line
            continue
        # One sentence, with what a comment says of the row.
        pairs = ", ".join(f"{name} = {value}" for name, value in zip(names, values, strict=True))
        yield Line(pairs + line.text[found.end() :], line.place)


def apart(line: Line) -> Line:
    """Write « a, b = 10, 4 » as « a = 10; b = 4 »."""
    given = TOGETHER.match(line.text)
    if given is None:
        return line
    names, values = (re.split(r"\s*,\s*", given[name].strip()) for name in ("names", "values"))
    pairs = "; ".join(f"{name} = {value}" for name, value in zip(names, values, strict=False))
    return Line(pairs + line.text[given.end() :], line.place)
