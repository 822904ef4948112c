"""Name a model anywhere in the report, with a link to what is said of it."""

import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from experiments.results.schema import Result


@dataclass(frozen=True)
class Family:
    """An experiment: its page under ``docs/``, its name, and the name of its models by rank."""

    page: str
    name: str
    model: str


FAMILIES = {
    "mlp-raw": Family("partie-2/pixels-bruts.md", "MLP sur les pixels", "MLP {} sur les pixels"),
    "mlp-hog": Family("partie-2/hog.md", "MLP sur HOG", "MLP {} sur HOG"),
    "cnn-digits": Family("partie-2/cnn.md", "CNN", "CNN {}"),
    "cnn-pneumonia": Family("partie-4.md", "CNN sur les radiographies", "CNN {} sur les radiographies"),
}


@dataclass(frozen=True)
class ModelReference:
    """A model as another page names it.

    Attributes
    ----------
    id : str
    title : str
        Name among the models of its experiment: « Modèle 2 ».
    name : str
        Name in the whole report, masculine: « MLP 2 sur HOG ».
    family : str
        Name of its experiment: « MLP sur HOG ».
    page : str
        Page that describes it, under ``docs/``.
    """

    id: str
    title: str
    name: str
    family: str
    page: str

    def link(self, origin: str, text: str = "") -> Markup:
        """Return an HTML link from the page `origin` to the section of the model."""
        return Markup('<a href="{}#{}">{}</a>').format(
            site_path(self.page, origin), self.id, text or self.name
        )


def reference(result: Result) -> ModelReference:
    """Return how to name the model of a result."""
    family = FAMILIES[result.family]
    return ModelReference(
        id=result.id,
        title=f"Modèle {result.position}",
        name=family.model.format(result.position),
        family=family.name,
        page=family.page,
    )


def site_path(page: str, origin: str) -> str:
    """Return where a page of the site is, seen from another one; both are named as under ``docs/``.

    MkDocs gives each page a folder of its own: ``partie-2/hog.md`` is served as ``partie-2/hog/``.
    """
    return posixpath.relpath(_address(page), _address(origin)) + (
        "" if PurePosixPath(page).suffix != ".md" else "/"
    )


def _address(page: str) -> str:
    path = PurePosixPath(page)
    if path.suffix != ".md":
        return str(path)
    return str(path.parent if path.stem == "index" else path.with_suffix(""))
