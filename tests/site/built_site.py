"""A built site on 127.0.0.1, and the browser that visits it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from experiments.errors import LabError
from generator.site.packing import pack
from generator.site.pdf.browser import find_browser

PROJECT = Path(__file__).parents[2]

# The real configuration, except for what belongs to the sample alone.
CONFIGURATION = """\
INHERIT: {project}/mkdocs.yml
docs_dir: {folder}/docs
site_dir: {folder}/site
site_url: ""
theme:
  custom_dir: {project}/generator/site/theme
nav: [{nav}]
extra:
  profil: "{profile}"
"""


@dataclass(frozen=True)
class Site:
    """Where a site answers and which of its pages are to be checked.

    Attributes
    ----------
    base_url : str
        Address of the site, with its final slash.
    paths : tuple of str
        Pages, relative to `base_url`: those that have an address of their own.
    folder : Path
        The files that are served.
    """

    base_url: str
    paths: tuple[str, ...]
    folder: Path

    def url(self, path: str) -> str:
        return self.base_url + path


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the test report free of access logs."""


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """Serve every page of the built site in `folder` while the block runs."""
    paths = sorted(
        page.relative_to(folder).as_posix().removesuffix("index.html") for page in folder.rglob("index.html")
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}/", tuple(paths), folder)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def build(folder: Path, pages: Mapping[str, bytes | str], profile: str = "") -> Path:
    """Build `pages` with the real theme inside `folder`; return the folder of the site.

    Parameters
    ----------
    pages : mapping of bytes or str
        Content by path under the documentation folder.
    profile : str
        Value of ``extra.profil``; ``smoke`` marks every page as a trial.
    """
    for path, content in pages.items():
        page = folder / "docs" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "docs" / "assets").symlink_to(PROJECT / "docs" / "assets")
    nav = ", ".join(path for path in pages if path.endswith(".md"))
    configuration = folder / "mkdocs.yml"
    configuration.write_text(
        CONFIGURATION.format(project=PROJECT, folder=folder, nav=nav, profile=profile), encoding="utf-8"
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(configuration)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "WARNING" not in built.stderr, built.stderr
    pack(folder / "site")
    return folder / "site"


def browser_path() -> str:
    """Return the path of a Chromium; the test that asks for one fails, and says what to install, without."""
    try:
        return find_browser()
    except LabError as error:
        pytest.fail(str(error), pytrace=False)
