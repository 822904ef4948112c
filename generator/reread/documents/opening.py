"""Open what is handed in: a file or a folder of files, whatever it holds."""

import re
from collections.abc import Iterator
from pathlib import Path

from experiments.errors import LabError
from generator.reread.documents.block import Block, Document, Kind
from generator.reread.documents.html import html_blocks
from generator.reread.documents.markdown import markdown_blocks
from generator.reread.documents.notebook import (
    MOST_LINES,
    UnreadableNotebookError,
    lines_of,
    notebook_blocks,
)

TEXT, NOTEBOOK, PAGE, SCRIPT = (
    {".md", ".markdown", ".txt", ".rmd", ".qmd"},
    {".ipynb"},
    {".html", ".htm"},
    {".py"},
)
KNOWN = TEXT | NOTEBOOK | PAGE | SCRIPT
LARGEST_FILE = 40_000_000
# Longer than any report: what follows is left out, and said to be.
LONGEST_TEXT = 2_000_000
MOST_FILES = 200
# A picture in the text of a file: never read, and larger than the rest.
EMBEDDED = re.compile(r"data:\w{1,20}/[\w.+-]{1,40};base64,[A-Za-z0-9+/=\s\\]{200,}")
SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages", "venv", "env"})


class UnreadableReportError(LabError):
    """What was given is no report that can be read."""


def documents(report: Path) -> Iterator[Document]:
    """Go through the documents of a report, those with text before those of code alone.

    Raises
    ------
    UnreadableReportError
        If there is nothing to read there.
    """
    files = _files(report)
    if not files:
        raise UnreadableReportError(
            f"{report} : aucun fichier Markdown, Jupyter, HTML ou Python. "
            "Donnez un fichier .md, .ipynb, .html ou .py, ou un dossier qui en contient."
        )
    for path in files:
        name = path.relative_to(report).as_posix() if report.is_dir() else path.name
        yield _document(path, name)


def scripts(report: Path) -> Iterator[Document]:
    """Go through the code alone that comes with a report in a folder."""
    for path in _files(report) if report.is_dir() else ():
        if path.suffix.lower() in SCRIPT:
            yield _document(path, path.relative_to(report).as_posix())


def _files(report: Path) -> list[Path]:
    if not report.exists():
        raise UnreadableReportError(f"{report} : ce fichier n’existe pas. Vérifiez le chemin.")
    if not report.is_dir():
        return [report]
    found: list[Path] = []
    for path in sorted(report.rglob("*")):
        parts = path.relative_to(report).parts
        hidden = any(part.startswith(".") or part in SKIPPED for part in parts)
        if path.suffix.lower() in KNOWN and not hidden and path.is_file():
            found.append(path)
        if len(found) == MOST_FILES:
            break
    return sorted(found, key=lambda path: (path.suffix.lower() in SCRIPT, path))


def _document(path: Path, name: str) -> Document:
    notices: list[str] = []
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            return Document(name, (), (f"{name} : {size // 1_000_000} Mo, trop grand pour être relu.",))
        raw = path.read_bytes()
    except OSError as error:
        return Document(name, (), (f"{name} : illisible ({error.strerror}).",))
    if b"\x00" in raw[:8192] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Document(name, (), (f"{name} : ce n’est pas du texte.",))
    text = _decoded(raw).replace("\r\n", "\n").replace("\r", "\n")
    text = EMBEDDED.sub("", text)
    suffix = path.suffix.lower()
    if suffix not in NOTEBOOK and (len(text) > LONGEST_TEXT or text.count("\n") >= MOST_LINES):
        text = "\n".join(text[:LONGEST_TEXT].split("\n", MOST_LINES)[:MOST_LINES])
        notices.append(f"{name} : lu jusqu’à la ligne {text.count(chr(10)) + 1}, la suite est trop longue.")
    blocks: tuple[Block, ...]
    if suffix in NOTEBOOK:
        try:
            blocks, unread = notebook_blocks(text, name)
        except UnreadableNotebookError:
            return Document(name, (), (f"{name} : ce n’est pas un notebook Jupyter lisible.",))
        notices += unread
    elif suffix in PAGE:
        blocks = html_blocks(text, name)
    elif suffix in SCRIPT:
        blocks = (Block(Kind.CODE, lines_of(text, name)),)
    else:
        blocks = markdown_blocks(lines_of(text, name))
    return Document(name, blocks, tuple(notices))


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
