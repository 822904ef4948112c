"""Rule: what makes the weights of networks is how many values their first dense layer receives."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from experiments.results.network import Layer
from experiments.results.schema import Result
from generator.facts.first_dense import first_dense
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.facts.shape import flattened
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict

RULE = Rule(
    __name__,
    cases={
        "inputs": Outcome.TRUE,
        "width": Outcome.FALSE,
        "elsewhere": Outcome.FALSE,
        "both": Outcome.INCONCLUSIVE,
        "alike": Outcome.INCONCLUSIVE,
    },
    values=(
        *("family", "heavy", "light", "difference", "where"),
        *("heavy_inputs", "light_inputs", "heavy_units", "light_units", "others"),
        *("heavy_shape", "light_shape"),
    ),
)


def flattening(results: Sequence[Result]) -> Verdict:
    """Compare the heaviest of some networks with the lightest, and find where their difference is."""
    light, heavy = (choose(results, key=lambda result: result.model.parameters) for choose in (min, max))
    case, values = _compare(light, heavy)
    # What one pair shows is not what every pair would.
    values["others"] = _widened(results) if case == "inputs" else ""
    subjects = results if case == "alike" else (heavy, light)
    return RULE.conclude(case, subjects, values, [each for result in results for each in _received(result)])


def _received(result: Result) -> list[Evidence]:
    layer = first_dense(result)
    if layer is None:
        return []
    inputs = Phrase("inputs", {"shape": _shape(result)}, _size(result, layer, "input_shapes"))
    units = _size(result, layer, "output_shapes")
    return [
        Evidence("received", Phrase("units", {"inputs": inputs}, number=units), {"model": result.names.model})
    ]


def _widened(results: Sequence[Result]) -> Phrase | str:
    """Return the two of the networks that width alone sets furthest apart, if it does of some."""
    ranked = sorted(results, key=lambda result: result.model.parameters)
    compared = [_compare(*pair) for pair in combinations(ranked, 2)]
    wider = [values for case, values in compared if case == "width"]
    return Phrase("width", max(wider, key=_apart)) if wider else ""


def _apart(values: Mapping[str, object]) -> float:
    difference = values["difference"]
    assert isinstance(difference, Quantity)
    return difference.value


def _compare(light: Result, heavy: Result) -> tuple[str, dict[str, object]]:
    """Find where the difference of two networks is: the case, and what its sentence needs."""
    sources = tuple(f"{result.file}#/model/parameters" for result in (light, heavy))
    difference = heavy.model.parameters - light.model.parameters
    values: dict[str, object] = {
        "family": heavy.names.family,
        "heavy": heavy.names.model,
        "light": light.names.model,
        "difference": computed_count(difference, sources, "différence des nombres de poids"),
    }
    layers = [first_dense(result) for result in (light, heavy)]
    part = _weights(layers[1]) - _weights(layers[0])
    if not difference:
        return "alike", values
    if 2 * part <= difference or layers[0] is None or layers[1] is None:
        return "elsewhere", values
    inputs = layers[0].input_shape[-1] != layers[1].input_shape[-1]
    units = layers[0].output_shape[-1] != layers[1].output_shape[-1]
    values["where"] = _where(part, difference, sources)
    for side, result, layer in (("light", light, layers[0]), ("heavy", heavy, layers[1])):
        values[f"{side}_inputs"] = _size(result, layer, "input_shapes")
        values[f"{side}_shape"] = _shape(result)
        values[f"{side}_units"] = _size(result, layer, "output_shapes")
    case = "both" if inputs and units else "inputs" if inputs else "width"
    return case, values


def _where(part: int, difference: int, sources: tuple[str, ...]) -> Phrase:
    """Return how much of the difference of two networks is in their first dense layers."""
    values = {
        "part": computed_count(part, sources, "différence des poids de la première couche dense"),
        "difference": computed_count(difference, sources, "différence des nombres de poids"),
    }
    if part == difference:
        return Phrase("all", values)
    return Phrase("most", values) if part < difference else Phrase("beyond", values)


def _weights(layer: Layer | None) -> int:
    return layer.parameters if layer else 0


def _shape(result: Result) -> Phrase | str:
    """Return the shape of what is flattened; nothing where nothing is."""
    found = flattened(result)
    return Phrase("shape", {"sizes": found}) if found else ""


def _size(result: Result, layer: Layer, shapes: str) -> Quantity:
    rank = next(rank for rank, each in enumerate(result.model.layers) if each is layer)
    last = len(getattr(layer, shapes)[0]) - 1
    return count(read(result, f"/model/layers/{rank}/{shapes}/0/{last}"))
