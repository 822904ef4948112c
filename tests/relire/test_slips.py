"""A false equality is explained as a teacher would: what was not added before what was miscopied."""

import random
from pathlib import Path

import pytest

from generator.lab.reread.reading import read_again


def _explained(text: str, folder: Path) -> str:
    report = folder / "rapport.md"
    report.write_text(text, encoding="utf-8")
    (finding,) = read_again(report).findings
    return finding.sentence


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        (
            "256*10 + 10 = 2'560",
            "Sans + 10, l’égalité serait juste : ce terme n’a sans doute pas été ajouté.",
        ),
        ("392 x 200 + 200 = 78'400", "Sans + 200, l’égalité serait juste"),
        ("$(392 + 1) \\cdot 128 = 50'176$", "Sans + 1, l’égalité serait juste"),
        ("234 + 2034 + 1312 + 260 = 2'528", "Sans + 1312, l’égalité serait juste"),
        ("5 × 5 × 9 × 9 + 3 × 3 = 2'025", "Sans + 3 × 3, l’égalité serait juste"),
        ("200 * 10 = 2'010", "Le résultat compte 10 de plus : il manque sans doute + 10 dans l’opération."),
        ("26 * 26 * 32 = 21'362", "Le résultat 21362 est sans doute mal recopié."),
        ("748 * 256 + 256 = 200'960", "Avec 784 à la place de 748, l’égalité serait juste"),
        ("3 * 3 * 16 = 1'296", "Le résultat écrit est 9 fois plus grand"),
    ],
)
def test_the_plainest_explanation_comes_first(text: str, explanation: str, tmp_path: Path) -> None:
    assert explanation in _explained(text, tmp_path)


@pytest.mark.parametrize("seed", range(12))
def test_biases_that_were_not_added_are_said_to_be(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    inputs, units = draw.randint(20, 900), draw.randint(3, 300)
    said = _explained(f"{inputs} * {units} + {units} = {inputs * units}", tmp_path)
    assert f"Sans + {units}, l’égalité serait juste" in said


@pytest.mark.parametrize("seed", range(40))
def test_no_operand_is_ever_said_to_be_nothing(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    a, b, c = (draw.choice((1, 3, 10, 16, 25, 100, 200, 784)) for _ in range(3))
    wrong = draw.choice((a * b, b * c, a * b + c + 10, a + b + c, a * b * c + 7))
    if wrong == a * b + c:
        return
    said = _explained(f"{a} * {b} + {c} = {wrong}", tmp_path)
    assert "Avec 0" not in said
