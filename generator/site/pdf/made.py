"""The PDF of a report, made from its site and kept: one of other pages than those of now is not offered."""

import hashlib
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from experiments.atomic import replaced_atomically
from generator.report.writing import MANIFEST, told_if_unwritable
from generator.site.pdf.browser import find_browser, print_pdf
from generator.site.pdf.contents import Settings, settings
from generator.site.pdf.document import document
from generator.site.pdf.printed import page_count, page_numbers, undated

FOLDER = Path("build", "pdf")
NAME = "rapport.pdf"
WHOLE_NAME = "rapport-complet.pdf"
# Under ``docs/``: what is said of trainings when a number is pointed at, and the list of files.
UNPRINTED = ("donnees/entrainements.js", MANIFEST)
# Beside the PDF: what it was made from.
RECORD = "rapport.json"


@dataclass(frozen=True)
class Made:
    """A PDF that was made.

    Attributes
    ----------
    path : Path
    pages : int
    size : int
        In bytes.
    """

    path: Path
    pages: int
    size: int


def make_pdf(root: Path, whole: bool) -> Made:
    """Make a PDF of the site that was built, and keep it.

    Parameters
    ----------
    root : Path
        Of the project.
    whole : bool
        Whether everything is printed: every page, and what the folds hide.

    Raises
    ------
    LabError
        If there is no browser, if it prints nothing, or if the PDF cannot be written.
    """
    pages = pages_fingerprint(root)
    pdf = print_site(root / "site", settings(root), whole)
    path = root / FOLDER / (WHOLE_NAME if whole else NAME)
    with told_if_unwritable(path.parent):
        with replaced_atomically(path) as file:
            file.write(pdf)
        if not whole:
            record = {"pages": pages, "pdf": hashlib.sha256(pdf).hexdigest()}
            with replaced_atomically(root / FOLDER / RECORD) as file:
                file.write(json.dumps(record).encode())
    return Made(path, page_count(pdf), len(pdf))


def print_site(site: Path, found: Settings, whole: bool) -> bytes:
    """Return a built site as a PDF: printed twice, since the table of contents says where things are printed.

    Raises
    ------
    LabError
        If there is no browser, or if it prints nothing.
    """
    browser = find_browser()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "rapport.html"
        page.write_text(document(site, found, whole), encoding="utf-8")
        numbers = page_numbers(print_pdf(browser, page))
        page.write_text(document(site, found, whole, numbers), encoding="utf-8")
        return undated(print_pdf(browser, page))


def offered(root: Path) -> Path | None:
    """Return the PDF that was made from the pages as they are now, None if there is none."""
    path = root / FOLDER / NAME
    try:
        record = json.loads((root / FOLDER / RECORD).read_bytes())
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):  # none was made, or it is damaged
        return None
    return path if record == {"pages": pages_fingerprint(root), "pdf": digest} else None


def carry(root: Path, other: Path) -> None:
    """Give the PDF to another copy of the project, which offers it if it makes the same pages."""
    if (root / FOLDER).is_dir():
        shutil.copytree(root / FOLDER, other / FOLDER)


def pages_fingerprint(root: Path) -> str:
    """Return a digest of all that the pages of the site are made from: texts, plots, theme, settings."""
    folders = (root / "docs", root / "generator" / "site")
    files = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    files |= {root / "mkdocs.yml", root / "requirements" / "site.txt"}
    files -= {root / "docs" / name for name in UNPRINTED}
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.suffix != ".pyc"):
        digest.update(f"{path.relative_to(root)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
