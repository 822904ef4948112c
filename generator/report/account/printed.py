"""An account of a report, and a comparison of two, as text for a terminal."""

from collections.abc import Iterator
from itertools import groupby

from experiments.language import integer, plural, whole_percent
from experiments.measures.wilson import CONFIDENCE
from generator.report.account.account import Account, ToldVerdict
from generator.report.account.comparison import ModelChange, ReportComparison


def account_text(told: Account) -> str:
    """Write scores, answers and verdicts, one line each."""
    lines = [f"Scores : exactitude et son intervalle à {whole_percent(CONFIDENCE)}"]
    for model in told.models:
        scores = ", ".join(f"{split} {scores.text}" for split, scores in model.scores.items())
        lines.append(f"  {model.id} : {scores}")
    for part, questions in groupby(told.questions, key=lambda question: question.part):
        lines += ["", part]
        answers = groupby(questions, key=lambda question: (question.page, question.answer.text))
        lines += [f"  {text} ({page})" for (page, text), _ in answers]
    for page, verdicts in groupby(told.verdicts, key=lambda verdict: verdict.page):
        lines += ["", page, *(f"  [{v.rule}] {v.question} {_said(v)}" for v in verdicts)]
    return "\n".join(lines) + "\n"


def comparison_text(compared: ReportComparison) -> str:
    """Write what differs, report A before report B."""
    lines = [f"A : {compared.first}", f"B : {compared.second}"]
    if compared.same:
        return "\n".join([*lines, "Mêmes modèles, mêmes scores, mêmes verdicts."]) + "\n"
    lines += ["", "Modèles"]
    lines += [f"  {name} : seulement dans A" for name in compared.only_first]
    lines += [f"  {name} : seulement dans B" for name in compared.only_second]
    for model in compared.models:
        lines += [f"  {model.id} ({model.name})", *(f"    {line}" for line in _changes(model))]
    if len(lines) == 4:
        lines.append("  Mêmes modèles, mêmes scores.")
    number = len(compared.verdicts)
    lines += ["", f"Verdicts : {integer(number)} {plural(number, 'diffère', 'diffèrent')}"]
    for change in compared.verdicts:
        asked = change.first or change.second
        assert asked is not None
        lines.append(f"  [{asked.rule}] {asked.question} ({asked.page})")
        for name, verdict in (("A", change.first), ("B", change.second)):
            lines.append(f"    {name} : {_said(verdict) if verdict else 'la question ne s’y pose pas.'}")
    return "\n".join(lines) + "\n"


def _changes(model: ModelChange) -> Iterator[str]:
    yield from model.differences
    for change in model.scores:
        apart = ", intervalles disjoints" if change.apart else ""
        yield f"{change.split} : {change.first.text} → {change.second.text}{apart}"


def _said(verdict: ToldVerdict) -> str:
    return f"{verdict.label}. {verdict.sentence.text}"
