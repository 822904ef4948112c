"""A right report gives no finding; one error gives its finding, at its place, and nothing else."""

import os
from collections import Counter
from pathlib import Path

from generator.lab.reread.reading import read_again
from generator.reread.finding import Finding, Verdict
from tests.relire.random_report import PATTERNS, random_report

# `make fuzz` asks for more.
NUMBER = int(os.environ.get("RELIRE_REPORTS", "100"))
FIRST = int(os.environ.get("RELIRE_SEED", "0"))
FALSE_ALARMS, RECALL = 0.01, 0.95


def found_in(text: str, folder: Path) -> list[Finding]:
    report = folder / "rapport.md"
    report.write_text(text, encoding="utf-8")
    return [x for x in read_again(report).findings if x.verdict is not Verdict.UNFINISHED]


def test_right_reports_give_no_finding(tmp_path: Path) -> None:
    alarms = {}
    for seed in range(FIRST, FIRST + NUMBER):
        report = random_report(seed, wrong=False)
        found = found_in(report.text, tmp_path)
        if found:
            alarms[seed] = [(x.code, x.place.line, x.quote) for x in found]
    assert len(alarms) <= FALSE_ALARMS * NUMBER, alarms


def test_one_error_gives_one_finding(tmp_path: Path) -> None:
    missed, more = {}, {}
    for seed in range(FIRST, FIRST + NUMBER):
        report = random_report(seed, wrong=True)
        assert report.expected
        code, line = report.expected
        found = found_in(report.text, tmp_path)
        hits = [x for x in found if x.code == code and line in (0, x.place.line)]
        if not hits:
            missed[seed] = (report.pattern, report.expected, [(x.code, x.place.line) for x in found])
        elif len(found) > 1:
            more[seed] = (report.pattern, [(x.code, x.place.line, x.quote) for x in found])
    assert len(missed) <= (1 - RECALL) * NUMBER, (Counter(x[0] for x in missed.values()), missed)
    assert len(more) <= FALSE_ALARMS * NUMBER, more


def test_every_pattern_is_drawn() -> None:
    drawn = {random_report(seed, wrong=True).pattern for seed in range(1500)}
    assert drawn == {f"{piece.__name__}/{error}" for piece, error in PATTERNS}
