"""Write every page of the report under ``docs/``, or none."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError
from markupsafe import Markup

from experiments.atomic import replaced_atomically
from experiments.errors import LabError, ResultError
from experiments.language import typeset
from experiments.results.files import to_json
from experiments.results.schema import Result
from generator.lab.pages import INDEXES, PAGES, Page
from generator.lab.questions import Answer, check_coverage
from generator.report.data.page import download_path
from generator.report.result_folder import ResultFolder
from generator.report.templates import environment

# List of the files of the last build, so that a page that no longer exists goes away.
MANIFEST = ".pages.json"


@dataclass(frozen=True)
class Written:
    """What a build changed: paths under ``docs/``."""

    changed: list[str]
    removed: list[str]


def render(
    folder: ResultFolder, pages: tuple[Page, ...] = PAGES, indexes: tuple[Page, ...] = INDEXES
) -> dict[str, str]:
    """Render every page, those that link to answers last, and the results to download.

    Returns
    -------
    dict
        Text by path under ``docs/``.

    Raises
    ------
    ResultError
        If a page lacks a value or rests on a result that cannot be trusted; the message names
        every page concerned.
    LabError
        If a question has no answer, or an answer no question.
    """
    answers: dict[str, Answer] = {}
    rendered = _render_all(folder, pages, answers)
    check_coverage(answers)
    rendered |= _render_all(folder, indexes, answers)
    shown = {result.id: result for page in pages for family in page.results(folder) for result in family}
    return rendered | {download_path(r): to_json(r.model_dump()) for r in shown.values()}


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


def _render_all(folder: ResultFolder, pages: tuple[Page, ...], answers: dict[str, Answer]) -> dict[str, str]:
    """Render pages, or tell what is wrong with all of them; `answers` learns where each one is."""
    templates = environment()
    rendered: dict[str, str] = {}
    faults: dict[str, list[str]] = {}
    for page in pages:
        try:
            families = page.results(folder)
            results = [result for family in families for result in family]
            text = templates.get_template(page.template).render(
                page=page.model(*families),
                path=page.path,
                profile=folder.profile,
                answer=_answering(page.path, results, answers),
                answers=answers,
            )
            rendered[page.path] = typeset(text)
        except (LabError, TemplateError) as error:
            faults.setdefault(str(error), []).append(f"docs/{page.path}")
    if faults:
        lines = [f"{message}\nPages concernées : {', '.join(paths)}." for message, paths in faults.items()]
        raise ResultError("\n".join(["Le rapport n’a pas été construit.", *lines]))
    return rendered


def _answering(path: str, results: list[Result], answers: dict[str, Answer]) -> Callable[[str], Markup]:
    """Return what a template calls where it answers a question: it leaves an anchor and takes note."""

    def answer(question: str) -> Markup:
        answers[question] = Answer(path, tuple(result.id for result in results))
        return Markup('<span class="answer" id="reponse-{}"></span>').format(question)

    return answer
