"""The Markdown of every page, as it was when someone last read it.

``make gold`` writes these pages again; read the difference before keeping it.
"""

import difflib
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold"
MODELS = {
    "partie-2/pixels-bruts": ("mlp-raw-1", "mlp-raw-2"),
    "partie-2/hog": ("mlp-hog-1", "mlp-hog-2"),
    "partie-2/cnn": ("cnn-1", "cnn-2"),
    "partie-4": ("cnn-pneumonia", "cnn-pneumonia-2"),
}
PAGES = (
    "index.md",
    "partie-1.md",
    "partie-2/pixels-bruts.md",
    "partie-2/hog.md",
    "partie-2/cnn.md",
    "partie-2/comparaison.md",
    "partie-3.md",
    "partie-4.md",
    "essayer.md",
    "relecture.md",
    "regles.md",
    "donnees.md",
    *(f"{page}/{model}.md" for page, models in MODELS.items() for model in models),
)
# What someone wrote as it stands: nothing computes it.
WRITTEN = {"guide.md"}


@pytest.mark.parametrize("path", PAGES)
def test_page(path: str, made_up_pages: dict[str, bytes], pytestconfig: pytest.Config) -> None:
    gold, page = GOLD / path, made_up_pages[path].decode()
    if pytestconfig.getoption("--update-gold"):
        gold.parent.mkdir(parents=True, exist_ok=True)
        gold.write_text(page, encoding="utf-8")
    expected = gold.read_text(encoding="utf-8") if gold.exists() else ""
    difference = difflib.unified_diff(
        expected.splitlines(), page.splitlines(), f"gold/{path}", f"docs/{path}", lineterm="", n=1
    )
    lines = [line if len(line) < 400 else f"{line[:400]}…" for line in difference]
    if lines:
        pytest.fail(
            "\n".join([*lines, "", "Si cette différence est voulue : « make gold », puis relisez git diff."]),
            pytrace=False,
        )


def test_every_page_has_its_reference(made_up_pages: dict[str, bytes]) -> None:
    assert {path for path in made_up_pages if path.endswith(".md")} == {*PAGES, *WRITTEN}
    assert {path.relative_to(GOLD).as_posix() for path in GOLD.rglob("*.*")} == set(PAGES)
