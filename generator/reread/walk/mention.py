"""Layers that words name, each with what they say of it: « 16 filtres 3 × 3, sortie 26 × 26 × 16 »."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.arithmetic.number import whole
from generator.reread.networks.statement import TOTAL
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.layer import LayerKind, Mention
from generator.reread.walk.values import flat_values

# Windows or maps that are no squares are not followed.
STRANGE_SIZE = re.compile(
    r"(?<![\w.,×])(?<![x×]\s)(\d{1,3})\s*[x×]\s*(?!\1(?!\d))\d{1,3}(?:\s*[x×]\s*\d+)?(?!\s*[x×*+=/]|\d)", re.I
)
# Between what has no name and the name of its layer: « 200 neurones dans la couche cachée ».
NEAR = re.compile(r"[^,;.:\n→]{0,25}")


# A larger square is no window, but maps.
LARGEST = {LayerKind.CONV: 11, LayerKind.POOL: 4}
# « The second convolution to 11 × 11 » tells no window that large.
LARGE, TO = 8, re.compile(r"\b(?:à|to)\s+\(?$")
# A size right before « after the first pooling » is what comes out of it.
AHEAD = re.compile(
    r"(?<![\w.,×])(\d{1,3})\s*[x×]\s*\1(?:\s*[x×]\s*(\d{1,4}))?(?:\s+(?:px|pixels?))?\s*$", re.I
)
NEAREST = 15
# « Conv2D(16, (5, 5)) on 28×28×1 » tells what comes in.
ENTERS = re.compile(
    r"\b(?:on|sur|from|depuis)\W{1,3}(?:an?\s|une?\s|des?\s)?\d{1,3}\s*[x×]\s*\d{1,3}(?:\s*[x×]\s*\d{1,4})?(?!\d)",
    re.I,
)
# « 16, 32 and 64 filters » tells of several layers at once.
LISTED = re.compile(r"\d\s*(?:,|et|and|puis|then)\s*$", re.I)
# Layers by what only they have.
IMPLIED = {
    "other": LayerKind.CONV,
    "filters": LayerKind.CONV,
    "windows": LayerKind.CONV,
    "neurons": LayerKind.DENSE,
    "ends": LayerKind.DENSE,
    "wide": LayerKind.INPUT,
}


def mentions(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Go through the layers that a text names, in order."""
    found: list[re.Match[str]] = []
    for each in grammar.layer.finditer(text):
        if not (found and _goes_on(found[-1], each, text[found[-1].end() : each.start()], grammar)):
            found.append(each)
    for rank, each in enumerate(found):
        end = found[rank + 1].start() if rank + 1 < len(found) else len(text)
        start = found[rank - 1].end() if rank else 0
        yield mention(each, text[each.start() : end], grammar, text[start : each.start()])


def first_name(text: str, grammar: Grammar) -> re.Match[str] | None:
    """Return where a text first names a layer, or what only one kind of layers has."""
    return next((x for x in grammar.layer.finditer(text) if _kind(x) is not LayerKind.INPUT), None)


def _kind(found: re.Match[str]) -> LayerKind:
    name = next(name for name, value in found.groupdict().items() if value and name not in ("after", "times"))
    return IMPLIED.get(name) or LayerKind[name.upper()]


def _goes_on(last: re.Match[str], found: re.Match[str], between: str, grammar: Grammar) -> bool:
    """Tell whether a name is no new layer, but says more of the last one."""
    kind, other = _kind(last), _kind(found)
    if other is LayerKind.ACTIVATION:
        # « Conv2D de 32 filtres, relu (320 poids) »: an activation that is a setting of the layer before.
        return not grammar.apart.search(between)
    # « Dense de 512 neurones, relu, 401 920 poids sortie 512 »: what the layer puts out.
    if found["windows"] or (found["ends"] and not grammar.begins.search(between)):
        return True
    if kind is not other:
        return False
    if re.fullmatch(r"\s*\(\s*", between):
        return True
    known = _units(kind, last[0] + between, grammar) is not None
    implied = any(found[name] for name in ("filters", "neurons", "ends"))
    if implied:
        return not known and not grammar.apart.search(between)
    return (
        any(last[name] for name in ("filters", "neurons", "windows")) and NEAR.fullmatch(between) is not None
    )


def _units(kind: LayerKind, text: str, grammar: Grammar) -> int | None:
    patterns = grammar.units.get(kind.name.lower(), ())
    found = next((each for pattern in patterns if (each := pattern.search(text))), None)
    one = kind is LayerKind.DENSE and grammar.alone.search(text)
    return int(found[1]) if found else 1 if one else None


