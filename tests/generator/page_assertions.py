"""What the pages of a built report assert of results, and what stands around it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.generator.built_report import article
from tests.generator.page_numbers import SPOKEN
from tests.generator.page_tree import Element


@dataclass(frozen=True)
class Place:
    """Where an assertion stands and what it is about, whatever it says.

    Attributes
    ----------
    page : str
        Path of the built page.
    rule : str
        Code of the rule; empty for a line of the summary.
    subjects : tuple of str
        Ids of the results that it rests on.
    question : str
    rank : int
        Among those of the page of which all the rest is the same.
    """

    page: str
    rule: str
    subjects: tuple[str, ...]
    question: str
    rank: int


@dataclass(frozen=True)
class Assertion:
    """What is asserted: an outcome, none for a line of the summary, and a sentence."""

    outcome: str
    sentence: str


@dataclass(frozen=True)
class Report:
    """The assertions of the pages, by place, and by page the text that is neither those nor a number."""

    assertions: dict[Place, Assertion]
    surroundings: dict[str, str]


@dataclass(frozen=True)
class Change:
    """What differs between two reports: assertions that say something else, come or go, and pages.

    Attributes
    ----------
    assertions : set of Place
    pages : set of str
        Where the text around the assertions is another.
    """

    assertions: set[Place]
    pages: set[str]


def read_report(pages: dict[str, Element]) -> Report:
    """Read the pages of a report, by path."""
    assertions: dict[Place, Assertion] = {}
    surroundings = {}
    for path, page in pages.items():
        ranks: Counter[tuple[object, ...]] = Counter()
        for element in article(page).find(attribute="data-subjects"):
            rule = element.attributes.get("data-rule", "")
            subjects = tuple(element.attributes["data-subjects"].split())
            about = (path, rule, subjects, _question(element))
            assertions[Place(*about, ranks[about])] = Assertion(_outcome(element), _sentence(element))
            ranks[about] += 1
        surroundings[path] = " ".join(" ".join(_around(article(page))).split())
    return Report(assertions, surroundings)


def change(before: Report, after: Report) -> Change:
    """Compare two reports."""
    return Change(
        {
            place
            for place in before.assertions | after.assertions
            if before.assertions.get(place) != after.assertions.get(place)
        },
        {
            path
            for path in before.surroundings | after.surroundings
            if before.surroundings.get(path) != after.surroundings.get(path)
        },
    )


def _question(element: Element) -> str:
    """Return what is asked; a line of the summary asks what its link answers."""
    asked = element.find("em") + element.find(css="finding-question")
    links = [link.attributes["href"] for link in element.find("a", "evidence")]
    return " ".join([*(each.text for each in asked), *links])


def _outcome(element: Element) -> str:
    return next((css for css in element.classes if css.startswith("verdict-")), "")


def _sentence(element: Element) -> str:
    """Return all that is said, except what proves it, which is shown on demand."""
    parts = [
        child if isinstance(child, str) else "" if child.tag == "details" else _sentence(child)
        for child in element.children
    ]
    return " ".join("".join(parts).split())


def _around(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif not _holds_results(child):
            yield from (child.attributes[name] for name in SPOKEN if name in child.attributes)
            yield from _around(child)


def _holds_results(element: Element) -> bool:
    """Tell assertions and numbers, and rows of numbers and drawings: their heads name results too."""
    if {"data-subjects", "data-source"} & element.attributes.keys():
        return True
    return element.tag in ("figure", "tr") and bool(element.find(attribute="data-source"))
