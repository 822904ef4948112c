"""Where a page of the site is, seen from another one."""

import posixpath
from collections.abc import Callable
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


def model_path(page: str, model: str) -> str:
    """Return where the page of a model is, under the page that describes its family."""
    return f"{page.removesuffix('.md')}/{model}.md"


def links(place: Callable[[ModelReference], str]) -> Callable[..., Markup]:
    """Return what templates call to link to what describes a model.

    Parameters
    ----------
    place : callable
        The page, under ``docs/``, that describes a model.
    """

    def link(model: ModelReference, origin: str, text: str = "") -> Markup:
        address = site_path(place(model), origin)
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