def mention(found: re.Match[str], text: str, grammar: Grammar, before: str = "") -> Mention:
    """Read what a stretch of text says of the layer that it begins with, and the words before it."""
    kind = _kind(found)
    stride, count = grammar.stride.search(text), grammar.count.search(text)
    if count and TOTAL.search(text[: count.end() + len(" in total") + 1]):
        count = None
    together = (_times(found, grammar) or 1) > 1 or (found["neurons"] and grammar.listed.search(before))
    if count and together:
        # « Three dense layers (120, 84 and 10 neurons) have 59 134 weights together ».
        count = None
    if count and grammar.single.search(before[-NEAREST:] + text[: count.start()]):
        # « Each of the 84 units has 120 weights ».
        count = None
    said = text
    for apart in (grammar.stride, ENTERS):
        said = apart.sub(lambda cut: " " * len(cut[0]), said)
    windowed = kind in (LayerKind.CONV, LayerKind.POOL)
    elided = grammar.elided.search(said, count.end()) if count else None
    units = _units(kind, said[: elided.start()] if elided else said, grammar)
    several = found["filters"] and LISTED.search(before)
    if several or grammar.repeated.search(said) or (windowed and STRANGE_SIZE.search(said)):
        kind = LayerKind.STRANGE
    after = bool(found["after"] or found["other"] or grammar.maps_of.search(before))
    put = AHEAD.search(before) if found["after"] and windowed else None
    if put and 0 == len(before[: put.start()].strip()) < found.start() - len(before):
        # « A 2 × 2 pooling after each… », « a pooling 2 × 2 after… »: the window of the layer before.
        put = None
    side, size, depth = _sizes(
        grammar.goes_on.split(said)[0], kind, units, grammar, len(found[0]) if after and not put else 0
    )
    if put:
        # « 14 × 14 after the first pooling, 7 × 7 after the second »
        size, depth = int(put[1]), int(put[2]) if put[2] else None
    if kind not in (LayerKind.CONV, LayerKind.POOL, LayerKind.STRANGE):
        size = depth = None
    if kind is LayerKind.FLAT:
        depth = flat_values(said, before, grammar)
    if kind is LayerKind.INPUT:
        units = int(re.findall(r"\d+", found[0])[0])
    rate = grammar.rate.match(said, len(found[0])) if kind is LayerKind.DROPOUT else None
    padding = next((name for name, pattern in grammar.padding.items() if pattern.search(said)), "")
    times, rank = _times(found, grammar), _rank(found, said, before, grammar)
    if rank and (times or 1) > 1:
        # « The first two » are some of them.
        times, rank = None, 0
    return Mention(
        kind,
        text,
        found.start(),
        found.end(),
        rank,
        grammar.again.search(before) is not None,
        not any(found[name] for name in ("filters", "windows", "neurons")),
        times,
        units,
        side,
        int(stride[1]) if stride else None,
        padding,
        size,
        depth,
        whole(count[1] or count[2]) if count else None,
        _rate(rate[1]) if rate else None,
        grammar.first.search(found[0]) is not None,
        after,
        grammar.hidden.search(found[0]) is not None,
        grammar.unbiased.search(said) is None,
    )


def _times(found: re.Match[str], grammar: Grammar) -> int | None:
    said = found["times"]
    if not said or said.isdigit():
        return int(said) if said else None
    return next(number for pattern, number in grammar.times if pattern.fullmatch(said))


def _rank(found: re.Match[str], text: str, before: str, grammar: Grammar) -> int:
    """Return the rank that words before a layer, or a number after it, give it."""
    led = before + (found["after"] or "")
    ranks = {rank for pattern, rank in grammar.ordinals if pattern.search(led)}
    number = grammar.rank.match(text, len(found[0]))
    if number and not ranks:
        return int(number[1])
    # « → sortie 512 » may be what any layer puts out.
    after = grammar.last_after.match(text, len(found[0])) if found["neurons"] else None
    last = after or (None if found["ends"] else grammar.last.search(found[0]))
    if not ranks and _kind(found) is LayerKind.DENSE and last:
        return -1
    return ranks.pop() if len(ranks) == 1 else 0


def _rate(text: str) -> Fraction:
    number = Fraction(text.rstrip(" %").replace(",", "."))
    return number / 100 if "%" in text else number


def _sizes(
    text: str, kind: LayerKind, units: int | None, grammar: Grammar, after: int
) -> tuple[int | None, int | None, int | None]:
    """Return the side of the window, and the side and number of the maps that come out.

    Parameters
    ----------
    text : str
    kind : LayerKind
    units : int or None
    grammar : Grammar
    after : int
        Where « after this layer » ends in the text, 0 for a layer that is told itself.
    """
    side = None
    claims: list[tuple[int, int | None]] = []
    end = 0
    for found in grammar.size.finditer(text):
        high, large, deep = (int(found[name] or 0) for name in ("high", "large", "deep"))
        if (found["sign"] == "," and not found["open"]) or high != large:
            continue
        before = text[end : found.start()]
        if grammar.read.search(before):
            continue
        # « After two 2 × 2 poolings », « after a pooling of 2 × 2 ».
        own = found.start() < after or (after and grammar.of.fullmatch(text[after : found.start()]))
        if own and side is None and high <= LARGEST.get(kind, 0):
            side, end = high, found.end()
            continue
        out = [each.end() for each in grammar.made.finditer(before)] or ([0] if after else [])
        window = [each.end() for each in grammar.windows.finditer(before)]
        put_out = bool(out) and max(window, default=-1) < out[-1]
        put_out = put_out or bool(high >= LARGE and not window and TO.search(before))
        put_out = put_out or grammar.follows.match(text, found.end()) is not None
        windowed = high <= LARGEST.get(kind, 0)
        small = windowed and side is None
        if deep and (put_out or not small or deep == units or kind is LayerKind.POOL):
            claims.append((high, deep))
        elif small and not put_out:
            side = high
        elif put_out or not windowed or (found["open"] and not window):
            claims.append((high, deep or None))
        end = found.end()
    # Several sizes are those of several layers.
    depths = {each for _, each in claims if each}
    alike = len({each for each, _ in claims}) == 1 and len(depths) < 2
    size, depth = (claims[0][0], next(iter(depths), None)) if alike else (None, None)
    return side, size, depth
