"""Rule: what alarms a model about healthy X-rays is where the lungs are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy

from generator.facts.quantity import computed_count, exact_share
from generator.facts.reading import read
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import chance_evidence
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision

# The middle is what one in so many columns of a map, on each side, leaves.
MARGIN = 3

RULE = Rule(
    __name__,
    cases={
        "lungs": Outcome.TRUE,
        "middle": Outcome.FALSE,
        "border": Outcome.FALSE,
        "unclear": Outcome.INCONCLUSIVE,
        "none": Outcome.INCONCLUSIVE,
    },
    values=("model", "of_alarms", "in_alarms"),
    constants={"part": str(MARGIN)},
    hoped=Outcome.TRUE,
)
TEST = "test binomial exact"
PLACES = ("lungs", "middle", "border")


def pneumonia_alarm_places(decisions: Sequence[Decision]) -> list[Verdict]:
    """Tell where the strongest argument for pneumonia is, in the false alarms shown of each model."""
    found = [_places(decision) for decision in decisions]
    p_values = [_p_values(*each) for each in found]
    judged = iter(chances([p for several in p_values for p in several]))
    return [
        _verdict(decision, *each, [next(judged) for _ in PLACES])
        for decision, each in zip(decisions, found, strict=True)
    ]


def _places(decision: Decision) -> tuple[list[str], list[float]]:
    """Return where the strongest argument of each false alarm is, and how much of a map each place takes."""
    wrong, labels = ~decision.right, decision.test.labels
    shown: list[dict[str, Any]] = read(decision.result, "/inspection/shown").value
    maps = [
        np.array(entry["map"])
        for entry in shown
        if int(entry["index"]) < len(labels)
        and wrong[int(entry["index"])]
        and not labels[int(entry["index"])]
    ]
    maps = [each for each in maps if each.max() > 0]
    regions = [_regions(each.shape[0], each.shape[1]) for each in maps]
    places = [str(r.flat[int(m.argmax())]) for r, m in zip(regions, maps, strict=True)]
    shares = [float(np.mean(regions[0] == place)) if regions else 0.0 for place in PLACES]
    return places, shares


def _regions(height: int, width: int) -> Any:
    """Return the name of the place of each cell: its border, the middle of the rest, its sides."""
    regions = np.full((height, width), "border", dtype=object)
    regions[1:-1, 1:-1] = "lungs"
    regions[1:-1, width // MARGIN : width - width // MARGIN] = "middle"
    return regions


def _p_values(places: Sequence[str], shares: Sequence[float]) -> list[float]:
    """Return how often as many arguments would be at each place, were they anywhere."""
    number = len(places)
    return [
        float(scipy.stats.binom.sf(places.count(place) - 1, number, share))
        for place, share in zip(PLACES, shares, strict=True)
    ]


def _verdict(
    decision: Decision, places: list[str], shares: Sequence[float], judged: Sequence[Chance]
) -> Verdict:
    values: dict[str, object] = {"model": decision.name}
    if not places:
        return RULE.conclude("none", [decision.result], values)
    best = min(range(len(PLACES)), key=lambda n: judged[n].p_value)
    sources = (f"{decision.result.file}#/inspection/shown", *decision.test.sources)
    counts = [
        computed_count(places.count(place), sources, "cartes dont c’est le maximum") for place in PLACES
    ]
    alarms = computed_count(len(places), sources, "fausses alarmes montrées")
    return RULE.conclude(
        PLACES[best] if judged[best].unlikely else "unclear",
        [decision.result],
        values
        | {
            "of_alarms": Phrase("all-alarms", values, alarms)
            if counts[best].value == alarms.value
            else Phrase("of-alarms", {**values, "there": counts[best]}, alarms),
            "in_alarms": Phrase("in-alarms", values, alarms),
        },
        [
            *(
                Evidence(place, number, {"share": exact_share(part, sources[:1], "cases de la carte")})
                for place, number, part in zip(PLACES, counts, shares, strict=True)
            ),
            *chance_evidence(judged[best], sources, TEST),
        ],
    )
