"""What a report says, as data: its models and their scores, its answers, its verdicts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.quoted import Passage, passage
from generator.report.account.scores import Scores, scores_of
from generator.report.build import made_pages
from generator.report.faults import by_reason
from generator.report.kept_pages import KeptPages
from generator.report.lab import Lab
from generator.report.lacking import unanswered
from generator.report.question import PlacedAnswer, Question, place_answers
from generator.report.workshop import Workshop
from generator.rules.decision import Verdict
from generator.rules.speaker import Speaker

# 1: first format.
FORMAT_VERSION = 1


def told_fields(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return the fields of a part of an account; how pages round a number is of no use there."""
    return {name: value for name, value in pairs if name != "aim"}


@dataclass(frozen=True)
class ToldModel:
    """A model and its scores; `scores` is by split."""

    id: str
    name: str
    family: str
    scores: dict[str, Scores]


@dataclass(frozen=True)
class ToldQuestion:
    """A question and its answer.

    Attributes
    ----------
    page : str
        Where it is answered, under ``docs/``.
    subjects : tuple of str
        Ids of the models that the answer rests on; none if it has none.
    """

    id: str
    part: str
    text: str
    page: str
    answer: Passage
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class ToldEvidence:
    """A value that a verdict rests on, and what it is."""

    name: str
    value: Passage


@dataclass(frozen=True)
class ToldVerdict:
    """What a rule decides of some models.

    Attributes
    ----------
    page : str
        That says it, under ``docs/``, or that has a page of its own for each model, where it is said.
    rule : str
        Code of the rule.
    outcome : str
        ``true``, ``false`` or ``inconclusive``.
    news : str
        ``good``, ``bad`` or ``neither``.
    """

    page: str
    rule: str
    subjects: tuple[str, ...]
    question: str
    outcome: str
    news: str
    label: str
    sentence: Passage
    evidence: tuple[ToldEvidence, ...]


@dataclass(frozen=True)
class Account:
    """A report; `lacking` is what it does not show, and why."""

    results: str
    profile: str
    models: tuple[ToldModel, ...]
    questions: tuple[ToldQuestion, ...]
    verdicts: tuple[ToldVerdict, ...]
    lacking: tuple[str, ...]

    def json(self) -> str:
        """Write it as JSON: the same names, one object per number."""
        content = {"format_version": FORMAT_VERSION, **asdict(self, dict_factory=told_fields)}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def account(lab: Lab, folder: Path) -> tuple[Account, list[Result]]:
    """Tell what the report of a folder of results says, without making its pages; and its results.

    Raises
    ------
    ResultError
        If it would say nothing, for want of results.
    LabError
        If a question has no answer, or an answer no question.
    """
    workshop = Workshop(lab, folder, KeptPages())
    made, faults = made_pages(workshop)
    faults.check()
    results = [result for family in lab.listed for result in workshop.results.found(family)]
    notices = [notice.line for notice in workshop.results.notices]
    lacking = (*notices, *by_reason(faults.lacking.items()), *workshop.results.strays())
    if not results:
        raise ResultError("\n".join([f"{folder} : aucun résultat à lire.", *lacking]))
    answers = {path: page.answers for path, page in made.items()}
    if faults.lacking:
        answers = unanswered(lab.questions, answers, next(iter(faults.lacking)), workshop.speaker)
    placed = place_answers(lab.questions, answers)
    told = Account(
        results=folder.name,
        profile=workshop.results.profile,
        models=tuple(ToldModel(r.id, r.names.model, r.family, scores_of(r)) for r in results),
        questions=tuple(_question(question, placed[question.id]) for question in lab.questions),
        verdicts=tuple(
            _verdict(path, verdict, workshop.speaker)
            for path, page in made.items()
            for verdict in {id(found): found for found in verdicts_in((page.view, page.models))}.values()
        ),
        lacking=lacking,
    )
    return told, results


def verdicts_in(shown: Any) -> Iterator[Verdict]:
    """Go through the verdicts that a page shows, in the order of what it computes; one may come twice."""
    if isinstance(shown, Verdict):
        yield shown
    elif isinstance(shown, Mapping | list | tuple):
        for each in shown.values() if isinstance(shown, Mapping) else shown:
            yield from verdicts_in(each)
    elif is_dataclass(shown):
        for field in fields(shown):
            yield from verdicts_in(getattr(shown, field.name))


def _question(question: Question, placed: PlacedAnswer) -> ToldQuestion:
    answer = placed.answer
    told = passage(answer.sentence)
    return ToldQuestion(question.id, question.part, question.text, placed.page, told, answer.subjects)


def _verdict(page: str, verdict: Verdict, speaker: Speaker) -> ToldVerdict:
    said = speaker.say(verdict)
    return ToldVerdict(
        page=page,
        rule=said.code,
        subjects=said.subjects,
        question=passage(said.question).text,
        outcome=said.outcome.value,
        news=said.news.value,
        label=said.label,
        sentence=passage(said.sentence),
        evidence=tuple(ToldEvidence(passage(e.name).text, passage(e.value)) for e in said.evidence),
    )
