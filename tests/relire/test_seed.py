"""The report that this project began with, put together from its quotations: its slips, no right line."""

from pathlib import Path

from generator.lab.reread.reading import read_again
from generator.lab.review.seed import seed_sections
from generator.reread.finding import Verdict


def seed_text() -> str:
    lines: list[str] = []
    for section in seed_sections():
        lines.append(f"{'#' * section.level} {section.heading}\n")
        for statement in section.statements:
            quotation = statement.quotation
            lines.append(
                f"```{statement.language}\n{quotation}\n```\n" if statement.language else f"{quotation}\n"
            )
    return "\n".join(lines)


def test_the_slips_of_the_seed(tmp_path: Path) -> None:
    report = tmp_path / "rapport.md"
    report.write_text(seed_text(), encoding="utf-8")
    found = [x for x in read_again(report).findings if x.verdict is not Verdict.UNFINISHED]
    assert sorted((x.code, x.quote) for x in found) == [
        ("biais-oublies", "16 * (3 * 3) = 144"),
        ("canaux-oublies", "32 * (3 * 3) = 288"),
        (
            "commentaire-illisible",
            "hog_size = int(height * width * n_orientations / (pix_p_cell * pix_p_cell))// =784",
        ),
        ("egalite", "(16 * 3 * 3) * 128 = 73 728"),
        ("egalite", "(32 * 3 * 3) * 256 = 294 912"),
        ("egalite", "(640 * 10) + 10 = 650"),
        ("egalite", "(640 * 10) + 10 = 650"),
        ("exemple-contredit", "(288 * 3) + 294 912 = 295 776"),
        ("legende-incomplete", "η est le taux d'apprentissage"),
        ("symbole-de-la-moyenne", "E[g] est la moyenne mobile des gradients au carré"),
        ("total-derive", "(288 * 3) + 294 912 = 295 776"),
        ("total-derive", "73 728 + 144 = 73 872"),
    ]
