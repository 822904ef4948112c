"""Each short report of the corpus gives its findings, at their places, and no other."""

from pathlib import Path
from typing import Any

import pytest

from generator.lab.reread.reading import read_again
from tests.relire.corpus_case import cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_a_report_gives_its_findings(case: dict[str, Any], tmp_path: Path) -> None:
    report = tmp_path / f"rapport.{case.get('format', 'md')}"
    beside = case.get("beside", {})
    for path, text in {
        report: case["text"],
        **{tmp_path / name: text for name, text in beside.items()},
    }.items():
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    found = read_again(tmp_path if beside else report).findings
    expected = sorted(map(tuple, case.get("findings", [])))
    assert sorted((x.code, x.place.line) for x in found) == expected, [x.sentence for x in found]


def test_half_of_the_corpus_is_without_error() -> None:
    every = cases()
    assert len(every) >= 60
    assert sum(not case.get("findings") for case in every) * 2 >= len(every)


def test_no_two_cases_have_the_same_name() -> None:
    names = [case["name"] for case in cases()]
    assert len(names) == len({*names})
