"""The numbers of a built page that no result stands behind."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from experiments.language import day, plural, whole_percent
from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result
from generator.facts.reference import reference
from generator.lab.lab import LAB
from generator.lab.review.seed import seed_sections
from generator.rules.speaker import Speaker
from generator.rules.wording import NEUTRAL
from tests.generator.page_tree import Element

# Attributes that a browser shows or speaks.
SPOKEN = ("alt", "aria-label", "data-tooltip", "title")
# What holds a digit anywhere and is no measure.
NAMES = (
    *("F1", "Partie 1", "Partie 2", "Partie 3", "Partie 4", "Practical Work 04", "beta_1"),
    # Typed in prose, they fail when the level of confidence is no longer what they say.
    *map(whole_percent, (CONFIDENCE, (1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)),
)
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


def names(results: list[Result]) -> set[str]:
    """Return what holds a digit in a report and is no measure.

    Names, dates, versions, seeds and intentions; and what rules are: their thresholds are constants.
    """
    speaker, vocabularies = Speaker(LAB.wordings), [NEUTRAL]
    vocabularies += [result.names.model_dump() for result in results]
    # What the original report calls its models.
    found = {*NAMES, *(section.heading.lower() for section in seed_sections() if section.family)}
    for wording in map(speaker.wording, LAB.every_rule()):
        for words in vocabularies:
            found.add(wording.method.format(**words))
            found |= {case.label.format(**words) for case in wording.cases.values()}
    for result in results:
        model, made = reference(result), result.provenance
        found |= {model.name, model.title, model.title.lower(), model.id, result.intention}
        found.add(day(datetime.fromisoformat(made.produced_at)))
        found.add(
            f"{made.machine.processor}, {made.machine.cores} {plural(made.machine.cores, 'cœur', 'cœurs')}"
        )
        found |= {f"Python {made.machine.python}", f"graine {result.training.seed}"}
        found |= {f"graine {replicate.seed}" for replicate in result.replicates}
        found |= {f"{library} {version}" for library, version in made.libraries.items()}
        found |= {f"{article} {name}" for name in result.data.classes for article in ARTICLES}
        found |= {f"«\u202f{name}\u202f»" for name in result.data.classes}
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
