"""Other models: exchanged, absent, of other sizes, trained in other ways."""

import copy
import math
from typing import Any

from numpy.random import Generator

from tests.perturbation.digits import digit_models
from tests.perturbation.judged import Judged
from tests.perturbation.records import Record, Records, set_component
from tests.perturbation.training import answer, answers, splits_of

# What says which model a record is: two that change places keep it.
PLACE = ("id", "position", "names")


def exchange(records: Records, rng: Generator) -> str:
    """Let two models of a family change places."""
    family = records.results[str(rng.choice(list(records.results)))]["family"]
    models = records.family(family)
    first, second = (str(each) for each in rng.choice(models, 2)) if len(models) > 1 else (models[0],) * 2
    trainings = {each: records.trainings(each) for each in (first, second)}
    places = {each: {name: trainings[each][0][name] for name in PLACE} for each in (first, second)}
    for here, there in {(first, second), (second, first)}:
        moved = copy.deepcopy(trainings[here])
        for training in moved:
            kept = PLACE if "position" in training else PLACE[:1]
            training |= {name: places[there][name] for name in kept}
        records.results[there], records.replicates[there] = moved[0], moved[1:]
    return f"{first} et {second} échangent leurs places"


def remove(records: Records, rng: Generator) -> str:
    """Keep one model of a family, or all but one."""
    family = records.results[str(rng.choice(list(records.results)))]["family"]
    models = records.family(family)
    gone = [str(rng.choice(models))] if rng.random() < 0.5 else models[1:]
    for model in gone if len(models) > 1 else ():
        del records.results[model], records.replicates[model]
    return f"sans {', '.join(gone)}"


def resize(records: Records, rng: Generator) -> str:
    """Give the first dense layer of a model another number of units."""
    record = records.results[str(rng.choice(list(records.results)))]
    layers = record["model"]["layers"]
    dense = [rank for rank, layer in enumerate(layers) if layer["type"] == "Dense"]
    if len(dense) < 2:
        return "aucune couche à redimensionner"
    units = int(rng.choice([1, 2, 3, 10, 700, 4000]))
    before = layers[dense[0]]["config"]["units"]
    set_units(record, units)
    return f"{record['id']} : {before} → {units} neurones"


def set_units(record: Record, units: int) -> None:
    """Give the first dense layer of a model so many units; another dense layer follows it."""
    layers = record["model"]["layers"]
    dense = [rank for rank, layer in enumerate(layers) if layer["type"] == "Dense"]
    before, first = layers[dense[0]]["config"]["units"], dense[0]
    layers[first]["config"]["units"] = units
    for layer in layers[first : dense[1] + 1]:
        if layer is not layers[first]:
            _set_shape(layer, "input_shapes", units)
        if layer is not layers[dense[1]]:
            _set_shape(layer, "output_shapes", units)
        for variable in layer["variables"]:
            _resize_variable(variable, layer, layers[first])
        _recount(layer)
    _total(record)
    _step_within(record)
    record["code"] = record["code"].replace(f"Dense({before}", f"Dense({units}", 1)


def drop_bias(records: Records, rng: Generator) -> str:
    """Take away the biases of the last layer of a model."""
    record = records.results[str(rng.choice(list(records.results)))]
    layer = record["model"]["layers"][-1]
    layer["config"]["use_bias"] = False
    layer["variables"] = [each for each in layer["variables"] if each["name"] != "bias"]
    _recount(layer)
    _total(record)
    return f"{record['id']} : dernière couche sans biais"


def train_otherwise(records: Records, rng: Generator) -> str:
    """Give a model, or its family, other settings of training."""
    record = records.results[str(rng.choice(list(records.results)))]
    models = records.family(record["family"]) if rng.random() < 0.5 else [record["id"]]
    size, rate = int(rng.choice([1, 2, 128, 100000])), float(rng.choice([1.0, 0.01, 1e-7]))
    for model in models:
        for training in records.trainings(model):
            set_component(training, "réglage batch_size", str(size))
            training["history"]["learning_rate"] = [rate] * len(training["history"]["loss"])
        settings = records.results[model]["training"]
        settings["batch_size"] = size
        settings["optimizer"]["arguments"]["learning_rate"] = rate
    return f"{', '.join(models)} : lots de {size}, taux {rate}"


