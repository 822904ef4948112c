"""The work of the commands that write the pages, or build the site."""

from pathlib import Path

import click

from experiments.errors import ResultError
from experiments.language import integer, plural
from generator.site.build import ROOT, build_site, inputs_fingerprint
from generator.site.remarks import keep_remarks

PAGE = ".md"
PAGES = ROOT / "build" / "pages"


def write_pages(folder: Path) -> list[ResultError]:
    """Write the pages and return what they do not show."""
    # Templates and statistics take a second to import: only when there is something to write.
    from generator.lab.lab import LAB
    from generator.report.authorship import read_authorship
    from generator.report.build import render
    from generator.report.comments.comments import Comments
    from generator.report.comments.places import COMMENTS
    from generator.report.kept_pages import KeptPages
    from generator.report.sources import code_digest
    from generator.report.writing import told_if_unwritable, write

    lacks: list[ResultError] = []
    kept = KeptPages(PAGES, code_digest(LAB))
    comments = Comments(ROOT / COMMENTS)
    pages = render(LAB, folder, lacks.append, kept, read_authorship(ROOT), comments)
    written = write(pages, ROOT / "docs")
    _tell(written.changed, "écrit")
    _tell(written.removed, "retiré")
    with told_if_unwritable(ROOT / COMMENTS):
        comments.keep()
    for remark in comments.remarks:
        click.echo(remark)
    keep_remarks(ROOT, comments.remarks)
    return lacks


def write_site(folder: Path) -> list[ResultError]:
    """Write the pages and build the site; return what they do not show."""
    inputs = inputs_fingerprint(ROOT, folder)
    lacks = write_pages(folder)
    build_site(ROOT, folder, whole=not lacks, written_from=inputs)
    return lacks


def _tell(paths: list[str], done: str) -> None:
    """Name each page, and count the hundreds of files of plots."""
    pages = [path for path in paths if path.endswith(PAGE)]
    for path in pages:
        click.echo(f"docs/{path} : {done}")
    files = len(paths) - len(pages)
    if files:
        click.echo(f"docs/figures : {integer(files)} {plural(files, f'fichier {done}', f'fichiers {done}s')}")
