"""Where a page of the site is, seen from another one."""

import posixpath
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from generator.facts.reference import ModelReference
from generator.formulas.markup import Markup

# Of the files of results, under ``docs/``.
DOWNLOADS = "donnees"


def site_path(page: str, origin: str) -> str:
    """Return where a page of the site is, seen from another one; both are named as under ``docs/``.

    MkDocs gives each page a folder of its own: ``partie-2/hog.md`` is served as ``partie-2/hog/``.
    """
    return posixpath.relpath(_address(page), _address(origin)) + (
        "" if PurePosixPath(page).suffix != ".md" else "/"
    )


def links(described: Mapping[str, str]) -> Callable[..., Markup]:
    """Return what templates call to link to the section of a model.

    Parameters
    ----------
    described : mapping of str
        The page that describes each family, under ``docs/``.
    """

    def link(model: ModelReference, origin: str, text: str = "") -> Markup:
        address = site_path(described[model.key], origin)
        return Markup('<a href="{}#{}">{}</a>').format(address, model.id, text or model.name)

    return link


def download_path(identifier: str) -> str:
    """Return where the file of a result stands under ``docs/``."""
    return f"{DOWNLOADS}/{identifier}.json"


def _address(page: str) -> str:
    path = PurePosixPath(page)
    if path.suffix != ".md":
        return str(path)
    return str(path.parent if path.stem == "index" else path.with_suffix(""))
