"""The plots of the results, shown in pages: the very files that the experiments emitted."""

import base64
import hashlib
import re
from pathlib import Path

from experiments.figures.drawing import NARROW, FigureError
from experiments.figures.files import FIGURES, FORMATS, plot_path, read_plot
from generator.formulas.markup import Markup
from generator.report.address import site_path
from generator.sections.loaded import versioned

# On a phone, the drawing of a wide plot scrolls, and its caption does not.
FIGURE = Markup('<figure class="chart">\n<div class="plot-scroll">\n{}\n</div>\n{}\n{}</figure>\n')
# Where the path of a file may be cut, and nowhere else.
CUTS = re.compile(r"(?<=[/_])(?=\w)")
# A picture of more than a few kB in a drawing comes in its own file, once it is about to be seen.
HEAVY = re.compile(r'<image ([^>]*?)xlink:href="data:image/png;base64,([^"]{4000,})"\s*/>')
LAZY = '<foreignObject {}><img src="{}" alt="" loading="lazy"></foreignObject>'
CLOSED = "</figcaption>"
CAPTION = re.compile(rf"<figcaption.*?{CLOSED}", re.DOTALL)
# Where a sentence of a caption ends; short ones, of fewer words, tell one plot from another.
END = re.compile(r"(?<=[.!?])\s")
LONG = 8
ABSENT = Markup('<p class="notice">{}</p>\n')


class Figures:
    """The plots of a folder of results, and those of them that pages show.

    In place of one that is not there, or is no plot of ours, stands why.

    Attributes
    ----------
    absent : list of (str, str)
        The pages that lack a plot, each with the reason.
    asked : dict of str
        A digest of what was answered for each owner and name of a plot and page, by what was asked of them.
    """

    def __init__(self, results: Path) -> None:
        self.results = results
        self._shown: dict[str, Path] = {}
        self._said: dict[str, set[str]] = {}
        self._pictures: dict[str, bytes] = {}
        self.absent: list[tuple[str, str]] = []
        self.asked: dict[tuple[str, str, str, str], str] = {}

    def figure(self, owner: str, name: str, path: str) -> Markup:
        """Return a plot as an inline SVG with its caption, and links to its four files.

        What a caption says of how to read the plot is left out if one before it on the page says the same.

        Parameters
        ----------
        owner : str
            Id of the result, or name of the group of results, that the plot shows.
        name : str
            Of the plot.
        path : str
            Of the page, under ``docs/``.
        """
        whole = self._noted(self._figure(owner, name, path), "figure", owner, name, path)
        return Markup(CAPTION.sub(lambda found: self._said_once(found[0], path), whole))  # noqa: S704 (as it was)

    def downloads(self, owner: str, name: str, path: str) -> Markup:
        """Return links to the four files of a plot; see `figure`."""
        return self._noted(self._downloads(owner, name, path), "downloads", owner, name, path)

    def _figure(self, owner: str, name: str, path: str) -> Markup:
        try:
            plot = read_plot(self.results, owner, name)
            narrow = self._drawing(owner, name + NARROW, path) if self._narrows(owner, name) else ""
        except FigureError as error:
            return self._note(str(error), path)
        caption = Markup('<figcaption data-source="{}">{}</figcaption>').format(
            " ".join(plot.sources), Markup("<wbr>").join(CUTS.split(f"{plot.title}. {plot.caption}"))
        )
        drawing = self._drawing(owner, name, path) + narrow
        return FIGURE.format(drawing, caption, self._downloads(owner, name, path))

    def _narrows(self, owner: str, name: str) -> bool:
        return plot_path(self.results, owner, name + NARROW, "svg").is_file()

    def _drawing(self, owner: str, name: str, path: str) -> Markup:
        plot = read_plot(self.results, owner, name)
        # A blank line would end the block of HTML in Markdown.
        svg = re.sub(r"\n\s*", "\n", plot.svg)
        for number, heavy in enumerate(HEAVY.finditer(svg), start=1):
            offered = f"{FIGURES}/{owner}/{name}-picture-{number}.png"
            content = self._pictures[offered] = base64.b64decode(heavy[2])
            address = versioned(site_path(offered, path), content)
            svg = svg.replace(heavy[0], LAZY.format(heavy[1].strip(), address))
        return Markup(svg)  # noqa: S704 (a file that the project wrote)

    def _downloads(self, owner: str, name: str, path: str) -> Markup:
        links = []
        for kind in FORMATS:
            file = plot_path(self.results, owner, name, kind)
            if not file.is_file():
                return self._note(
                    f"{self.results.name}/{FIGURES}/{owner}/{file.name} : ce dessin manque. Redessinez-le "
                    f"avec « python -m experiments figures {owner} ».",
                    path,
                )
            offered = f"{FIGURES}/{owner}/{file.name}"
            self._shown[offered] = file
            address = site_path(offered, path)
            links.append(Markup('<a href="{}" download>{}</a>').format(address, kind.upper()))
        return Markup('<p class="downloads">{}</p>\n').format(Markup(" ").join(links))

    def _said_once(self, caption: str, path: str) -> str:
        said = self._said.setdefault(path, set())
        title, *sentences = END.split(caption.removesuffix(CLOSED))
        kept = [each for each in sentences if each not in said or len(each.split()) < LONG]
        said.update(sentences)
        return " ".join([title, *kept]) + CLOSED

    def files(self) -> dict[str, bytes]:
        """Return the files of the plots shown so far, by path under ``docs/``."""
        return self._pictures | {offered: file.read_bytes() for offered, file in self._shown.items()}

    def _noted(self, answer: Markup, question: str, owner: str, name: str, path: str) -> Markup:
        self.asked[question, owner, name, path] = hashlib.sha256(answer.encode()).hexdigest()
        return answer

    def _note(self, reason: str, path: str) -> Markup:
        self.absent.append((path, reason))
        return ABSENT.format(reason)
