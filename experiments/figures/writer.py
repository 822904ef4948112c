"""Write a plot as SVG, PNG, PDF and CSV: each file complete or not at all, the same bytes every time."""

import csv
import io
from pathlib import Path

from experiments.atomic import replaced_atomically
from experiments.figures import style
from experiments.figures.drawing import Drawing, DrawingError, FigureError
from experiments.figures.files import plot_path
from experiments.figures.svg import finish

DOTS_PER_INCH = 144  # twice the size of the SVG, for dense screens and for paper
COLOURS = 256
BACKGROUND = "white"
PROGRAM = "rapport-de-labo"


def write_plot(folder: Path, owner: str, drawing: Drawing, fingerprint: str) -> None:
    """Draw a plot and write its four files beside the results of `folder`.

    The SVG comes last: its fingerprint says that the others are there.

    Parameters
    ----------
    folder : Path
    owner : str
        Identifier of a result, or name of a group of results.
    drawing : Drawing
    fingerprint : str
        What `kept_fingerprint` will say of it.

    Raises
    ------
    DrawingError
        If it cannot be drawn; the message names it.
    FigureError
        If a file cannot be written.
    """
    identifier = f"{owner}-{drawing.name}"
    try:
        with style.applied(identifier):
            contents = _drawn(drawing, identifier, fingerprint)
    # What a drawing function or matplotlib raise on values that they do not expect.
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        raise DrawingError(
            f"figure « {drawing.name} » de {owner} : le dessin a échoué ({type(error).__name__} : {error}). "
            f"Le résultat est enregistré. Corrigez {drawing.draw.__module__}, puis lancez "
            f"« python -m experiments figures »."
        ) from error
    for extension, content in contents.items():
        _write(plot_path(folder, owner, drawing.name, extension), content)


def _drawn(drawing: Drawing, identifier: str, fingerprint: str) -> dict[str, bytes]:
    figure = drawing.figure()

    def saved(extension: str, **options: object) -> bytes:
        file = io.BytesIO()
        figure.savefig(file, format=extension, **options)  # type: ignore[arg-type]
        # Laid out once, not for each format: it takes a third of the time.
        figure.set_layout_engine("none")
        return file.getvalue()

    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    document = {
        "Title": drawing.title,
        "Subject": drawing.alternative,
        "Keywords": fingerprint,
        "Creator": PROGRAM,
        "Producer": PROGRAM,
        "CreationDate": None,
    }
    return {
        "csv": _table(drawing).encode(),
        "pdf": saved("pdf", metadata=document, facecolor=BACKGROUND),
        "png": _compressed(
            saved("png", metadata={"Software": None}, facecolor=BACKGROUND, dpi=DOTS_PER_INCH),
            {"Title": drawing.title, "Software": PROGRAM, "Fingerprint": fingerprint},
        ),
        "svg": finish(saved("svg", metadata=nothing), drawing, identifier, fingerprint),
    }


def _compressed(png: bytes, texts: dict[str, str]) -> bytes:
    """Return the same picture in at most 256 colours, a third of the size."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    for name, text in texts.items():
        said.add_itxt(name, text)
    file = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        few = image.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(file, "PNG", optimize=True, pnginfo=said, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return file.getvalue()


def _table(drawing: Drawing) -> str:
    """Write what is drawn for other programs: commas between columns, points in numbers, UTF-8."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(drawing.table)
    return file.getvalue()


def _write(path: Path, content: bytes) -> None:
    try:
        with replaced_atomically(path) as file:
            file.write(content)
    except OSError as error:
        raise FigureError(
            f"{'/'.join(path.parts[-4:])} : l’écriture de la figure a échoué ({error.strerror}). Vérifiez la "
            f"place libre, les droits du dossier et qu’aucun dossier ne porte ce nom, puis relancez "
            f"« python -m experiments figures »."
        ) from error
