"""The numbers of a built page that no result stands behind."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from babel.dates import format_date

from experiments.language import LOCALE, plural
from experiments.results.schema import Result
from generator.facts.reference import reference
from generator.lab.review.seed import seed_sections
from generator.report.rules.page import every_rule
from tests.generator.literals.lexicon import NAMES
from tests.generator.literals.prose_reader import SPOKEN
from tests.generator.page_tree import Element

# Code, formulas (which are computed again by other tests), and what a browser does not show.
COVERED_TAGS = {"code", "math", "pre", "script", "style"}
# Quotations of the original report, and what is computed again from their own operands.
COVERED_CLASSES = {"seed-quote", "recomputed"}
# « un 4 pris pour un 9 »: a digit is read as any other thing is; a number of things has another article.
ARTICLES = ("le", "du", "au", "un", "chaque")


def texts(element: Element) -> Iterator[str]:
    """Go through what a reader sees or hears of an element, except where a source or code answers for it."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif not _covered(child):
            yield from (child.attributes[name] for name in SPOKEN if name in child.attributes)
            yield from texts(child)


def _covered(element: Element) -> bool:
    return (
        "data-source" in element.attributes
        or element.tag in COVERED_TAGS
        or not COVERED_CLASSES.isdisjoint(element.classes)
        # The head of a row or of a column that names a class.
        or (element.tag == "th" and "scope" in element.attributes and element.text.isdigit())
    )


def names(results: Iterable[Result]) -> set[str]:
    """Return what holds a digit in a report and is no measure.

    Names, dates, versions, seeds and intentions; and what rules are: their thresholds are constants.
    """
    found = {*NAMES, *(rule.method for rule in every_rule())}
    # What the original report calls its models.
    found |= {section.heading.lower() for section in seed_sections() if section.family}
    found |= {wording.label for rule in every_rule() for wording in rule.wordings.values()}
    for result in results:
        model, made = reference(result), result.provenance
        found |= {model.name, model.title, model.title.lower(), f"{model.id}.json", result.intention}
        found.add(format_date(datetime.fromisoformat(made.produced_at), "long", locale=LOCALE))
        found.add(
            f"{made.machine.processor}, {made.machine.cores} {plural(made.machine.cores, 'cœur', 'cœurs')}"
        )
        found |= {f"Python {made.machine.python}", f"graine {result.training.seed}"}
        found |= {f"graine {replicate.seed}" for replicate in result.replicates}
        found |= {f"{library} {version}" for library, version in made.libraries.items()}
        found |= {f"{article} {name}" for name in result.data.classes for article in ARTICLES}
    return found


def unsourced_numbers(page: Element, known: Iterable[str]) -> list[str]:
    """Return the texts of a page with a digit that is no part of what is known."""
    phrases = {" ".join(phrase.split()) for phrase in known if re.search(r"\d", phrase)}
    # The longest first: the day of « du 2 janvier » is no class.
    patterns = [
        re.compile(rf"(?<![\w,.]){re.escape(phrase)}(?!\w|[.,]\d)")
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    found = []
    for text in (" ".join(text.split()) for text in texts(page)):
        rest = text
        for pattern in patterns if re.search(r"\d", text) else ():
            rest = pattern.sub("", rest)
        if re.search(r"\d", rest):
            found.append(text)
    return found
