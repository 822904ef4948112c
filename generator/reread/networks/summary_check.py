"""Check a printed summary against itself: each layer by its formula, then the totals."""

from collections.abc import Iterator

from generator.reread.arithmetic.slips import near
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.derivation import derived_layer
from generator.reread.networks.stated import Shape, StatedLayer
from generator.reread.networks.summary import TAG, Summary

ROW, TOTAL, SHAPE = "poids-du-resume", "total-du-resume", "forme-du-resume"
# Their weights follow from the shapes that a summary prints.
POOLED = frozenset({"MaxPooling2D", "AveragePooling2D"})
PLAIN = frozenset({"Flatten", "Dropout", "BatchNormalization", "Activation"})


def summary_findings(summary: Summary) -> Iterator[Finding]:
    """Go through what does not hold in a summary."""
    wrong = False
    shape = summary.input_shape
    yield from _shapes(summary)
    for layer, line in zip(summary.network.layers, summary.rows, strict=True):
        known = shape if summary.chained else None
        right = _right_count(layer, known)
        if right is not None and layer.parameters not in right:
            wrong = True
            yield Finding(
                ROW,
                line.place,
                quoted(TAG.sub("", line.text)),
                Verdict.FALSE,
                f"La couche {layer.label} ne peut pas avoir {shown(layer.parameters or 0)} poids : "
                f"il y en a {' ou '.join(map(shown, right)) or 'un autre nombre'} avec ces dimensions.",
                _computation(layer, known),
                shown(right[0]) if right else "",
            )
        shape = layer.output_shape
    if not wrong:
        yield from _totals(summary)


def _shapes(summary: Summary) -> Iterator[Finding]:
    """Find maps that no window makes of those before: larger ones, with other sides, or more of them."""
    shape = summary.input_shape
    for layer, line in zip(summary.network.layers, summary.rows, strict=True):
        known, shape = shape, layer.output_shape
        if not summary.chained or not known or not shape or len(known) != 3 or len(shape) != 3:
            continue
        pooled = layer.type in POOLED
        if layer.type != "Conv2D" and not pooled:
            continue
        larger = any(out > entered for out, entered in zip(shape[:2], known[:2], strict=True))
        turned = known[0] == known[1] and shape[0] != shape[1]
        if larger or turned or (pooled and shape[2] != known[2]):
            yield Finding(
                SHAPE,
                line.place,
                quoted(TAG.sub("", line.text)),
                Verdict.DOUBT if turned and not larger else Verdict.FALSE,
                f"La couche {layer.label} reçoit {_sides(known)} : elle n’en fait pas {_sides(shape)}.",
                "",
            )


def _sides(shape: Shape) -> str:
    return " × ".join(map(str, shape))


def _right_count(layer: StatedLayer, shape: Shape | None) -> tuple[int, ...] | None:
    """Return the counts that a layer may have, biases included first; None when nothing tells."""
    output, count = layer.output_shape, layer.parameters
    right: tuple[int, ...] | None = None
    if not output or count is None:
        return right
    divides = count % output[-1] == 0
    if layer.type == "Dense" and shape:
        right = ((shape[-1] + 1) * output[-1], shape[-1] * output[-1])
    elif layer.type in ("Dense", "Conv1D", "Conv2D", "Conv3D"):
        whole = shape is None or any(
            each % shape[-1] == 0 for each in (count // output[-1], count // output[-1] - 1)
        )
        right = None if divides and whole else ()
    elif layer.type.endswith(("Pooling2D", "Pooling1D")):
        right = (0,)
    elif layer.type in PLAIN and shape:
        found = derived_layer(layer, shape).parameters
        right = None if found is None else (found,)
    return right


def _computation(layer: StatedLayer, shape: Shape | None) -> str:
    if layer.type != "Dense" or not shape or not layer.output_shape:
        return ""
    inputs, units = shape[-1], layer.output_shape[-1]
    return f"{inputs} × {units} + {units} = {shown((inputs + 1) * units)}"


def _totals(summary: Summary) -> Iterator[Finding]:
    parts = [summary.totals[kind][0] for kind in ("trainable", "non-trainable") if kind in summary.totals]
    optimizer = summary.totals.get("optimizer", (0, None))[0]
    rows = summary.network.total
    if rows is None or "total" not in summary.totals:
        return
    total, line = summary.totals["total"]
    agrees = len(parts) == 2 and sum(parts) == rows
    if total == rows and len(parts) == 2 and not agrees and any(near(part, rows) for part in parts):
        total, line = summary.totals["trainable" if near(parts[0], rows) else "non-trainable"]
    elif total in (rows, rows + optimizer) or (agrees and not near(total, rows)):
        return
    yield Finding(
        TOTAL,
        line.place,
        quoted(TAG.sub("", line.text)),
        Verdict.FALSE,
        f"Les couches de ce résumé ont {shown(rows)} poids en tout, et non {shown(total)}.",
        " + ".join(shown(layer.parameters) for layer in summary.network.layers if layer.parameters)
        + f" = {shown(rows)}",
        shown(rows),
    )
