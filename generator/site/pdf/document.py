"""The whole report as one HTML document, ready to be printed."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator.formulas.markup import Markup
from generator.site.pdf.article import (
    HEADINGS,
    Article,
    article,
    deepened,
    named_apart,
    pictures_found,
    prefix_of,
    relinked,
    title_of,
)
from generator.site.pdf.contents import Chapter, Settings, reading_order
from generator.site.pdf.folds import NOTE, laid_open, left_out, section, told_once
from generator.site.tree import read, text_of, write

HERE = Path(__file__).parent
# Down to which level headings are in the table of contents.
LISTED = 2
WATERMARK = "assets/filigrane.svg"
NO_NUMBER: Mapping[str, int] = {}


@dataclass(frozen=True)
class Line:
    """A line of the table of contents: the heading, its level, and the name that leads to it."""

    title: str
    level: int
    target: str


@dataclass
class _Notes:
    """Sections of pages that are not printed, told once at the end, in the order of their first mention."""

    pages: dict[str, Article]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def __call__(self, path: str, name: str) -> int | None:
        if path not in self.pages or not section(self.pages[path].body, name):
            return None
        return self.numbers.setdefault((path, name), len(self.numbers) + 1)


def document(site: Path, settings: Settings, whole: bool, numbers: Mapping[str, int] = NO_NUMBER) -> str:
    """Return the HTML of the report.

    Parameters
    ----------
    site : Path
        Where the site was built.
    settings : Settings
    whole : bool
        Whether everything is there: every page, and what the folds hide.
    numbers : mapping of int
        The page on which each place is printed, for the table of contents; it is known once it was printed.

    Raises
    ------
    LabError
        If a page of the site is none of the report.
    """
    pages = [page.parent.relative_to(site).as_posix().removeprefix(".") for page in site.rglob("index.html")]
    order = reading_order(settings.chapters, pages)
    absent = frozenset() if whole else settings.left_out
    shown = [chapter for chapter in order if chapter.path not in absent]
    articles = {path: article(site, path) for path in pages}
    printed = [articles[chapter.path] for chapter in shown if chapter.path is not None]
    notes = _Notes({path: articles[path] for path in pages if path in absent})
    for each in printed:
        if whole:
            laid_open(each)
        else:
            left_out(each, notes)
    told = _notes(notes)
    for each in told:
        left_out(each, _none)
    told_once(printed)
    lead = _Leading(printed, settings.site_url)
    for each in [*printed, *told]:
        relinked(each, lead)
        named_apart(each)
        pictures_found(each, site)
    chapters, lines = _chapters(shown, articles)
    return _template().render(
        settings=settings,
        styles=[style.as_uri() for style in (*_styles(site), HERE / "sheets.css")],
        chapters=chapters,
        lines=lines,
        numbers=numbers,
        notes=[Markup(write(note.body)) for note in told],  # noqa: S704 (of a page of the site)
        watermark=(site / WATERMARK).as_uri(),
        trial=any(each.trial for each in printed),
        left_out=[title_of(articles[chapter.path]) for chapter in order if chapter.path in absent],
    )


class _Leading:
    """Where a link leads in the document."""

    def __init__(self, printed: Iterable[Article], site_url: str) -> None:
        self._names = {each.path: each.ids for each in printed}
        self._site_url = site_url

    def __call__(self, path: str, name: str) -> str:
        if path not in self._names:
            return f"{self._site_url.rstrip('/')}/{path}{name and '#' + name}" if self._site_url else ""
        return f"#{prefix_of(path)}--{name}" if name in self._names[path] else f"#{prefix_of(path)}"


def _none(path: str, name: str) -> None:
    """Tell nothing more in a note."""


def _notes(notes: _Notes) -> list[Article]:
    """Return the notes, each as a page of its own would be."""
    told = []
    for (path, name), number in notes.numbers.items():
        source = notes.pages[path]
        body = Element("li", {"id": f"{number}"})
        heading, *following = deepcopy(section(source.body, name))
        title = Element("p", {"class": "note-title"})
        title.text = text_of(heading)
        body.extend([title, *following])
        told.append(Article(source.path, NOTE, body, source.trial))
    return told


def _chapters(shown: list[Chapter], articles: dict[str, Article]) -> tuple[Markup, list[Line]]:
    """Return what is printed, and what the table of contents lists of it."""
    html = Markup()
    lines: list[Line] = []
    for place, chapter in enumerate(shown):
        under = shown[place + 1 : place + 2]
        if chapter.path is None and not (under and under[0].depth > chapter.depth):
            continue
        section, listed = _chapter(chapter, articles)
        lines += listed
        html += Markup(write(section))  # noqa: S704 (a page of the site)
    return html, lines


def _chapter(chapter: Chapter, articles: dict[str, Article]) -> tuple[Element, list[Line]]:
    """Return a chapter as it is printed, and its headings."""
    section = Element("section", {"class": f"chapter depth-{chapter.depth}"})
    if chapter.path is None:
        name = f"titre-{prefix_of(chapter.title)}"
        section.set("id", name)
        heading = SubElement(section, f"h{chapter.depth + 1}")
        heading.text = chapter.title
        return section, [Line(chapter.title, chapter.depth + 1, name)]
    shown = articles[chapter.path]
    deepened(shown, chapter.depth)
    section.set("id", shown.prefix)
    section.append(shown.body)
    lines = []
    for heading in section.iter():
        if heading.tag in HEADINGS[:LISTED]:
            target = heading.get("id") or shown.prefix
            lines.append(Line(text_of(heading), int(heading.tag[1]), target))
    return section, lines


def _styles(site: Path) -> list[Path]:
    """Return the style sheets of the site."""
    home = read((site / "index.html").read_text(encoding="utf-8"))
    sheets = [link.get("href", "") for link in home.iter("link") if link.get("rel") == "stylesheet"]
    return [site / sheet for sheet in sheets]


def _css(text: str) -> Markup:
    """Return a text as a string of CSS."""
    escaped = re.sub(r'["\\\n<&]', lambda sign: f"\\{ord(sign[0]):x} ", text)
    return Markup(f'"{escaped}"')  # noqa: S704 (what would end it is escaped)


def _template() -> Template:
    templates = Environment(
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["css"] = _css
    return templates.get_template("document.html.j2")
