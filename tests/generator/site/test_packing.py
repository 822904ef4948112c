"""What a reader fetches is little, and never older than the page that names it."""

import re
from pathlib import Path

import pytest

from generator.site.packing import pack

PAGE = """<head><meta name="trainings" content="../d/said.js">
<link rel="stylesheet" href="../assets/a/one.css">
<link rel="stylesheet" href="../assets/b/two.css">
</head><script src="../assets/now.js" data-base=".."></script>
<a href="../d/r%C3%A9sultat.csv" download>CSV</a> <a href="../">Accueil</a> <a href="./other.html">Page</a>
<a href="../d/absent.csv">absent</a> <a href="#part.css">Ici</a> <a href="https://a.ch/d/said.js">Ailleurs</a>
<code>a href="../d/said.js" b src=&quot;../d/said.js&quot;</code>
<script type="module" src="../assets/demo/entry.js"></script>
<script src="../assets/first.js" defer></script>
<script src="../assets/second.js" defer></script>
"""
FILES = {
    "assets/a/one.css": 'p { background: url("../picture.svg") }\n/*# sourceMappingURL=one.css.map */',
    "assets/b/two.css": 'b { background: url("data:,x") }',
    "assets/picture.svg": "<svg/>",
    "assets/now.js": "now()",
    "assets/first.js": "first()\n//# sourceMappingURL=first.js.map",
    "assets/second.js": "second()",
    "assets/demo/entry.js": 'import "./part.js"',
    "assets/demo/part.js": "part()",
    "d/said.js": "said()",
    "d/résultat.csv": "1;2",
    "page/other.html": "",
}


def packed(folder: Path, **changed: str) -> tuple[Path, str]:
    """Pack a small site, some of its files changed; return it and the page that names them all."""
    for name, content in {**FILES, **changed, "page/index.html": PAGE}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    pack(folder)
    return folder, (folder / "page" / "index.html").read_text(encoding="utf-8")


def addresses(text: str) -> list[str]:
    """Return what a page names, digests replaced by a sign."""
    return [
        re.sub(r"[0-9a-f]{12}\b", "#", found)
        for found in re.findall(r'(?:src|href|content|data-scripts)="([^"]*)"', text)
    ]


def test_a_page_names_one_sheet_one_script_and_files_by_their_digest(tmp_path: Path) -> None:
    _, text = packed(tmp_path)
    assert addresses(text) == [
        "../d/said.js?#",
        "../assets/rapport-#.css",
        "../assets/now.js?#",
        "../assets/rapport-#.js",
        "../d/r%C3%A9sultat.csv?#",
        "../",
        "./other.html",
        "../d/absent.csv",
        "#part.css",
        "https://a.ch/d/said.js",
        "../d/said.js",
        "../assets/demo-#/entry.js",
    ]


def test_what_is_joined_keeps_its_order_and_finds_its_files(tmp_path: Path) -> None:
    site, _ = packed(tmp_path)
    (sheet,) = (site / "assets").glob("rapport-*.css")
    (script,) = (site / "assets").glob("rapport-*.js")
    content = sheet.read_text(encoding="utf-8")
    assert re.sub(r"\?[0-9a-f]{12}", "?#", content) == (
        'p{ background: url("picture.svg?#") }b{ background: url("data:,x") }'
    )
    assert script.read_text(encoding="utf-8") == "first()\n\nsecond()"


def test_modules_find_one_another(tmp_path: Path) -> None:
    site, text = packed(tmp_path)
    found = re.search(r'type="module" src="\.\./([^"]*)"', text)
    assert found
    entry = site / found[1]
    assert entry.read_text(encoding="utf-8") == FILES["assets/demo/entry.js"]
    assert (entry.parent / "part.js").is_file()
    assert not (site / "assets" / "demo").exists()


@pytest.mark.parametrize("name", [name for name in FILES if name != "page/other.html"])
def test_a_change_of_a_file_changes_an_address_of_the_page(tmp_path: Path, name: str) -> None:
    _, before = packed(tmp_path / "before")
    _, same = packed(tmp_path / "same")
    _, after = packed(tmp_path / "after", **{name: FILES[name].replace("(", "2(") + " "})
    assert before == same
    assert before != after
