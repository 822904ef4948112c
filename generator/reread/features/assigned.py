"""Values given together, « a, b = 10, 4 », each beside its name."""

import re

from generator.reread.documents.block import Line

TOGETHER = re.compile(
    r"^\s*(?P<names>[a-z_]\w*(?:\s*,\s*[a-z_]\w*)+)\s*=\s*(?P<values>\d+(?:\s*,\s*\d+)+)\s*(?=#|$)", re.I
)


def apart(line: Line) -> Line:
    """Write « a, b = 10, 4 » as « a = 10; b = 4 »."""
    given = TOGETHER.match(line.text)
    if given is None:
        return line
    names, values = (re.split(r"\s*,\s*", given[name].strip()) for name in ("names", "values"))
    pairs = "; ".join(f"{name} = {value}" for name, value in zip(names, values, strict=False))
    return Line(pairs + line.text[given.end() :], line.place)
