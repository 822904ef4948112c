"""Write every page of the report under ``docs/``, or none."""

import json
from dataclasses import dataclass
from pathlib import Path

from jinja2 import UndefinedError

from experiments.atomic import replaced_atomically
from experiments.errors import LabError, ResultError
from generator.pages import PAGES, Page
from generator.rendering import environment
from generator.result_folder import ResultFolder

# List of the files of the last build, so that a page that no longer exists goes away.
MANIFEST = ".pages.json"


@dataclass(frozen=True)
class Written:
    """What a build changed: paths under ``docs/``."""

    changed: list[str]
    removed: list[str]


def render(results: ResultFolder, pages: tuple[Page, ...] = PAGES) -> dict[str, str]:
    """Render every page.

    Returns
    -------
    dict
        Markdown by path under ``docs/``.

    Raises
    ------
    ResultError
        If a page lacks a value or rests on a result that cannot be trusted; the message names
        every page concerned.
    """
    templates = environment()
    rendered: dict[str, str] = {}
    faults: dict[str, list[str]] = {}
    for page in pages:
        try:
            model = page.model(results)
            rendered[page.path] = templates.get_template(f"pages/{page.template}").render(
                page=model, profile=results.profile
            )
        except (LabError, UndefinedError) as error:
            faults.setdefault(str(error), []).append(f"docs/{page.path}")
    if faults:
        lines = [f"{message}\nPages concernées : {', '.join(paths)}." for message, paths in faults.items()]
        raise ResultError("\n".join(["Le rapport n’a pas été construit.", *lines]))
    return rendered


def write(rendered: dict[str, str], docs: Path) -> Written:
    """Write the pages that changed and remove those of an earlier build that are no more.

    A page that is the same is not touched, so that a live preview only reloads for a reason.
    """
    manifest = docs / MANIFEST
    before = set(json.loads(manifest.read_text(encoding="utf-8"))) if manifest.exists() else set()
    changed = []
    for path, text in rendered.items():
        destination = docs / path
        content = text.encode()
        if not destination.exists() or destination.read_bytes() != content:
            with replaced_atomically(destination) as file:
                file.write(content)
            changed.append(path)
    removed = sorted(before - rendered.keys())
    for path in removed:
        (docs / path).unlink(missing_ok=True)
    with replaced_atomically(manifest) as file:
        file.write(json.dumps(sorted(rendered)).encode())
    return Written(changed, removed)
