"""The report that this project began with, put together from its quotations: its slips, no right line."""

from pathlib import Path

from generator.lab.reread.reading import read_again
from generator.lab.review.page import review
from generator.lab.review.section import Finding as Quoted
from generator.lab.review.seed import seed_sections
from generator.reread.finding import Finding, Verdict
from generator.rules.decision import Outcome
from tests.generator.lab.review.seed_samples import grounds

# What the page checks, and the names of the same checks on any report.
SAME_KIND = {
    "poids-d-une-couche": {"egalite", "biais-oublies", "canaux-oublies", "taille-aplatie"},
    "total-des-poids": {"egalite", "total-derive", "total-des-poids"},
    "symbole-de-la-moyenne": {"symbole-de-la-moyenne"},
    "code-python": {"commentaire-illisible"},
    "conclusion-de-l-exemple": {"exemple-contredit"},
}
# What the page alone calls wrong, and why.
PAGE_ALONE = {
    "couches-a-filtres": "it is held to our trained CNNs, which nobody else’s report is about",
    "plus-de-poids": "it is held to our trained models",
    "taille-des-images": "the models of this test are made up, and read smaller images",
}
# What both find, one as wrong and the other as in doubt, and why.
IN_DOUBT = {
    "exemple-contredit": "the size of the image is supposed, and the page says so; others may mean one",
}


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


def found_again(folder: Path) -> list[Finding]:
    report = folder / "rapport.md"
    report.write_text(seed_text(), encoding="utf-8")
    return [x for x in read_again(report).findings if x.verdict is not Verdict.UNFINISHED]


def called_wrong_on_the_page() -> set[tuple[str, str]]:
    """Return the name of each check of the page that finds something wrong, and the words quoted there."""
    return {
        (check.code, excerpt if "=" in excerpt else block.quotation)
        for section in review(grounds()).sections
        for block in section.blocks
        if isinstance(block, Quoted)
        for check, excerpt in zip(block.checks, block.excerpts, strict=True)
        if check.outcome is Outcome.FALSE
    }


def test_what_is_wrong_to_the_reader_is_wrong_on_the_page(tmp_path: Path) -> None:
    page = called_wrong_on_the_page()
    for finding in found_again(tmp_path):
        if finding.verdict is Verdict.FALSE:
            assert any(
                finding.code in SAME_KIND.get(code, ()) and finding.quote in words for code, words in page
            ), finding


def test_what_is_wrong_on_the_page_is_wrong_to_the_reader(tmp_path: Path) -> None:
    found = found_again(tmp_path)
    read = {
        (code, words)
        for code, words in called_wrong_on_the_page()
        if any(finding.code in SAME_KIND.get(code, ()) and finding.quote in words for finding in found)
    }
    assert {code for code, _ in called_wrong_on_the_page() - read} == PAGE_ALONE.keys()
    assert {code for code, _ in read} == SAME_KIND.keys()
    doubted = {finding.code for finding in found if finding.verdict is Verdict.DOUBT}
    assert doubted & {name for names in SAME_KIND.values() for name in names} == IN_DOUBT.keys()


def test_the_slips_of_the_seed(tmp_path: Path) -> None:
    found = found_again(tmp_path)
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
