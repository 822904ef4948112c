"""The errors that models share: where they fall, and the test images that none of them classifies rightly."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments import language
from experiments.errors import ResultError
from experiments.measures.shared_errors import misreadings
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.facts.pictures import check_png
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.formulas.markup import enumeration
from generator.rules.decision import Outcome, Verdict
from generator.rules.missed_by_all import missed_by_all
from generator.rules.same_errors import same_errors_of
from generator.statistics.choice import select

SHOWN = 24


@dataclass(frozen=True)
class WrongAnswer:
    """A digit that models read where there is another.

    Attributes
    ----------
    models : Quantity
        How many read it; its formula names them.
    counted : bool
        Whether several were asked.
    """

    digit: str
    models: Quantity
    counted: bool


@dataclass(frozen=True)
class MissedImage:
    """A test image that every model misreads.

    Attributes
    ----------
    index : Quantity
        Rank in the test split, from zero.
    png : str
        The picture, in base 64.
    answers : list of WrongAnswer
        The most frequent first.
    sources : tuple of str
        Of the picture and of the label.
    """

    index: Quantity
    png: str
    truth: str
    answers: list[WrongAnswer]
    alternative: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Gallery:
    """The first test images that every model misreads.

    Attributes
    ----------
    images : list of MissedImage
        `SHOWN` at most.
    """

    images: list[MissedImage]
    shown: Quantity
    total: Quantity


@dataclass(frozen=True)
class CommonErrors:
    """The errors that models share.

    Attributes
    ----------
    pairs : list of Verdict
        Whether the models that validation selects, one per experiment, err on the same images.
    missed : Verdict
        Whether some images are misread by every model.
    gallery : Gallery or None
        These images; None when there are none.
    """

    pairs: list[Verdict]
    missed: Verdict
    gallery: Gallery | None


def common_errors(results: Sequence[Result]) -> CommonErrors:
    """Compare the test errors of all the models.

    Raises
    ------
    ResultError
        If the results are not about the same images, or lack the picture of one to be shown.
    """
    missed = missed_by_all(results)
    trainings = [training for result in results for training in result.trainings]
    wrong = misreadings([training.evaluation["test"] for training in trainings]).tolist()
    sources = (f"{results[0].file}#/evaluation/test/labels", *map(_predictions, trainings))
    ranks = [rank for rank, models in enumerate(wrong) if models == len(trainings)]
    families = grouped(results, lambda result: result.family)
    return CommonErrors(
        pairs=same_errors_of([select(family) for family in families.values()]),
        missed=missed,
        gallery=gallery_of(results, ranks, len(ranks), sources) if missed.outcome is Outcome.TRUE else None,
    )


def _predictions(training: Result | Replicate) -> str:
    return f"{training.file}#/evaluation/test/predictions"


def gallery_of(
    results: Sequence[Result], ranks: Sequence[int], total: int, sources: tuple[str, ...]
) -> Gallery:
    """Show the first of some test images that the first result misclassifies, with what all answer.

    Parameters
    ----------
    results : sequence of Result
    ranks : sequence of int
        The images, of which the first result keeps the pictures.
    total : int
        How many there are in all, those without a picture among them.
    sources : tuple of str
        Where the answers are.

    Raises
    ------
    ResultError
        If a picture is missing.
    """
    shown = ranks[:SHOWN]
    return Gallery(
        images=[_missed_image(results, rank) for rank in shown],
        shown=computed_count(len(shown), sources, "images montrées ici"),
        total=computed_count(total, sources, "images à montrer"),
    )


def kept_images(result: Result) -> set[int]:
    """Return the test images of which a result keeps the picture."""
    return {int(entry["index"]) for entry in result.inspection.get("misread", [])}


def _missed_image(results: Sequence[Result], rank: int) -> MissedImage:
    first = results[0]
    entry = _entry(first, rank)
    index, picture = read(first, f"{entry}/index"), read(first, f"{entry}/png")
    check_png(picture)
    truth = first.data.classes[int(first.evaluation["test"].labels[rank])]
    answers = _wrong_answers(results, rank)
    said = enumeration([_spoken(answer) for answer in answers])
    return MissedImage(
        index=count(index),
        png=picture.value,
        truth=truth,
        answers=answers,
        alternative=f"Image {language.integer(rank)} du test : un {truth} ; réponses : {said}.",
        sources=(picture.source, f"{first.file}#/evaluation/test/labels"),
    )


def _wrong_answers(results: Sequence[Result], rank: int) -> list[WrongAnswer]:
    readers = grouped(results, lambda result: result.evaluation["test"].predictions[rank])
    answers = []
    for label, models in sorted(readers.items(), key=lambda item: -len(item[1])):
        names = enumeration([result.names.model for result in models])
        number = computed_count(len(models), tuple(map(_predictions, models)), f"modèles : {names}")
        answers.append(WrongAnswer(results[0].data.classes[int(label)], number, len(results) > 1))
    return answers


def _spoken(answer: WrongAnswer) -> str:
    models = language.plural(answer.models.value, "modèle", "modèles")
    return f"{answer.digit} par {answer.models.text} {models}"


def _entry(result: Result, rank: int) -> str:
    """Return the JSON path of what a result keeps of the test image `rank`, that its model misreads."""
    kept = read(result, "/inspection/misread").value
    for place in range(len(kept)):
        path = f"/inspection/misread/{place}"
        if read(result, f"{path}/index").value == rank:
            return path
    raise ResultError(
        f"{result.file} : /inspection/misread : le dessin de l’image {rank} du test, que le modèle classe "
        f"mal, manque. Réentraînez-le : « make report ONLY={result.id} FORCE=1 »."
    )
