"""Networks written as Keras code, and as the summaries that Keras prints."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Layer:
    """A layer and its count; `units` are neurons or filters, `inputs` values or channels."""

    type: str
    units: int
    inputs: int
    kernel: int
    output: tuple[int, ...]
    parameters: int


def _made(layer: Layer, first: str = "") -> str:
    return {
        "Dense": f"Dense({layer.units}{first}, activation='relu')",
        "Dropout": "Dropout(0.5)",
        "Conv2D": f"Conv2D({layer.units}, ({layer.kernel}, {layer.kernel}){first}, padding='same')",
        "MaxPooling2D": "MaxPooling2D(pool_size=(2, 2))",
        "Flatten": "Flatten()",
    }[layer.type]


def code_of(layers: list[Layer], style: str, *, unconnected: bool) -> tuple[str, int]:
    """Return the code of a network, and the rank of the line of its unconnected layer."""
    deep = layers[0].type == "Conv2D"
    shape = "(28, 28, 1)" if deep else f"({layers[0].inputs},)"
    if style == "functional":
        lines, held, apart = [f"l0 = Input(shape={shape})"], "l0", 0
        for rank, layer in enumerate(layers, start=1):
            lines.append(f"l{rank} = {_made(layer)}({held})")
            held = f"l{rank}"
            if unconnected and layer.type == "Conv2D" and not apart:
                apart = len(lines)
                lines.append(f"extra = MaxPooling2D(pool_size=(2, 2))({held})")
        return "\n".join([*lines, f"model = Model(inputs=l0, outputs={held})"]), apart
    made = [_made(layer, f", input_shape={shape}" if rank == 0 else "") for rank, layer in enumerate(layers)]
    if style == "add":
        return "\n".join(["model = Sequential()", *(f"model.add({each})" for each in made)]), 0
    return "model = Sequential([\n" + "".join(f"    {each},\n" for each in made) + "])", 0


def summary_of(layers: list[Layer], draw: Random, error: str) -> tuple[str, int]:
    """Return a summary, and the rank of its wrong line."""
    wrong = draw.choice([rank for rank, layer in enumerate(layers) if layer.type == "Dense" and rank])
    counts = [
        layer.parameters + (layer.units // 2 or 1) if error == "row" and rank == wrong else layer.parameters
        for rank, layer in enumerate(layers)
    ]
    total = sum(counts) + (1000 if error == "printed" else 0)
    rows = [
        (f"layer_{rank} ({layer.type})", f"(None, {', '.join(map(str, layer.output))})", count)
        for rank, (layer, count) in enumerate(zip(layers, counts, strict=True))
    ]
    kind = draw.choice(("lines", "boxes", "table"))
    if kind == "table":
        text = ["| Layer (type) | Output Shape | Param # |", "| --- | --- | --- |"]
        text += [f"| {name} | {shape} | {count:,} |" for name, shape, count in rows]
        text += ["", f"Total params: {total:,}"]
        first, last = 2, len(text) - 1
    elif kind == "boxes":
        text = [
            "```",
            f"┃ {'Layer (type)':<30} ┃ {'Output Shape':<22} ┃ {'Param #':>12} ┃",
            "┡" + "━" * 70 + "┩",
        ]
        for name, shape, count in rows:
            text += [f"│ {name:<30} │ {shape:<22} │ {count:>12,} │", "├" + "─" * 70 + "┤"]
        text += [f" Total params: {total:,} (1.55 MB)", "```"]
        first, last = 3, len(text) - 2
    else:
        text = ["```", f" {'Layer (type)':<28}{'Output Shape':<26}{'Param #':<10}", "=" * 65]
        for name, shape, count in rows:
            text += [f" {name:<28}{shape:<26}{count:<10}", " " * 65]
        text += ["=" * 65, f"Total params: {total:,}", f"Trainable params: {total:,}", "```"]
        first, last = 3, len(text) - 3
    step = 1 if kind == "table" else 2
    return "\n".join(text), first + step * wrong if error == "row" else last
