"""Build the site that the preview shows: the pages that changed since, or all of them."""

import logging
import os
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from experiments.errors import LabError

FOLDER = Path("build") / "preview"
INDEX = Path("search") / "search_index.json"
logging.getLogger("mkdocs.commands.build").addFilter(lambda said: "'dirty' build" not in said.getMessage())


def build_preview(root: Path, whole: bool) -> None:
    """Build the site of the preview from the pages under ``docs/``.

    A search finds what the last whole build found.

    Parameters
    ----------
    whole : bool
        Whether pages are built that are no older than what they are made of: what frames them changed.

    Raises
    ------
    LabError
        If MkDocs refuses the pages; it says why by itself.
    """
    site = root / FOLDER
    index = b"" if whole or not (site / INDEX).exists() else (site / INDEX).read_bytes()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site), site_url="", strict=False)
    config.plugins.on_startup(command="serve", dirty=not whole)
    try:
        build(config, dirty=not whole)
    except SystemExit as error:
        raise LabError("MkDocs a refusé les pages ; ses messages sont ci-dessus.") from error
    finally:
        if index:
            (site / INDEX).write_bytes(index)
