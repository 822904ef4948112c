"""The pictures that a result keeps of the test examples that its model misreads, where the data have any."""

import base64

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.reading import Reading, read

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
MISREAD = "/inspection/misread"


def pictures(result: Result) -> dict[int, Reading]:
    """Return the pictures of misread examples, PNG files in base 64, by rank in the test split.

    Raises
    ------
    ResultError
        If what is kept as a picture is none.
    """
    kept = result.inspection.get("misread")
    entries = kept if isinstance(kept, list) else []
    found = {
        entry["index"]: read(result, f"{MISREAD}/{place}/png")
        for place, entry in enumerate(entries)
        if isinstance(entry, dict) and isinstance(entry.get("index"), int) and "png" in entry
    }
    for picture in found.values():
        check_png(picture)
    return found


def check_png(picture: Reading) -> None:
    """Refuse a text that is not a PNG file in base 64: it goes into the site.

    Raises
    ------
    ResultError
        If it is none.
    """
    file, _, path = picture.source.partition("#")
    try:
        content = base64.b64decode(picture.value, validate=True)
    except (TypeError, ValueError) as error:
        raise ResultError(f"{file} : {path} : ce n’est pas du texte en base 64.") from error
    if not content.startswith(PNG_SIGNATURE):
        raise ResultError(f"{file} : {path} : ce n’est pas un fichier PNG.")
