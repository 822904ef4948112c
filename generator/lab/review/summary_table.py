"""Check the table of ``model.summary()`` that the original report copies: layers, totals, sizes in memory."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from experiments.errors import LabError
from generator.formulas.expression import Expression
from generator.formulas.layers.layer import Layer
from generator.formulas.weights import total_count, weight_count
from generator.lab.review.check import Row, TableFinding, judged
from generator.lab.review.recomputed import Recomputed, shown

CODE = "ligne-du-resume"
ROW = re.compile(r"(?P<name>\w+ \((?P<type>\w+)\)) │ \(None, (?P<size>\d+)\) │ (?P<count>[\d,]+)")
TOTAL = re.compile(r"(?P<name>.+): (?P<count>[\d,]+) \((?P<size>[\d.]+ [KMG]?B)\)")
# Keras shows sizes as 32-bit floats, in units of 1024.
BYTES_PER_WEIGHT = 4
UNITS = ("B", "KB", "MB", "GB")
UNIT_STEP = 1024


def summary_table(
    title: str, rows: Sequence[str], totals: Sequence[str], layers: Sequence[Layer]
) -> TableFinding:
    """Check the lines of a summary against the network of the code.

    Parameters
    ----------
    title : str
        Which model it is about.
    rows : sequence of str
        One per layer.
    totals : sequence of str
        All weights, those that are trained, the others.
    layers : sequence of Layer
    """
    everything = total_count(layers)
    # The layers that the code can make train all their weights or none.
    trained = total_count([layer for layer in layers if layer.config.get("trainable", True)])
    expected = (everything, trained, everything - trained)
    return TableFinding(
        caption=f"{title} : le tableau de model.summary(), recalculé",
        columns=("Ligne", "Rapport", "Recalculé"),
        rows=(
            *(_layer_row(row, layer) for row, layer in zip(rows, layers, strict=True)),
            *(_total_row(row, count) for row, count in zip(totals, expected, strict=True)),
        ),
    )


def memory_size(weights: int) -> str:
    """Return the size of so many weights as Keras writes it."""
    size, unit = float(weights * BYTES_PER_WEIGHT), 0
    while size >= UNIT_STEP and unit < len(UNITS) - 1:
        size /= UNIT_STEP
        unit += 1
    return f"{size:.2f} {UNITS[unit]}"


def read_row(line: str) -> re.Match[str]:
    """Read a line about a layer: its ``name``, ``type``, ``size`` and ``count``.

    Raises
    ------
    LabError
        If it does not have the form that Keras gives it.
    """
    return _read(ROW, line)


def _layer_row(line: str, layer: Layer) -> Row:
    written = read_row(line)
    count = weight_count(layer)
    faults = []
    if written["type"] != layer.type:
        faults.append(Markup("le code crée ici une couche <code>{}</code>").format(layer.type))
    if int(written["size"]) != layer.output_shape[-1]:
        faults.append(Markup("le code donne une autre taille de sortie"))
    if _integer(written["count"]) != count.value:
        faults.append(Markup("le nombre de poids est faux"))
    size = Recomputed(
        layer.output_shape[-1], str(layer.output_shape[-1]), "sorties de la couche, selon le code"
    )
    return Row(
        name=written["name"],
        written=f"(None, {written['size']}), {written['count']}",
        expected=Markup("(None, {}), {}").format(size, shown(count, "formule des poids de la couche")),
        check=judged(CODE, not faults, Markup(" ; ").join(faults), gist="ligne du résumé"),
    )


def _total_row(line: str, count: Expression) -> Row:
    written = _read(TOTAL, line)
    size = memory_size(int(count.value))
    faults = []
    if _integer(written["count"]) != count.value:
        faults.append(Markup("le nombre de poids est faux"))
    if written["size"] != size:
        faults.append(Markup("la taille en mémoire est fausse"))
    in_memory = Recomputed(
        count.value * BYTES_PER_WEIGHT,
        size.replace(".", ","),
        "4 octets par poids, 1 KB = 1024 octets, 1 MB = 1024 KB",
    )
    return Row(
        name=written["name"],
        written=f"{written['count']} ({written['size']})",
        expected=Markup("{} ({})").format(shown(count, "somme sur les couches"), in_memory),
        check=judged(CODE, not faults, Markup(" ; ").join(faults), gist="ligne du résumé"),
    )


def _read(pattern: re.Pattern[str], line: str) -> re.Match[str]:
    found = pattern.fullmatch(line)
    if found is None:
        raise LabError(
            f"« {line} » : cette ligne n’a pas la forme d’une ligne de model.summary(). Corrigez la citation."
        )
    return found


def _integer(text: str) -> int:
    return int(text.replace(",", ""))
