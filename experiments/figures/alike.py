"""Numbers that one sentence says of a curve, with as many decimals each."""

from collections.abc import Sequence

from experiments import language


def alike(values: Sequence[float], digits: int = 3) -> list[str]:
    """Return numbers with the decimals that so many significant figures give the largest of them.

    Where that would leave nothing of one that is something, or where a power of ten is needed, each has its
    own figures.
    """
    own = [language.significant(value, digits) for value in values]
    largest = language.significant(max(values, key=abs), digits)
    texts = [language.decimal(value, len(largest.partition(",")[2])) for value in values]
    lost = any(value and not set(text) & set("123456789") for value, text in zip(values, texts, strict=True))
    return own if lost or any("×" in text for text in own) else texts
