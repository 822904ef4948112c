"""Where the files of plots are, and what they say of themselves; all of it without matplotlib."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from experiments.figures.drawing import FigureError

FIGURES = "figures"
FORMATS = ("svg", "png", "pdf", "csv")
ROOT_TAG = re.compile(r"<svg\b[^>]*>")
ATTRIBUTE = re.compile(r'\s([\w-]+)="([^"]*)"')


@dataclass(frozen=True)
class Plot:
    """A plot as it was written.

    Attributes
    ----------
    owner : str
        Identifier of its result, or name of the group of results that it compares.
    name : str
    title, alternative, caption : str
    sources : tuple of str
        File and JSON path of what is drawn.
    fingerprint : str
    svg : str
        The element, to be put into a page as it is.
    """

    owner: str
    name: str
    title: str
    alternative: str
    caption: str
    sources: tuple[str, ...]
    fingerprint: str
    svg: str

    def file(self, extension: str) -> str:
        """Return the path of one of its files inside the project."""
        return f"results/{FIGURES}/{self.owner}/{self.name}.{extension}"


def plot_path(folder: Path, owner: str, name: str, extension: str) -> Path:
    """Return where a file of a plot is kept, beside the results of `folder`."""
    return folder / FIGURES / owner / f"{name}.{extension}"


def read_plot(folder: Path, owner: str, name: str) -> Plot:
    """Read a plot of a result or of a group.

    Raises
    ------
    FigureError
        If it is absent, or is no file of this program.
    """
    path = plot_path(folder, owner, name, "svg")
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        others = ", ".join(sorted(file.stem for file in path.parent.glob("*.svg"))) or "aucune"
        raise FigureError(
            f"{_shown(path)} : cette figure n’existe pas. Celles de {owner} : {others}. Corrigez son nom "
            f"dans le gabarit, ou lancez « python -m experiments figures »."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "ce n’est pas de l’UTF-8"
        raise FigureError(
            f"{_shown(path)} : la lecture de la figure a échoué ({reason}), un fichier SVG est attendu. "
            f"Supprimez-la, puis lancez « python -m experiments figures »."
        ) from error
    said = _said(text)
    missing = [name for name in ("data-source", "data-caption", "data-fingerprint") if name not in said]
    title, alternative = (_element(text, tag) for tag in ("title", "desc"))
    if missing or title is None or alternative is None:
        raise FigureError(
            f"{_shown(path)} : ce n’est pas une figure de ce programme, qui porte un titre, une description "
            f"et les attributs data-source, data-caption et data-fingerprint. "
            f"Supprimez-la, puis lancez « python -m experiments figures »."
        )
    return Plot(
        owner=owner,
        name=name,
        title=title,
        alternative=alternative,
        caption=said["data-caption"],
        sources=tuple(said["data-source"].split()),
        fingerprint=said["data-fingerprint"],
        svg=text.strip(),
    )


def kept_fingerprint(folder: Path, owner: str, name: str) -> str | None:
    """Return the fingerprint of a plot whose four files are there, else None."""
    try:
        with plot_path(folder, owner, name, "svg").open(encoding="utf-8") as file:
            said = _said(file.readline())
    except (OSError, UnicodeDecodeError):
        return None
    if all(plot_path(folder, owner, name, extension).is_file() for extension in FORMATS):
        return said.get("data-fingerprint")
    return None


def kept_plots(folder: Path) -> list[tuple[str, str, Path]]:
    """Return the owner and the name of each file of a plot beside the results of `folder`, and the file."""
    return [
        (path.parent.name, path.stem, path)
        for path in sorted((folder / FIGURES).glob("*/*"))
        if path.suffix.removeprefix(".") in FORMATS and not path.name.startswith(".")
    ]


def _said(text: str) -> dict[str, str]:
    root = ROOT_TAG.match(text)
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(root[0])} if root else {}


def _element(text: str, tag: str) -> str | None:
    found = re.search(rf"<{tag}\b[^>]*>([^<]*)</{tag}>", text)
    return unescape(found[1]) if found else None


def _shown(path: Path) -> str:
    return "/".join(path.parts[-4:])
