"""The machine serves any laboratory: what this one classifies is named in its own folder and its results."""

import re
from pathlib import Path

import pytest

import generator

FOLDER = Path(generator.__file__).parent
MACHINE = ("site", "report", "reread", "sections", "rules", "statistics", "facts", "formulas")
WORDS = re.compile(
    r"(?<![a-zà-ÿ])(chiffres?|mnist|images?|radiograph\w*|radios?|pneumoni\w*|x-rays?|"
    r"malades?|sains?|enfants?|poumons?)(?![a-zà-ÿ])",
    re.IGNORECASE,
)
# Not about what is classified: pictures of the theme, elements of a drawing.
ELSEWHERE = re.compile(r"scikit-image|<im(?:g|age)\b|role=\"img\"|img-src|image/|background-image")


def words_of_a_lab(text: str) -> list[str]:
    """Return the words of a text that name what one laboratory classifies."""
    return [found[0] for found in WORDS.finditer(ELSEWHERE.sub("", text))]


def files() -> list[Path]:
    kinds = {".py", ".j2", ".toml", ".html"}
    return sorted(p for folder in MACHINE for p in (FOLDER / folder).rglob("*") if p.suffix in kinds)


@pytest.mark.parametrize("path", files(), ids=lambda p: p.relative_to(FOLDER).as_posix())
def test_the_machine_does_not_name_what_is_classified(path: Path) -> None:
    assert words_of_a_lab(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    ["Le MLP lit des Images.", "un chiffre", "def images():", "MNIST", "les radiographies"],
)
def test_a_word_of_a_lab_would_be_seen(text: str) -> None:
    assert words_of_a_lab(text) != []
