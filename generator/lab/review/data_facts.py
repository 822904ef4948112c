"""Check what the original report says of the data, in its introduction and in Partie 2."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from experiments.language import enumeration
from experiments.results.schema import Result
from generator.facts.quantity import computed_count
from generator.lab.review.arithmetic import whole_number_in
from generator.lab.review.check import Check, judged
from generator.lab.review.recomputed import recomputed

SIZE, CLASSES, METHODS, ANNOUNCED = "taille-des-images", "nombre-de-classes", "methodes", "partie-annoncee"
SIDES = re.compile(r"(\d+)x(\d+) pixels")
COUNTS = {"deux": 2, "trois": 3, "quatre": 4}


def stated_sides(quotation: str) -> tuple[int, int]:
    """Return the height and width that the report gives to an image."""
    found = SIDES.search(quotation)
    assert found is not None, quotation
    return int(found[1]), int(found[2])


def size_check(quotation: str, images: Sequence[Result]) -> Check:
    """Check the size of an image against the models that receive images."""
    sides = stated_sides(quotation)
    shapes = {tuple(result.model.input_shape[:2]) for result in images}
    subjects = tuple(result.id for result in images)
    if shapes == {sides}:
        sentence = Markup(
            "C’est la taille des images de nos {} CNN ; mise à plat, une image a {} pixels."
        ).format(
            computed_count(len(images), _sources(images, "/model/input_shape"), "nombre de modèles"),
            recomputed(sides[0] * sides[1], "hauteur × largeur"),
        )
        return judged(SIZE, True, sentence, subjects=subjects)
    height, width = (
        computed_count(size, _sources(images[:1], f"/model/input_shape/{axis}"), "taille de l’image")
        for axis, size in enumerate(images[0].model.input_shape[:2])
    )
    sentence = Markup("Nos images ont {} × {} pixels.").format(height, width)
    return judged(SIZE, False, sentence, subjects=subjects, slips=("taille",), gist="taille des images")


def classes_check(quotation: str, result: Result) -> Check:
    """Check the number of classes against the data of a result."""
    claimed, classes = whole_number_in(quotation), result.data.classes
    number = computed_count(len(classes), _sources([result], "/data/classes"), "nombre de classes")
    right = claimed == len(classes)
    sentence = Markup("Nos données en ont {} : {}.").format(number, _names(result))
    return judged(
        CLASSES,
        right,
        sentence,
        subjects=(result.id,),
        slips=() if right else ("classes",),
        gist="" if right else "nombre de classes",
    )


def methods_check(quotation: str, headings: Sequence[str]) -> Check:
    """Check that the report has as many experiments on digits as it announces."""
    claimed = next(number for word, number in COUNTS.items() if f"{word} méthodes" in quotation)
    number = recomputed(len(headings), "titres de la Partie 2")
    right = claimed == len(headings)
    sentence = Markup("Les expériences de la Partie 2 sont au nombre de {}.").format(number)
    return judged(METHODS, right, sentence, gist="" if right else "nombre d’expériences")


def announced_check(empty: bool) -> Check:
    """Check that an announced part was written."""
    if empty:
        return judged(ANNOUNCED, None, Markup("La Partie 4 est vide : rien n’y est dit de ce CNN."))
    return judged(ANNOUNCED, True, Markup("La Partie 4 en parle."))


def _names(result: Result) -> Markup:
    source = _sources([result], "/data/classes")[0]
    names = [Markup('<span data-source="{}">{}</span>').format(source, name) for name in result.data.classes]
    return enumeration(names)


def _sources(results: Sequence[Result], pointer: str) -> tuple[str, ...]:
    return tuple(f"{result.file}#{pointer}" for result in results)
