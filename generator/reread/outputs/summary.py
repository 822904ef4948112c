"""The review of a report in a sentence, and of many in a table."""

from collections.abc import Sequence

from experiments.language import integer, plural
from generator.formulas.markup import enumeration
from generator.reread.finding import Verdict
from generator.reread.review import Review

COLUMNS = ("Rapport", "Vérifié", "Faux", "À vérifier", "Inachevé", "Premier faux")


def summary(review: Review) -> str:
    """Return what an assistant reads first."""
    false, doubts = len(review.of(Verdict.FALSE)), len(review.of(Verdict.DOUBT))
    unfinished = len(review.of(Verdict.UNFINISHED))
    parts = [
        f"{integer(false)} {plural(false, 'fausse', 'fausses')}" if false else "aucune n’est fausse",
        *([f"{integer(doubts)} à vérifier"] if doubts else []),
        *([f"{integer(unfinished)} {plural(unfinished, 'inachevée', 'inachevées')}"] if unfinished else []),
    ]
    number = plural(review.checked, "affirmation recalculée", "affirmations recalculées")
    return f"{integer(review.checked)} {number} : {enumeration(parts)}."


def row(review: Review) -> tuple[str, ...]:
    """Return the line of a report in the table of all of them."""
    first = next(iter(review.of(Verdict.FALSE)), None)
    counts = (len(review.of(verdict)) for verdict in (Verdict.FALSE, Verdict.DOUBT, Verdict.UNFINISHED))
    where = f"{first.place} : {first.quote}" if first else ""
    unread = "illisible" if not review.checked and review.notices else where
    return (review.name, integer(review.checked), *map(integer, counts), where or unread)


def exit_code(reviews: Sequence[Review]) -> int:
    """Return 1 if something is proved false, 2 if nothing is but a report could not be read, else 0."""
    if any(review.of(Verdict.FALSE) for review in reviews):
        return 1
    return 2 if any(review.notices and not review.checked for review in reviews) else 0
