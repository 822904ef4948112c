"""Make the pages of a report: what one cannot show is said in its place, and stops no other."""

from collections.abc import Callable
from pathlib import Path

from experiments.errors import ResultError
from experiments.results.content import file_content
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from experiments.results.states import remembered_states
from experiments.results.survey import Survey
from generator.facts.layers import contradictions
from generator.facts.reference import reference
from generator.report.address import DOWNLOADS, download_path
from generator.report.authorship import Authorship
from generator.report.comments.comments import Comments
from generator.report.faults import Faults, by_reason
from generator.report.kept_pages import KeptPages
from generator.report.lab import Lab
from generator.report.lacking import lacking, unanswered
from generator.report.loaded import confused_files, trainings_file
from generator.report.page import Contents, Index, Page
from generator.report.question import place_answers
from generator.report.results import Results
from generator.report.workshop import Made, UnshowableError, Workshop


def raise_fault(fault: ResultError) -> None:
    """Accept nothing less than the whole report."""
    raise fault


def render(
    lab: Lab,
    folder: Path,
    refuse: Callable[[ResultError], None] = raise_fault,
    kept: KeptPages | None = None,
    authorship: Authorship | None = None,
    comments: Comments | None = None,
) -> dict[str, bytes]:
    """Make the pages of a laboratory, and the files that they offer: results, plots.

    What pages compute comes first, then what they answer, then their texts: no page waits for another one.

    Parameters
    ----------
    lab : Lab
    folder : Path
        Of the results.
    refuse : callable
        Receives what the report does without: results that cannot be trusted or shown, families that have
        none or no page, plots. If it returns, the pages say it themselves.
    kept : KeptPages, optional
        Pages of an earlier build: of those whose inputs are the same, nothing is computed.
    authorship : Authorship, optional
        Whose report it is; nothing is said of it by default.
    comments : Comments, optional
        What its authors say of it; what is wrong with them is refused too.

    Returns
    -------
    dict
        Content by path under ``docs/``.

    Raises
    ------
    ResultError
        If a page lacks a value and no result is to blame, if its template fails, if pages link to models that
        none describes, or if there is nothing to show.
    LabError
        If a question has no answer, or an answer no question.
    """
    workshop = Workshop(lab, folder, kept or KeptPages(), authorship, comments)
    results, speaker = workshop.results, workshop.speaker
    made, faults = made_pages(workshop)
    faults.check()
    strays = results.strays()
    if strays and not lab.described.keys() >= {family for page in lab.pages for family in page.families}:
        raise ResultError("\n".join(strays))
    shown = [result for family in lab.listed for result in results.found(family)]
    if not shown:  # rather the pages of before than none
        raise ResultError(
            "\n".join(["Le rapport n’a pas été construit.", *by_reason(faults.lacking.items())])
        )
    answers = {path: page.answers for path, page in made.items()}
    if faults.lacking:
        answers = unanswered(lab.questions, answers, next(iter(faults.lacking)), speaker)
    placed = place_answers(lab.questions, answers)
    contents = Contents(lab.parts, lab.questions, placed, shown, lab.every_rule(), speaker)
    for index in lab.indexes:
        page = faults.attempt(index, workshop.index, index, contents)
        if page is not None:
            made[index.path] = page
    faults.check()
    texts: dict[str, str] = {}
    pages: tuple[Page | Index, ...] = (*lab.pages, *lab.indexes)
    for each in pages:
        given = answers.get(each.path, [])
        if each.path not in faults.lacking:
            texts |= faults.attempt(each, workshop.texts, each, made[each.path]) or {}
        if each.path in faults.lacking:
            models = [result.id for result in shown if lab.described[result.family] is each]
            texts |= workshop.lacking(each, lacking(each, faults.lacking[each.path], models, given))
    faults.check()
    absent = [lack for page in made.values() for lack in page.tools.figures.absent]
    absent += [lack for page in made.values() for lack in page.tools.weights.damaged]
    counted = [(lab.place(reference(result)), line) for result in shown for line in contradictions(result)]
    said = by_reason([*_notices(lab, results), *faults.lacking.items(), *absent, *counted])
    said += [*strays, *workshop.comments.faults]
    if said:
        refuse(ResultError("\n".join(["Le rapport ne montre pas tout.", *said])))
    rendered = {path: text.encode() for path, text in texts.items()}
    rendered |= {download_path(result.id): results.file(result) for result in shown}
    rendered |= _beside(shown)
    rendered |= confused_files(shown) | trainings_file(shown, remembered_states())
    rendered |= workshop.comments.files()
    for page in made.values():
        rendered |= page.tools.figures.files() | page.tools.weights.files()
    return rendered


def made_pages(workshop: Workshop) -> tuple[dict[str, Made], Faults]:
    """Make what pages compute and answer, from the results that they all can show."""
    while True:
        faults = Faults()
        try:
            made = {page.path: faults.attempt(page, workshop.page, page) for page in workshop.lab.pages}
        except UnshowableError as error:
            workshop.results.set_aside(error.result, error.reason)
        else:
            return {path: page for path, page in made.items() if page is not None}, faults


def _beside(shown: list[Result]) -> dict[str, bytes]:
    """Return the replicates of results and the surveys of their data, beside them as in their folder."""
    kept: dict[str, Replicate | Survey] = {each.file: each for result in shown for each in result.replicates}
    kept |= {result.survey.file: result.survey for result in shown if result.survey}
    return {f"{DOWNLOADS}/{file.partition('/')[2]}": file_content(each) for file, each in kept.items()}


def _notices(lab: Lab, results: Results) -> list[tuple[str, str]]:
    """Return the pages that do without a result, each with why that one was set aside."""
    return [
        (page.path, notice.line)
        for notice in results.notices
        for page in lab.pages
        if notice.concerns(page.path, page.families)
    ]
