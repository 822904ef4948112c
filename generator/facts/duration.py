"""How long something took, as one says it: rounded, never cut short."""

from experiments.language import NO_BREAK_SPACE, decimal, integer

MINUTE, HOUR = 60, 3600
# From so many minutes on, seconds say nothing more; below so many seconds, their tenths do.
LONG, SHORT, SHORTEST = 10, 10, 0.1


def said_duration(seconds: float) -> str:
    """Return a duration in French: « 4,2 s », « 28 s », « 1 min 42 s », « 12 min », « 2 h 5 min »."""
    if 0 < seconds < SHORTEST:
        return f"moins de {_units((decimal(SHORTEST, 1), 's'))}"
    if round(seconds, 1) < SHORT:
        return _units((decimal(seconds, 1), "s"))
    whole = round(seconds)
    if whole < MINUTE:
        return _units((integer(whole), "s"))
    if whole < LONG * MINUTE:
        minutes, rest = divmod(whole, MINUTE)
        return _units((integer(minutes), "min"), (integer(rest), "s") if rest else None)
    minutes = round(seconds / MINUTE)
    if minutes < HOUR / MINUTE:
        return _units((integer(minutes), "min"))
    hours, rest = divmod(minutes, MINUTE)
    return _units((integer(hours), "h"), (integer(rest), "min") if rest else None)


def _units(*parts: tuple[str, str] | None) -> str:
    return " ".join(f"{number}{NO_BREAK_SPACE}{unit}" for number, unit in filter(None, parts))
