"""Where the X-rays come from, and how many of each class a model was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from experiments import language
from experiments.errors import ResultError
from experiments.measures.answers import POSITIVE
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count, exact_share
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.formulas.equation import Equation
from generator.formulas.markup import Markup
from generator.formulas.metrics import class_weight

# Why one number on two sides is no proof of one child there (see `experiments.data.patients`).
NUMBERING = Markup(
    "Un même numéro ne désigne pas forcément un seul patient : chaque classe a deux sortes de noms "
    "(<code>IM</code> et <code>NORMAL2-IM</code>, <code>bacteria</code> et <code>virus</code>), sans doute "
    "numérotées à part : un numéro qui est dans plusieurs partitions n’est pas la preuve qu’un enfant l’est."
)
ROUNDING = 1e-9
NAMES = {"train": "entraînement", "validation": "validation", "test": "test"}
SOURCES = {
    "dossier": "le dossier d’images dans sa disposition d’origine",
    "MedMNIST": "le fichier pneumoniamnist_128.npz de MedMNIST, où les noms des fichiers sont perdus",
}
# How each source makes squares of the X-rays.
FRAMINGS = {
    "dossier": "Chaque image est ramenée à un carré de niveaux de gris, sans garder le rapport de la hauteur "
    "à la largeur.",
    "MedMNIST": "Chaque image y est déjà un carré de niveaux de gris, recadré au centre de la radiographie.",
}
# What results count besides copies, as a number or a list of names.
DOUBTS = {
    "labelled_differently": "images présentes sous deux étiquettes",
    "patients_in_several_splits": "numéros de patient présents dans plusieurs partitions",
    "without_patient": "images dont le nom ne donne pas de patient",
}


@dataclass(frozen=True)
class SplitLine:
    """How many images of each class a split holds.

    Attributes
    ----------
    patients : Quantity or None
        Groups of images that may show one patient; None where the result does not say.
    """

    name: str
    images: Quantity
    normal: Quantity
    pneumonia: Quantity
    share: Quantity
    patients: Quantity | None


@dataclass(frozen=True)
class Tally:
    """Something that was counted in the data.

    Attributes
    ----------
    words : str
        What was counted: a partition, files of a kind.
    """

    words: str
    number: Quantity


@dataclass(frozen=True)
class Dataset:
    """The data of one model.

    Attributes
    ----------
    title : str
        Of the model.
    framing : str
        How the X-rays became squares; empty where it is not known.
    grouped : bool
        Whether the files are named by patient.
    redrawn : bool or None
        Whether the validation was drawn again among the published images of training and validation, the test
        being as published; None where the result does not tell.
    produced : str
        Day the result was computed.
    duplicates, shared : Quantity
        Images found more than once; images found in several splits.
    origins : list of Tally
        Images of each published partition, when the result says it.
    doubts : list of Tally
        What else was found in the images that may bias a score, when the result says it.
    set_aside : list of Tally
        Files of the folder that are not of the set, by kind or place.
    weights : list of Equation
        Weight of each class in the loss; empty when all count alike.
    """

    title: str
    source: str
    framing: str
    grouped: bool
    redrawn: bool | None
    produced: str
    duplicates: Quantity
    shared: Quantity
    origins: list[Tally]
    doubts: list[Tally]
    set_aside: list[Tally]
    splits: list[SplitLine]
    weights: list[Equation]

    @property
    def numbering(self) -> Markup:
        """What the numbers of the patients do not tell."""
        return NUMBERING

    @property
    def mostly_ill(self) -> bool:
        """Whether pneumonia is more frequent than not among the training images."""
        return self.splits[0].share.value > 0.5


def dataset(result: Result) -> Dataset:
    """Describe the data of a result.

    Raises
    ------
    ResultError
        If the weights of the classes are not those that their numbers give.
    """
    described = read(result, "/data/description").value
    source = read(result, "/data/description/source").value
    produced = datetime.fromisoformat(result.provenance.produced_at)
    return Dataset(
        title=reference(result).title,
        source=SOURCES.get(source, source),
        framing=FRAMINGS.get(source, ""),
        grouped=bool(described["grouped_by_patient"]),
        redrawn=_redrawn(result, described.get("source_counts", {})),
        produced=language.day(produced),
        duplicates=_length(result, "/data/description/duplicates", "images présentes plusieurs fois"),
        shared=_length(result, "/data/description/shared_between_splits", "images dans plusieurs partitions"),
        origins=_tallies(
            result,
            "source_counts",
            {NAMES[split]: sum(counts) for split, counts in described.get("source_counts", {}).items()},
        ),
        doubts=_doubts(result, described),
        set_aside=_tallies(result, "set_aside", described.get("set_aside", {})),
        splits=[_split(result, split) for split in NAMES],
        weights=_weights(result),
    )


def _redrawn(result: Result, published: Mapping[str, Sequence[int]]) -> bool | None:
    used = {str(split): each.class_counts for split, each in result.data.splits.items()}
    if published.keys() != used.keys():
        return None
    if all([*published[split]] == [*used[split]] for split in NAMES):
        return False
    same_test = [*published["test"]] == [*used["test"]]
    rest = [[*map(sum, zip(of["train"], of["validation"], strict=True))] for of in (published, used)]
    return True if same_test and rest[0] == rest[1] else None


def _split(result: Result, split: str) -> SplitLine:
    base = f"/data/splits/{split}"
    images = count(read(result, f"{base}/count"))
    normal, pneumonia = (count(read(result, f"{base}/class_counts/{label}")) for label in (0, POSITIVE))
    sources = pneumonia.sources + images.sources
    return SplitLine(
        name=NAMES[split],
        images=images,
        normal=normal,
        pneumonia=pneumonia,
        share=exact_share(pneumonia.value / images.value, sources, "pneumonies / images"),
        patients=_patients(result, split, int(images.value)),
    )


def _patients(result: Result, split: str, images: int) -> Quantity | None:
    groups = result.inspection.get("patients", {}).get(split)
    if groups is None:
        return None
    source = f"{result.file}#/inspection/patients/{split}"
    return computed_count(len(set(groups[:images])), (source,), "groupes d’images d’un même patient")


def _length(result: Result, pointer: str, formula: str) -> Quantity:
    reading = read(result, pointer)
    return computed_count(len(reading.value), (reading.source,), formula)


def _tallies(result: Result, name: str, counts: Mapping[str, int]) -> list[Tally]:
    source = f"{result.file}#/data/description/{name}"
    return [Tally(words, computed_count(n, (source,), f"effectif : {words}")) for words, n in counts.items()]


def _doubts(result: Result, described: Mapping[str, Any]) -> list[Tally]:
    found = []
    for name, words in DOUBTS.items():
        if name in described:
            counted = described[name]
            number = counted if isinstance(counted, int) else len(counted)
            found += _tallies(result, name, {words: number})
    return found


def _weights(result: Result) -> list[Equation]:
    used = result.training.class_weights
    if used is None:
        return []
    base = f"{result.file}#/data/splits/train"
    split = result.data.splits["train"]
    equations = [
        class_weight(split.count, len(used), number, (f"{base}/count", f"{base}/class_counts/{label}"))
        for label, number in enumerate(split.class_counts)
    ]
    if any(abs(equation.value - weight) > ROUNDING for equation, weight in zip(equations, used, strict=True)):
        raise ResultError(
            f"{result.file} : /training/class_weights : le modèle a été entraîné avec {used}, les effectifs "
            f"donnent {[equation.value for equation in equations]}. Relancez l’expérience."
        )
    return equations
