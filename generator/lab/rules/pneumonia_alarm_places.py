"""Rule: what alarms a model about healthy X-rays is where the lungs are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.facts.quantity import computed_count
from generator.facts.reading import read
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import chance_evidence
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.pairs import even_p_value

# One column in so many of those compared, on each side, is no part of the middle: both places are as large.
SIDE = 4

RULE = Rule(
    __name__,
    cases={
        "lungs": Outcome.TRUE,
        "middle": Outcome.FALSE,
        "unclear": Outcome.INCONCLUSIVE,
        "none": Outcome.INCONCLUSIVE,
    },
    values=("model", "of_alarms", "in_alarms"),
    constants={"part": str(SIDE)},
    hoped=Outcome.TRUE,
)
TEST = "test binomial exact, bilatéral"
PLACES = ("lungs", "middle")


def pneumonia_alarm_places(decisions: Sequence[Decision]) -> list[Verdict]:
    """Tell which place argues more for pneumonia in the false alarms shown of each model."""
    found = [_stronger(decision) for decision in decisions]
    judged = chances([even_p_value(*map(places.count, PLACES)) for places in found])
    return [_verdict(*parts) for parts in zip(decisions, found, judged, strict=True)]


def _stronger(decision: Decision) -> list[str]:
    """Return the place that argues more for pneumonia, of each false alarm that is kept with its map."""
    wrong, labels = ~decision.right, decision.test.labels
    shown: list[dict[str, Any]] = read(decision.result, "/inspection/shown").value
    patch, stride = (read(decision.result, f"/inspection/occlusion/{n}").value for n in ("patch", "stride"))
    maps = [
        np.array(entry["map"])
        for entry in shown
        if int(entry["index"]) < len(labels)
        and wrong[int(entry["index"])]
        and not labels[int(entry["index"])]
    ]
    return [place for each in maps if (place := stronger_place(each, patch // stride - 1))]


def stronger_place(occlusion: NDArray[np.float64], rim: int) -> str | None:
    """Return the place whose cells argue more on average; None where neither does, or where there is none.

    Of a cell near the border fewer squares were hidden: its mean varies more, and the largest of a map
    without any preference is most often there. Means of cells which as many squares covered are of no such
    kind; and the largest of a smooth map is rather on its sides, which the mean of a place is not.

    Parameters
    ----------
    rim : int
        How many cells from the border were covered by fewer squares than the others.
    """
    columns = occlusion[rim : occlusion.shape[0] - rim, rim : occlusion.shape[1] - rim]
    side = columns.shape[1] // SIDE if columns.size else 0
    if not side:
        return None
    middle = columns[:, side:-side].mean()
    lungs = np.hstack([columns[:, :side], columns[:, -side:]]).mean()
    return None if middle == lungs else PLACES[int(middle > lungs)]


def _verdict(decision: Decision, places: list[str], judged: Chance) -> Verdict:
    values: dict[str, object] = {"model": decision.name}
    if not places:
        return RULE.conclude("none", [decision.result], values)
    sources = (f"{decision.result.file}#/inspection/shown", *decision.test.sources)
    counts = {n: computed_count(places.count(n), sources, "cartes où ce lieu l’emporte") for n in PLACES}
    best = max(PLACES, key=places.count)
    alarms = computed_count(len(places), sources, "fausses alarmes montrées")
    return RULE.conclude(
        best if judged.unlikely else "unclear",
        [decision.result],
        values
        | {
            "of_alarms": Phrase("all-alarms", values, alarms)
            if counts[best].value == alarms.value
            else Phrase("of-alarms", {**values, "there": counts[best]}, alarms),
            "in_alarms": Phrase("in-alarms", values, alarms),
        },
        [
            *(Evidence(place, number) for place, number in counts.items()),
            *chance_evidence(judged, sources, TEST),
        ],
    )
