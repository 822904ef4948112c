"""Chart of the images that few or many models misread."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments import language

WIDTH, HEIGHT = 640, 270
LEFT, RIGHT = 10, WIDTH - 10
TOP, BOTTOM = 34, 210
FILLED = 0.7  # share of its place that a column takes
SOME, ALL = "series-1", "series-2"


@dataclass(frozen=True)
class Column:
    """The images that a given number of models misread.

    Attributes
    ----------
    models : str
        The number of models, under the column.
    images : str
        The number of images, above it.
    x, y, width, height : float
    css : str
        Series: the last column, that of all the models, has its own.
    tooltip : str
    """

    models: str
    images: str
    x: float
    y: float
    width: float
    height: float
    css: str
    tooltip: str

    @property
    def middle(self) -> float:
        """Where the words above and under the column are centred."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class ErrorChart:
    """One column per number of models, from one to all."""

    columns: list[Column]
    alternative: str
    sources: tuple[str, ...]
    width = WIDTH
    height = HEIGHT
    left, right, bottom = LEFT, RIGHT, BOTTOM


def error_chart(images: Sequence[int], sources: tuple[str, ...]) -> ErrorChart:
    """Draw how many images are misread by one model, by two… by all.

    Parameters
    ----------
    images : sequence of int, shape (models,)
        Images misread by exactly one model, by exactly two…
    sources : tuple of str
        File and JSON path of what they were counted from.
    """
    pitch = (RIGHT - LEFT) / len(images)
    scale = (BOTTOM - TOP) / max(1, *images)
    columns = [
        Column(
            models=language.integer(rank),
            images=language.integer(number),
            x=round(LEFT + (rank - 1 + (1 - FILLED) / 2) * pitch, 1),
            y=round(BOTTOM - number * scale, 1),
            width=round(FILLED * pitch, 1),
            height=round(number * scale, 1),
            css=ALL if rank == len(images) else SOME,
            tooltip=_tooltip(number, rank, len(images)),
        )
        for rank, number in enumerate(images, start=1)
    ]
    return ErrorChart(columns, " ; ".join(column.tooltip for column in columns) + ".", sources)


def _tooltip(images: int, models: int, every: int) -> str:
    noun = language.plural(images, "image mal lue", "images mal lues")
    who = language.plural(models, "seul modèle", "modèles")
    by = "par les" if models == every > 1 else "par"
    return f"{language.integer(images)} {noun} {by} {language.integer(models)} {who}"
