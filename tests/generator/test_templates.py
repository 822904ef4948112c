"""The prose of the templates describes no result: it holds no number but these few."""

import re
from pathlib import Path

import pytest

from generator.rendering import TEMPLATES

# Every digit that prose may hold, read by a person: none of them depends on a result.
REVIEWED = (
    "Partie 1",
    "Partie 2",
    "Partie 3",
    "Partie 4",
    "Practical Work 04",  # title of the assignment
    "F1",  # name of a score
    "95 %",  # confidence of the intervals, as generator/french.py sets it
    "2018",  # year of an article
    "2014",
    "CC BY 4.0",
    "doi:10.17632/rscbjbr9sj",
    "CC BY-SA 3.0",
)
NOT_PROSE = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>|\{ #[^}]*\}", re.DOTALL)
# Anything that Jinja computes may hold digits (the places of a drawing), but not a sentence with digits.
LITERAL = re.compile(r'"([^"]*)"')


def digits_in_prose(template: str) -> list[str]:
    """List the pieces of text with digits that a template adds of its own."""
    expressions = re.findall(r"{[{%](.*?)[}%]}", template, flags=re.DOTALL)
    sentences = [text for code in expressions for text in LITERAL.findall(code) if " " in text]
    pieces = [*NOT_PROSE.sub("\n", template).splitlines(), *sentences]
    pieces = [piece.replace("\u202f", " ") for piece in pieces]
    for reviewed in REVIEWED:
        pieces = [piece.replace(reviewed, "") for piece in pieces]
    return [piece.strip() for piece in pieces if re.search(r"\d", piece)]


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.j2")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_no_number_is_typed_in_prose(path: Path) -> None:
    assert digits_in_prose(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "template",
    [
        "Le réseau atteint 97,3 % sur le test.",
        "{% if x %}Il a 3 couches.{% endif %}",
        '{{ box("Le modèle lit bien 98 % des images") }}',
        "<p>Il reste {{ errors }} erreurs sur 10 000.</p>",
    ],
)
def test_a_number_typed_in_prose_is_seen(template: str) -> None:
    assert len(digits_in_prose(template)) == 1


def test_a_number_that_is_computed_is_no_prose() -> None:
    assert (
        digits_in_prose('<rect x="{{ (node.x + 150) | string }}" width="300"></rect> {{ page.errors }}') == []
    )