def compute_otherwise(records: Records, rng: Generator) -> str:
    """Let a model, or its family, be trained in another precision, or by another backend."""
    record = records.results[str(rng.choice(list(records.results)))]
    models = records.family(record["family"]) if rng.random() < 0.5 else [record["id"]]
    precision = str(rng.choice(["float32", "mixed_bfloat16", "mixed_float16", "float64"]))
    backend = str(rng.choice(["tensorflow", "jax", "torch"]))
    for model in models:
        for training in records.trainings(model):
            set_component(training, "réglage precision", repr(precision))
            set_component(training, "réglage backend", repr(backend))
        records.results[model]["training"] |= {"precision": precision, "backend": backend}
    return f"{', '.join(models)} : {precision}, {backend}"


def exchange_training(records: Records, rng: Generator) -> str:
    """Train a model with the optimiser of the other part of the report."""
    digits = digit_models(records)
    others = [model for model in records.results if model not in digits]
    if not digits or not others:
        return "un seul optimiseur"
    here, there = (records.results[str(rng.choice(models))] for models in (digits, others))
    for part in (here, there):
        assert part["worked_step"]
    mine = here["training"]["optimizer"], here["worked_step"]
    here["training"]["optimizer"], here["worked_step"] = there["training"]["optimizer"], there["worked_step"]
    there["training"]["optimizer"], there["worked_step"] = mine
    return f"{here['id']} et {there['id']} échangent leurs optimiseurs"


def time_otherwise(records: Records, rng: Generator) -> str:
    """Let trainings take other times."""
    times = (0.0, 0.04, 0.6, 1.2, 29.94, 59.6, 89.9, 102.0, 139.0, 3599.0, 5400.0, 90000.0, 3e6)
    for training in records.every_training():
        training["provenance"]["seconds"] = float(rng.choice(times))
    return "d’autres durées"


def weigh_errors(records: Records, rng: Generator) -> str:
    """Let the losses of a model be extreme, its answers being the same."""
    model = str(rng.choice(digit_models(records)))
    factor = float(rng.choice([0.0, 1e-9, 1e-3, 1e3]))
    for training in records.trainings(model):
        for split in splits_of(training):
            given = answers(training, split)
            losses = given.losses * factor
            scaled = Judged(given.labels, given.predictions, losses, None, given.classes)
            samples = copy.deepcopy(training.get("samples"))
            answer(training, split, scaled)
            if samples:
                training["samples"] = samples
    return f"pertes de {model} × {factor:g}"


def _set_shape(layer: Record, name: str, units: int) -> None:
    layer[name] = [[*shape[:-1], units] for shape in layer[name]]


def _resize_variable(variable: dict[str, Any], layer: Record, first: Record) -> None:
    units = first["config"]["units"]
    if layer is first:
        variable["shape"][-1] = units
    elif len(variable["shape"]) > 1:
        variable["shape"][-2] = units
    elif layer["type"] != "Dense":
        variable["shape"] = [units]


def _recount(layer: Record) -> None:
    sizes = [(math.prod(each["shape"]), each["trainable"]) for each in layer["variables"]]
    layer["parameters"] = sum(size for size, _ in sizes)
    layer["trainable_parameters"] = sum(size for size, trainable in sizes if trainable)


def _total(record: Record) -> None:
    for name in ("parameters", "trainable_parameters"):
        record["model"][name] = sum(layer[name] for layer in record["model"]["layers"])


def _step_within(record: Record) -> None:
    """Let the worked step be about a weight that is still there."""
    step, last = record["worked_step"], record["model"]["layers"][-1]["name"]
    step["variable"], step["index"] = f"sequential/{last}/kernel", [0, 0]
