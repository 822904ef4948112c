"""The pages of a site in the order in which one reads them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from experiments.errors import LabError
from generator.report.address import site_path
from generator.report.authorship import Authorship, read_authorship

HOME = "index.md"
NOBODY = Authorship()


@dataclass(frozen=True)
class Chapter:
    """A page of the report, or a title over several of them.

    Attributes
    ----------
    title : str
        In the menu of the site.
    path : str or None
        Address of the page from the root of the site: « partie-2/hog »; None for a title.
    depth : int
        How many titles and pages it is under.
    """

    title: str
    path: str | None
    depth: int


@dataclass(frozen=True)
class Settings:
    """What the settings of the site say of the PDF.

    Attributes
    ----------
    title : str
        Of the report: that of its authors, or of the site.
    chapters : tuple of Chapter
        In the menu.
    left_out : frozenset of str
        Addresses of the pages that are on the site alone, unless the PDF is asked for whole.
    site_url : str
        Where the site is published; empty if nothing says it.
    authorship : Authorship
        Whose report it is.
    """

    title: str
    chapters: tuple[Chapter, ...]
    left_out: frozenset[str]
    site_url: str
    authorship: Authorship = NOBODY


def settings(root: Path) -> Settings:
    """Read ``mkdocs.yml`` and what the authors say of their report.

    Raises
    ------
    LabError
        If the first does not say which pages there are, or if the second cannot be read.
    """
    # Only now: whoever builds the site asks MkDocs in a process of its own.
    from mkdocs.utils.yaml import yaml_load

    with (root / "mkdocs.yml").open("rb") as file:
        found = yaml_load(file)
    if not found.get("nav"):
        raise LabError(
            "mkdocs.yml : « nav » manque, qui dit dans quel ordre se lisent les pages. Ajoutez-le."
        )
    left_out = (found.get("extra") or {}).get("pdf_leaves_out") or []
    authorship = read_authorship(root)
    return Settings(
        authorship.title or found["site_name"],
        tuple(_listed(found["nav"], 0)),
        frozenset(address(path) for path in left_out),
        found.get("site_url") or "",
        authorship,
    )


def address(page: str) -> str:
    """Return the address of a page from the root of the site: « partie-2/hog » for ``partie-2/hog.md``."""
    return site_path(page, HOME).strip("/").removeprefix(".")


def reading_order(chapters: Sequence[Chapter], pages: Iterable[str]) -> list[Chapter]:
    """Return the chapters of the menu that exist, each with the pages under it that the menu does not list.

    Parameters
    ----------
    chapters : sequence of Chapter
    pages : iterable of str
        Addresses of the pages of the site.
    """
    existing = set(pages)
    strays = sorted(existing - {chapter.path for chapter in chapters}, key=_natural)
    order: list[Chapter] = []
    for chapter in chapters:
        if chapter.path is not None and chapter.path not in existing:
            continue
        order.append(chapter)
        under = [page for page in strays if chapter.path and _above(page, chapters) == chapter.path]
        order += [Chapter(PurePosixPath(page).name, page, chapter.depth + 1) for page in under]
    return order


def _listed(items: Sequence[Any], depth: int) -> Iterable[Chapter]:
    for item in items:
        ((title, held),) = item.items() if isinstance(item, dict) else [("", item)]
        if isinstance(held, str):
            yield Chapter(title, address(held), depth)
        else:
            yield Chapter(title, None, depth)
            yield from _listed(held, depth + 1)


def _above(page: str, chapters: Sequence[Chapter]) -> str:
    """Return the nearest page of the menu that a page is under."""
    listed = {chapter.path for chapter in chapters}
    return next((str(folder) for folder in PurePosixPath(page).parents if str(folder) in listed), "")


def _natural(page: str) -> list[tuple[int, str]]:
    """Return what sorts « model-10 » after « model-9 »."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", page)]
