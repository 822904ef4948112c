"""The plots of the results, shown in pages: the very files that the experiments emitted."""

import re
from pathlib import Path
from xml.etree import ElementTree

from markupsafe import Markup

from experiments.errors import ResultError
from generator.report.address import site_path

FORMATS = ("svg", "png", "pdf", "csv")
NAMESPACE = "{http://www.w3.org/2000/svg}"
FOLDER = "figures"
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*")


class Figures:
    """The folder of the plots, and those that pages show.

    Parameters
    ----------
    results : Path
        Folder of the results; plots are in ``figures/`` inside.
    """

    def __init__(self, results: Path) -> None:
        self.folder = results / FOLDER
        self._shown: dict[str, None] = {}

    def figure(self, owner: str, name: str, path: str) -> Markup:
        """Return a plot as an inline SVG with its caption, and links to its four files.

        Parameters
        ----------
        owner : str
            Id of the result, or name of the group of results, that the plot shows.
        name : str
            Of the plot.
        path : str
            Of the page, under ``docs/``.

        Raises
        ------
        ResultError
            If the plot is not there, or is no SVG.
        """
        file = self._file(owner, name, "svg")
        svg = DECLARATION.sub("", file.read_text(encoding="utf-8")).strip()
        try:
            root = ElementTree.fromstring(svg)  # noqa: S314 (a file that the project wrote)
        except ElementTree.ParseError as error:
            raise ResultError(
                f"{self._name(owner, name, 'svg')} : ce n’est pas un dessin SVG ({error}). {_remedy(owner)}"
            ) from error
        title = root.findtext(f"{NAMESPACE}title", "")
        caption = root.get("data-caption") or root.findtext(f"{NAMESPACE}desc", "")
        # A blank line would end the block of HTML in Markdown.
        drawing = Markup(re.sub(r"\n\s*", "\n", svg))  # noqa: S704 (a file that the project wrote)
        return Markup('<figure class="chart">\n{}\n<figcaption>{}. {}</figcaption>\n{}</figure>\n').format(
            drawing, title, caption, self.downloads(owner, name, path)
        )

    def downloads(self, owner: str, name: str, path: str) -> Markup:
        """Return links to the four files of a plot; see `figure`."""
        links = []
        for kind in FORMATS:
            self._file(owner, name, kind)
            self._shown[f"{owner}/{name}.{kind}"] = None
            address = site_path(f"{FOLDER}/{owner}/{name}.{kind}", path)
            links.append(Markup('<a href="{}" download>{}</a>').format(address, kind.upper()))
        return Markup('<p class="downloads">{}</p>\n').format(Markup(" ").join(links))

    def files(self) -> dict[str, bytes]:
        """Return the files of the plots shown so far, by path under ``docs/``."""
        return {f"{FOLDER}/{file}": (self.folder / file).read_bytes() for file in self._shown}

    def _file(self, owner: str, name: str, kind: str) -> Path:
        file = self.folder / owner / f"{name}.{kind}"
        if not file.is_file():
            raise ResultError(f"{self._name(owner, name, kind)} : ce dessin manque. {_remedy(owner)}")
        return file

    def _name(self, owner: str, name: str, kind: str) -> str:
        return f"{self.folder.parent.name}/{FOLDER}/{owner}/{name}.{kind}"


def _remedy(owner: str) -> str:
    return f"Redessinez-le avec « python -m experiments figures {owner} »."
