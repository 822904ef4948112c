"""Other answers of models with many classes."""

import numpy as np
from numpy.random import Generator

from tests.perturbation.judged import Judged
from tests.perturbation.records import Record, Records
from tests.perturbation.training import answer, answers, splits_of

FAMILIES = ("mlp-raw", "mlp-hog", "cnn-digits")
ASKED = ("validation", "test")


def digit_models(records: Records) -> list[str]:
    """Return the ids of the models that read digits."""
    return [identifier for family in FAMILIES for identifier in records.family(family)]


def any_model(records: Records, rng: Generator) -> str:
    """Draw one of them."""
    return str(rng.choice(digit_models(records)))


def two_models(records: Records, rng: Generator) -> tuple[str, str]:
    """Draw two of them, the same one twice when there is no other; most often of one family."""
    models = digit_models(records)
    first = str(rng.choice(models))
    family = records.results[first]["family"]
    near = [each for each in records.family(family) if each != first]
    others = near if near and rng.random() < 0.6 else [each for each in models if each != first]
    return first, str(rng.choice(others or [first]))


def exchange_answers(records: Records, rng: Generator) -> str:
    """Let two models give each other's answers, on one split or on both."""
    first, second = two_models(records, rng)
    splits = ASKED if rng.random() < 0.5 else (str(rng.choice(ASKED)),)
    pairs = zip(records.trainings(first), records.trainings(second), strict=False)
    for here, there in pairs:
        for split in splits:
            mine, other = answers(here, split), answers(there, split)
            answer(here, split, other)
            answer(there, split, mine)
    return f"{first} et {second} échangent leurs réponses ({', '.join(splits)})"


def copy_answers(records: Records, rng: Generator) -> str:
    """Let a model answer as another one everywhere, whatever the seed."""
    first, second = two_models(records, rng)
    for here, there in zip(records.trainings(first), records.trainings(second), strict=False):
        for split in ASKED:
            answer(here, split, answers(there, split))
    return f"{first} répond comme {second}"


def tie(records: Records, rng: Generator) -> str:
    """Let all the models of a family answer alike on a split, or on both."""
    family = str(rng.choice(FAMILIES))
    models = records.family(family)
    splits = ASKED if rng.random() < 0.5 else (str(rng.choice(ASKED)),)
    for other in models[1:]:
        for here, there in zip(records.trainings(other), records.trainings(models[0]), strict=False):
            for split in splits:
                answer(here, split, answers(there, split))
    return f"tous les modèles de {family} répondent de même ({', '.join(splits)})"


def equal_scores(records: Records, rng: Generator) -> str:
    """Let a model be wrong as often as another one, but about other images."""
    first, second = two_models(records, rng)
    more = int(rng.integers(0, 2))
    for here, there in zip(records.trainings(first), records.trainings(second), strict=False):
        for split in ASKED:
            other = answers(there, split)
            errors = min(np.count_nonzero(~other.right) + more, len(other.labels))
            wrong = rng.choice(len(other.labels), errors, replace=False)
            answer(here, split, other.answering(wrong_on(other, wrong, rng), rng))
    return f"{first} se trompe aussi souvent que {second}, à {more} près"


def lose(records: Records, rng: Generator) -> str:
    """Let a model be wrong about more images."""
    model, share = any_model(records, rng), float(rng.choice([0.0005, 0.005, 0.05, 0.5, 1.0]))
    for training in records.trainings(model):
        for split in splits_of(training):
            given = answers(training, split)
            wrong = rng.choice(len(given.labels), max(1, int(share * len(given.labels))), replace=False)
            answer(training, split, given.answering(wrong_on(given, wrong, rng, given.predictions), rng))
    return f"{model} se trompe sur {share:.2%} des images de plus"


def gain(records: Records, rng: Generator) -> str:
    """Let a model be right about some of the images that it missed, or all but so many."""
    model = any_model(records, rng)
    left = int(rng.choice([0, 1, 2, 5, 20]))
    only = [str(rng.choice(ASKED))] if rng.random() < 0.3 else ["train", *ASKED]
    for training in records.trainings(model):
        for split in splits_of(training):
            if split in only:
                answer(training, split, all_but(answers(training, split), left, rng))
    return f"{model} se trompe sur {left} images au plus ({', '.join(only)})"


def guess(records: Records, rng: Generator) -> str:
    """Let a model answer at random, or always the same."""
    model, constant = any_model(records, rng), rng.random() < 0.5
    for training in records.trainings(model):
        guess_of(training, constant, rng)
    return f"{model} répond {'toujours la même chose' if constant else 'au hasard'}"


def guess_of(training: Record, constant: bool, rng: Generator) -> None:
    """Let one training answer at random, or always the same, on every split."""
    said = int(rng.integers(0, answers(training, "test").classes))
    for split in splits_of(training):
        given = answers(training, split)
        drawn = rng.integers(0, given.classes, len(given.labels))
        answer(training, split, given.answering(np.full_like(drawn, said) if constant else drawn, rng))


def confuse(records: Records, rng: Generator) -> str:
    """Let a model take a class for another one, one way or both."""
    model, share, both = any_model(records, rng), float(rng.choice([0.01, 0.1, 1.0])), rng.random() < 0.5
    first, second = rng.choice(10, 2, replace=False)
    for training in records.trainings(model):
        for split in ASKED:
            given = answers(training, split)
            said = given.predictions.copy()
            for truth, taken in ((first, second), (second, first))[: 1 + both]:
                turned = (given.labels == truth) & (rng.random(len(said)) < share)
                said[turned] = taken
            answer(training, split, given.answering(said, rng))
    return f"{model} prend {share:.0%} des {first} pour des {second}{', et l’inverse' if both else ''}"


def agree(records: Records, rng: Generator) -> str:
    """Let every model be wrong about the same images, with the same answers or not."""
    alike = rng.random() < 0.5
    tests = [answers(records.results[model], "test") for model in digit_models(records)]
    shared = rng.choice(len(tests[0].labels), min(int(rng.integers(1, 30)), len(tests[0].labels)), False)
    said = wrong_on(tests[0], shared, rng)
    for model, test in zip(digit_models(records), tests, strict=True):
        wrong = said if alike else wrong_on(test, shared, rng)
        predictions = test.predictions.copy()
        predictions[shared] = wrong[shared]
        answer(records.results[model], "test", test.answering(predictions, rng))
    return f"tous les modèles se trompent sur {len(shared)} images{', de la même façon' if alike else ''}"


def all_but(given: Judged, left: int, rng: Generator) -> Judged:
    """Return right answers, but for so many of the wrong ones."""
    missed = np.flatnonzero(~given.right)
    kept = rng.choice(missed, min(left, len(missed)), replace=False)
    predictions = given.labels.copy()
    predictions[kept] = given.predictions[kept]
    return given.answering(predictions, rng)


def wrong_on(
    given: Judged, ranks: np.ndarray, rng: Generator, otherwise: np.ndarray | None = None
) -> np.ndarray:
    """Return answers that are wrong about these images, and right (or as before) about the others."""
    predictions = (given.labels if otherwise is None else otherwise).copy()
    shift = rng.integers(1, given.classes, len(ranks))
    predictions[ranks] = (given.labels[ranks] + shift) % given.classes
    return predictions
