"""The images that a model misreads most surely, each under its occlusion map."""

import base64
import io
from typing import TYPE_CHECKING, Any

from experiments import language
from experiments.errors import ResultError
from experiments.figures.drawing import Drawing
from experiments.figures.kind import OfResult
from experiments.figures.nearly import neither_all_nor_nothing
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Map = tuple[tuple[float, ...], ...]
FAINTEST = 0.02  # opacity under which a cell is not worth drawing
DEEPEST = 0.65
DECIMALS = 3
PLACES = (
    ("en haut à gauche", "en haut", "en haut à droite"),
    ("à gauche", "au centre", "à droite"),
    ("en bas à gauche", "en bas", "en bas à droite"),
)
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def occlusions(result: Result) -> list[Drawing]:
    """Show each misread image that the result keeps; none when it keeps none."""
    shown: list[dict[str, Any]] = result.inspection.get("shown", [])
    return [_occlusion(result, rank, entry) for rank, entry in enumerate(shown)]


def _occlusion(result: Result, rank: int, entry: dict[str, Any]) -> Drawing:
    source = f"{result.file}#/inspection/shown/{rank}"
    test, classes, index = result.evaluation["test"], result.data.classes, int(entry["index"])
    truth, answer = classes[int(test.labels[index])], classes[int(test.predictions[index])]
    sources = [f"{source}/image", f"{source}/map", f"{result.file}#/evaluation/test/labels"]
    read = f"Vérité : {truth} ; réponse : {answer}"
    if test.probabilities is not None:
        read += (
            f" (probabilité de {classes[1]} : {neither_all_nor_nothing(test.probabilities[index], DECIMALS)})"
        )
        sources.append(f"{result.file}#/evaluation/test/probabilities/{index}")
    rows: Map = tuple(map(tuple, entry["map"]))
    squares = result.inspection["occlusion"]
    rim = squares["patch"] // squares["stride"] - 1
    return Drawing(
        name=f"occlusion-{rank + 1}",
        title=f"Image mal lue : {entry['name']}",
        alternative=f"{read}. {_where(rows, rim, classes)}".strip(),
        caption=f"{read}. Orange : ce qui est là parle pour « {classes[1]} » ; bleu : pour « {classes[0]} ».",
        sources=tuple(sources),
        table=(
            ("ligne", "colonne", f"contribution à « {classes[1]} »"),
            *((y, x, value) for y, row in enumerate(rows) for x, value in enumerate(row)),
        ),
        tooltips=(),
        draw=draw_occlusion,
        content=(_checked(entry["image"], source), rows),
    )


def draw_occlusion(png: bytes, rows: Map) -> "Figure":
    """Draw the image under the cells of its map."""
    import numpy as np
    from matplotlib.colors import to_rgba
    from PIL import Image

    from experiments.figures import cells, style

    figure, axes = style.canvas(style.PICTURE)
    style.no_frame(axes)
    axes.set_xlim(0, len(rows[0]))
    axes.set_ylim(len(rows), 0)
    with Image.open(io.BytesIO(png)) as image:
        cells.draw_raster(axes, np.asarray(image.convert("L")) / 255)
    deepest = max(abs(value) for row in rows for value in row) or 1.0
    cells.draw_raster(
        axes,
        np.array(
            [
                [to_rgba(style.SERIES[1 if value > 0 else 0], _opacity(value / deepest)) for value in row]
                for row in rows
            ]
        ),
    )
    axes.set_aspect("equal")
    return figure


def _opacity(share: float) -> float:
    opacity = DEEPEST * abs(share)
    return opacity if opacity > FAINTEST else 0.0


def _checked(text: str, source: str) -> bytes:
    """Return the PNG file that a record holds."""
    try:
        content = base64.b64decode(text, validate=True)
    except (TypeError, ValueError) as error:
        raise ResultError(
            f"{source}/image : un texte en base 64 est attendu. Recalculez ce résultat."
        ) from error
    if not content.startswith(PNG_SIGNATURE):
        raise ResultError(f"{source}/image : une image PNG est attendue. Recalculez ce résultat.")
    return content


def _where(rows: Map, rim: int, classes: list[str]) -> str:
    """Say where the strongest argument of each kind is, for those who do not see the map.

    Parameters
    ----------
    rim : int
        How many cells from the border fewer squares covered: their means vary more, and are left out.
    """
    places = {
        value: (x, y)
        for y, row in enumerate(rows)
        for x, value in enumerate(row)
        if rim <= y < len(rows) - rim and rim <= x < len(row) - rim
    }
    phrases = []
    for value, name in ((max(places, default=0), classes[1]), (min(places, default=0), classes[0])):
        if value and (value > 0) == (name == classes[1]):
            x, y = places[value]
            place = PLACES[min(2, 3 * y // len(rows))][min(2, 3 * x // len(rows[0]))]
            phrases.append(f"en faveur de « {name} », surtout {place} de l’image")
    if not phrases:
        return ""
    said = language.enumeration(phrases)
    return f"{said[:1].upper()}{said[1:]}."


OCCLUSION = OfResult(occlusions)
