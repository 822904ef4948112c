"""The style sheet loses what no page can show, and nothing else."""

from pathlib import Path

import pytest

from generator.site.pruning import pruned, words_of


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".here { color: red }", ".here{ color: red }"),
        (".gone { color: red }", ""),
        (".gone, .here, p { color: red }", ".here,p{ color: red }"),
        (".here .gone > p { color: red }", ""),
        (".here.gone { color: red }", ""),
        ("p:not(.gone) { color: red }", "p:not(.gone){ color: red }"),
        ("p:is(.gone, .here) { color: red }", "p:is(.gone, .here){ color: red }"),
        ('[title=".gone"] { color: red }', '[title=".gone"]{ color: red }'),
        ("/* .gone { */ p { content: '.gone {,}' }", 'p{ content: ".gone {,}" }'),
        ("@media print { .gone { color: red } p { color: red } }", "@media print {p{ color: red }}"),
        ("@media print { .gone { color: red } }", ""),
        ("@supports (top: 1px) { @media print { .here { top: 1px } } }", None),
        ("@media (width < 3px) { .gone { top: 0 } } .here { top: 0 }", ".here{ top: 0 }"),
        ("@keyframes gone { 0% { top: 0 } to { top: 1px } }", None),
        ('@font-face { font-family: "Gone"; src: url("a.woff2") }', None),
        (".here { & .gone { top: 0 } }", ".here{ & .gone { top: 0 } }"),
        (".md\\:here { top: 0 }", ""),
    ],
)
def test_a_rule_stays_if_an_element_can_meet_it(sheet: str, kept: str | None) -> None:
    said = pruned(sheet, {"here", "p"})
    assert "".join(said.split()) == "".join((sheet if kept is None else kept).split())


def test_classes_are_those_of_pages_and_of_scripts(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text('<p class="one two--three">é</p>', encoding="utf-8")
    (tmp_path / "page" / "said.js").write_text('e.classList.add("four_five")', encoding="utf-8")
    (tmp_path / "page" / "seen.css").write_text(".six { top: 0 }", encoding="utf-8")
    words = words_of(tmp_path)
    assert {"one", "two--three", "four_five"} <= words
    assert "six" not in words
