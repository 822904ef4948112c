"""Check the number of inputs that the original report gives to the models on HOG features."""

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.facts.quantity import count
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.hog import HogSettings, descriptor_size
from generator.lab.review.arithmetic import parse
from generator.lab.review.check import Check, judged
from generator.lab.review.recomputed import quoted, recomputed
from generator.lab.review.summary_table import read_row

FORMULA, STATED = "formule-de-hog-size", "valeur-de-hog-size"
LINE = re.compile(r"hog_size = (?P<operation>.+?)//\s*=\s*(?P<claimed>\d+)")
VALUE = re.compile(r"hog_size = (?P<claimed>\d+)")
SIZE = r"n_{\text{HOG}}"


def stated_size(line: str) -> int:
    """Return the size that a line gives: ``hog_size = 392``.

    Raises
    ------
    LabError
        If it gives none.
    """
    found = VALUE.search(line)
    if found is None:
        raise LabError(f"« {line} » : cette ligne ne donne pas hog_size. Corrigez la citation.")
    return int(found["claimed"])


def formula_check(line: str, names: Mapping[str, Expression]) -> Check:
    """Check the formula and its value against the size of a real descriptor.

    Parameters
    ----------
    line : str
    names : mapping of Expression
        ``height``, ``width``, ``n_orientations`` and ``pix_p_cell``.
    """
    found = LINE.search(line)
    if found is None:
        raise LabError(f"« {line} » : cette ligne ne calcule pas hog_size. Corrigez la citation.")
    claimed = int(found["claimed"])
    value = parse(found["operation"], names).value
    height, width, bins, side = (
        int(names[name].value) for name in ("height", "width", "n_orientations", "pix_p_cell")
    )
    settings = HogSettings((height, width), (side, side), (1, 1), bins)
    size = Equation(SIZE, descriptor_size(settings))
    if value == claimed == size.value:
        sentence = Markup(
            "La formule donne {} ; compter les cellules, puis leurs orientations, donne le même nombre."
        ).format(recomputed(value, "formule du rapport"))
        return judged(FORMULA, True, sentence, workings=(size,))
    if value != claimed:
        sentence = Markup("La formule donne {}, et non {}.").format(
            recomputed(value, "formule du rapport"), quoted(claimed)
        )
    else:
        sentence = Markup(
            "Les cellules ne couvrent pas toute l’image : celles qui dépassent ne comptent pas, et le "
            "descripteur a {} valeurs."
        ).format(recomputed(size.value, "cellules entières × orientations"))
    return judged(
        FORMULA, False, sentence, workings=(size,), slips=("hog-size",), gist="taille du descripteur"
    )


def stated_check(line: str, rows: Sequence[str], units: int, ours: Result | None) -> Check:
    """Check a size against the weights that the summary gives to the first layer.

    Parameters
    ----------
    line : str
    rows : sequence of str
        Lines of the summary.
    units : int
        Neurons of the first layer.
    ours : Result or None
        Our model of the same rank.
    """
    claimed = stated_size(line)
    if not rows:
        return judged(STATED, None, Markup("Aucun tableau ne permet de vérifier cette taille."))
    weights = int(read_row(rows[0])["count"].replace(",", ""))
    inputs = weights / units - 1
    deduced = recomputed(inputs, "poids de la première couche / neurones, moins le biais")
    if inputs != claimed:
        sentence = Markup("D’après le tableau, la première couche a {} entrées.").format(deduced)
        return judged(STATED, False, sentence, slips=("hog-size",), gist="taille du descripteur")
    sentence = Markup("Le tableau le confirme : ses poids par neurone, biais ôté, font {} entrées.").format(
        deduced
    )
    description = ours.data.description if ours else {}
    if ours and ours.model.input_shape == [claimed] and "orientations" in description:
        sentence += Markup(
            " C’est la taille du descripteur de notre {} : {} orientations, cellules de {} pixels."
        ).format(
            reference(ours).name,
            *(count(read(ours, f"/data/description/{name}")) for name in ("orientations", "pixels_per_cell")),
        )
        return judged(STATED, True, sentence, subjects=(ours.id,))
    return judged(STATED, True, sentence)
