"""Where comments belong, and where their links lead: pages, models, pictures beside them."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from generator.facts.reference import reference
from generator.report.address import site_path
from generator.report.comments.fault import CommentError, nearby
from generator.report.comments.prose import Addresses
from generator.report.lab import Lab
from generator.report.results import Results

PAGE = ".md"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
# Of the folder of comments in the project, and of their pictures under ``docs/``.
COMMENTS = "commentaires"


@dataclass(frozen=True)
class Place:
    """Where a comment is shown.

    Attributes
    ----------
    page : str
        Under ``docs/``.
    title : str
        What it is about, on a page about several models; empty elsewhere.
    families : tuple of str
        Whose models the page describes, or that the model belongs to.
    model : str
        Id of the model that it is about; empty for a page.
    """

    page: str
    title: str = ""
    families: tuple[str, ...] = ()
    model: str = ""


def places(lab: Lab, results: Results) -> dict[str, Place]:
    """Return where a comment of each name is shown: the path of a page, or the id of a model."""
    found = {page.path: Place(page.path, families=page.describes) for page in lab.pages}
    found |= {index.path: Place(index.path) for index in lab.indexes}
    for family in lab.listed:
        for result in results.found(family):
            model, own = reference(result), lab.described[family].models is not None
            page = lab.place(model)
            found.setdefault(page, Place(page, families=(family,)))
            found[f"{result.id}{PAGE}"] = Place(page, "" if own else model.name, (family,), result.id)
    return found


@dataclass
class Desk:
    """What one comment may link to and show.

    Attributes
    ----------
    folder : Path
        Of the comments.
    name : str
        Of the comment there.
    page : str
        That shows it, under ``docs/``.
    pictures : dict of Path
        Those that it shows, by path under ``docs/``.
    """

    folder: Path
    name: str
    page: str
    known: Mapping[str, Place]
    pictures: dict[str, Path] = field(default_factory=dict)

    @property
    def addresses(self) -> Addresses:
        """What reads its addresses."""
        return Addresses(self._link, self._picture)

    def _link(self, address: str) -> str:
        path, fragment, scheme = _split(address)
        if scheme in ("http", "https"):
            return address
        if not scheme and not path and fragment:
            return f"#{fragment}"
        place = next((self.known[name] for name in self._from_here(path) if name in self.known), None)
        if scheme or place is None:
            raise CommentError(
                f"Le lien « {address} » ne mène nulle part. Attendu : https://…, #section, une page ou un "
                f"modèle du rapport.{nearby(path, self.known, 'Pages et modèles')}"
            )
        anchor = fragment or place.model
        return site_path(place.page, self.page) + (f"#{anchor}" if anchor else "")

    def _picture(self, address: str) -> str:
        path, _, scheme = _split(address)
        there = [name for name in self._from_here(path) if _is_file(self.folder / name)]
        if scheme or not there or not there[0].lower().endswith(PICTURES):
            raise CommentError(
                f"L’illustration « {address} » n’est pas dans {COMMENTS}/. Rangez-y un fichier "
                f"{', '.join(PICTURES)}, et donnez son nom."
            )
        offered = f"{COMMENTS}/{there[0]}"
        self.pictures[offered] = self.folder / there[0]
        return site_path(offered, self.page)

    def _from_here(self, path: str) -> Iterable[str]:
        """Return what a path may name, seen from the file of the comment, then from their folder."""
        written = (posixpath.join(posixpath.dirname(self.name), path), path)
        seen = dict.fromkeys(map(posixpath.normpath, written))
        return [name for name in seen if path and not name.startswith(("/", ".")) and "\\" not in name]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file may have
        return False


def _split(address: str) -> tuple[str, str, str]:
    """Return the path, the fragment and the scheme of an address; ``?`` for a scheme that is none we know."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", "", "?"
    web = parts.scheme in ("http", "https") and bool(parts.netloc)
    local = not parts.scheme and not parts.netloc and not parts.query
    return parts.path, parts.fragment, parts.scheme if web or local else "?"
