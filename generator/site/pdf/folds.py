"""What a page folds away: left out, told in a note, or laid open.

Templates may say more of an element, in its ``data-print``: « full », it is in the whole document alone;
« no », in none; « once », only where its text comes first; of a fold, « yes », it is laid open in both, and
« summary », the short one shows its title.
"""

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement

from generator.site.pdf.article import HEADINGS, NOTE_LINK, Article, aimed
from generator.site.tree import classes, parents, take_out, text_of

# What begins the name of a note in the document.
NOTE = "note"


def laid_open(article: Article) -> None:
    """Show what each fold of a page hides, under its title."""
    for fold in list(article.body.iter("details")):
        fold.tag = "div"
        fold.set("class", " ".join([*classes(fold), "unfolded"]))
        fold.attrib.pop("open", None)
        for summary in fold.findall("summary"):
            summary.tag = "div"
            summary.set("class", "fold-title")
            if not text_of(summary):
                summary.text = summary.get("aria-label", "")
            summary.attrib.pop("aria-label", None)


def left_out(article: Article, noted: Callable[[str, str], int | None]) -> None:
    """Leave out what a page shows in the whole document alone, and what its closed folds hide.

    Parameters
    ----------
    article : Article
    noted : callable
        The number of the note that tells a section of another page, to which a fold leads; None if none does.
    """
    for parent in list(article.body.iter()):
        for child in list(parent):
            if child.get("data-print") == "full":
                take_out(parent, child)
    for fold in list(article.body.iter("details")):
        holding = parents(article.body)
        if "open" in fold.attrib or fold.get("data-print") == "yes" or fold not in holding:
            continue
        if fold.get("data-print") == "summary":
            for hidden in [child for child in fold if child.tag != "summary"]:
                take_out(fold, hidden)
            continue
        targets = dict.fromkeys(aimed(article.path, link.get("href", "")) for link in fold.iter("a"))
        _replaced(holding[fold], fold, [each for target in targets if (each := noted(*target)) is not None])
    laid_open(article)


def told_once(articles: Iterable[Article]) -> None:
    """Leave out, but the first time, what pages say in the same words, each being read alone on a screen."""
    told = set()
    for each in articles:
        for parent in list(each.body.iter()):
            for child in list(parent):
                if child.get("data-print") != "once":
                    continue
                text = text_of(child)
                if text in told:
                    take_out(parent, child)
                told.add(text)


def _replaced(parent: Element, fold: Element, numbers: list[int]) -> None:
    """Put the numbers of notes at the end of the paragraph before a fold, and take the fold out."""
    before = list(parent)[: list(parent).index(fold)]
    host = before[-1] if before and before[-1].tag == "p" else Element("p")
    for number in numbers:
        above = SubElement(host, "sup", {"class": "note-mark"})
        link = SubElement(above, "a", {"class": NOTE_LINK, "href": f"#{NOTE}--{number}"})
        link.text = f"{number}"
    take_out(parent, fold, None if host in before or not numbers else host)


def section(body: Element, name: str) -> list[Element]:
    """Return a section of a page, its title first: a fold, or a heading and what follows until the next one.

    Empty where nothing has that name.
    """
    for parent in body.iter():
        children = list(parent)
        for place, found in enumerate(children):
            if found.get("id") != name:
                continue
            if found.tag == "details":
                return list(found)
            if found.tag in HEADINGS:
                following = children[place + 1 :]
                end = next((rank for rank, each in enumerate(following) if each.tag in HEADINGS), None)
                return [found, *following[:end]]
    return []
