"""Rule: what the fourth part comes to: may its last model be trusted beyond these images."""

from collections.abc import Mapping
from dataclasses import dataclass

from experiments.language import whole_percent
from generator.facts.quantity import Quantity
from generator.lab.rules.pneumonia_targets import RECALL, SPECIFICITY
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.statistics.diagnosis.decision import Decision

RULE = Rule(
    __name__,
    cases={"trusted": Outcome.TRUE, "rejected": Outcome.FALSE, "undecided": Outcome.INCONCLUSIVE},
    values=("model", "progress", "failing", "doubtful", "doubts", "merit", "aims"),
    hoped=Outcome.TRUE,
)

# What a ground says against the model in some of its cases, by the name of the phrase that says so:
# first what decides, then what leaves a doubt. A ground that could not be judged has no case.
Objections = Mapping[str, Mapping[str | None, str]]
FAILING: Objections = {
    "beats_constant": {"down": "below-constant"},
    "targets": {"some-missed": "targets-missed", "all-missed": "targets-missed"},
    "shift": {"harder": "test-harder"},
}
DOUBTFUL: Objections = {
    "beats_constant": {"unclear": "constant-unbeaten", "level": "constant-unbeaten"},
    "targets": {"narrow": "targets-narrow", "undefined": "targets-undefined", None: "threshold-unchosen"},
    "small_validation": {
        "down": "validation-against",
        "unclear": "validation-silent",
        "level": "validation-silent",
    },
    "overestimates": {"up": "probabilities-high", "down": "probabilities-low"},
}
# In the order in which their answers are shown.
GROUNDS = ("beats_constant", "targets", "shift", "small_validation", "overestimates", "better")
ANSWERS = {Outcome.TRUE: "yes", Outcome.FALSE: "no", Outcome.INCONCLUSIVE: "unsure"}
PROGRESS = {Outcome.TRUE: "gain", Outcome.FALSE: "loss", Outcome.INCONCLUSIVE: "standstill"}


@dataclass(frozen=True)
class Grounds:
    """What other rules say of the last model.

    Attributes
    ----------
    targets : Verdict or None
        None when validation could choose no threshold.
    better : Verdict or None
        Against the model before, over the seeds of both; None when there is none.
    """

    beats_constant: Verdict
    targets: Verdict | None
    shift: Verdict
    small_validation: Verdict
    overestimates: Verdict
    better: Verdict | None


def pneumonia_conclusion(last: Decision, previous: Decision | None, grounds: Grounds) -> Verdict:
    """Conclude on the last model from what the other rules say of it."""
    aims = _aims(last.test.sources)
    failing, doubtful = (_objections(grounds, each, aims) for each in (FAILING, DOUBTFUL))
    if any(verdict and verdict.unsettled for verdict in _verdicts(grounds)):
        doubtful.append(Phrase("seeds-disagree"))
    return RULE.conclude(
        "rejected" if failing else "undecided" if doubtful else "trusted",
        [decision.result for decision in (last, previous) if decision],
        {
            "model": last.name,
            "aims": aims,
            "progress": _progress(last, previous, grounds),
            "failing": Several(failing),
            "doubtful": Several(doubtful),
            "doubts": Phrase("doubts", number=len(doubtful)),
            "merit": Phrase("merit") if grounds.beats_constant.outcome is Outcome.TRUE else "",
        },
        [
            Evidence(name, Phrase(ANSWERS[verdict.outcome]))
            for name in GROUNDS
            if (verdict := getattr(grounds, name))
        ],
    )


def _verdicts(grounds: Grounds) -> list[Verdict | None]:
    return [getattr(grounds, name) for name in GROUNDS]


def _objections(grounds: Grounds, objections: Objections, aims: Phrase) -> list[Phrase]:
    """Return the phrases that the grounds call for; several cases may call for one.

    A ground on which the seeds disagree calls for none of its own.
    """
    verdicts = {name: getattr(grounds, name) for name in objections}
    cases = {name: verdict and verdict.case for name, verdict in verdicts.items()}
    return [
        Phrase(objections[name][case], {"aims": aims})
        for name, case in cases.items()
        if case in objections[name] and not (verdicts[name] and verdicts[name].unsettled)
    ]


def _aims(sources: tuple[str, ...]) -> Phrase:
    """Return what the report aims at."""
    aims = {"recall": RECALL, "specificity": SPECIFICITY}
    return Phrase(
        "aims",
        {n: Quantity(aim, whole_percent(aim), sources, "objectif du rapport") for n, aim in aims.items()},
    )


def _progress(last: Decision, previous: Decision | None, grounds: Grounds) -> Phrase | str:
    """Return what the last model gained on the one before."""
    if not (previous and grounds.better):
        return ""
    usual = grounds.better.values.get("usual")
    return Phrase(
        PROGRESS[grounds.better.outcome],
        {
            "model": last.name,
            "previous": previous.name,
            "gap": grounds.better.values.get("gap", ""),
            "usual": Phrase("at-usual", {name: usual.values[name] for name in ("gap", "default")})
            if isinstance(usual, Phrase)
            else "",
        },
    )
