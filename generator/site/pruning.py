"""A style sheet without the rules that nothing of the site can meet.

The theme styles tabs, cards, annotations and much else that no page of the report holds: a third of what a
browser must read before it draws.
"""

import re
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise
from pathlib import Path

import tinycss2
from tinycss2.ast import Node

WORD = re.compile(r"[\w-]+")
# At-rules that hold rules as a sheet does.
CONDITIONS = {"layer", "media", "supports"}


def words_of(site: Path) -> set[str]:
    """Return every word of the pages and scripts of a site: any class that an element can have is one."""
    texts = (path.read_text(encoding="utf-8") for path in site.rglob("*") if path.suffix in {".html", ".js"})
    return {word for text in texts for word in WORD.findall(text)}


def pruned(sheet: str, words: Set[str]) -> str:
    """Return a style sheet without the selectors that ask for a class that no element can have.

    Parameters
    ----------
    words : set of str
        The classes that there may be. What ``:not()`` and the like hold is not looked at.
    """
    return _kept(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), words)


def _kept(rules: Iterable[Node], words: Set[str]) -> str:
    return "".join(_kept_of(rule, words) for rule in rules)


def _kept_of(rule: Node, words: Set[str]) -> str:
    if rule.type == "qualified-rule":
        selectors = [
            tinycss2.serialize(each).strip() for each in _selectors(rule.prelude) if _met(each, words)
        ]
        return f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}" if selectors else ""
    if rule.type == "at-rule" and rule.at_keyword in CONDITIONS and rule.content is not None:
        inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        kept = _kept(inside, words)
        return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{kept}}}" if kept else ""
    return str(rule.serialize())


def _selectors(prelude: Iterable[Node]) -> list[list[Node]]:
    """Cut the selectors of a rule at their commas."""
    selectors: list[list[Node]] = [[]]
    for node in prelude:
        if node == ",":
            selectors.append([])
        else:
            selectors[-1].append(node)
    return selectors


def _met(selector: Sequence[Node], words: Set[str]) -> bool:
    return all(
        after.value in words
        for before, after in pairwise(selector)
        if before == "." and after.type == "ident"
    )
