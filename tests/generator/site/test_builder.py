"""What a build says reaches the preview, whatever becomes of the process that does it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.site.builder import SILENT, Builder, Outcome

DEAD = "import sys; sys.exit('absente.py : illisible')"
ALIVE = "import json, sys\nfor line in sys.stdin: print(json.dumps({'code': 0, 'said': line}), flush=True)"
# Does what the file says, when it is there.
FOLLOWS = "import pathlib; exec(pathlib.Path('work.py').read_text())"


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[Builder]:
    (tmp_path / "work.py").write_text(DEAD)
    started = Builder([sys.executable, "-c", FOLLOWS], tmp_path)
    yield started
    started.close()


def test_a_process_that_dies_is_heard_each_time_and_replaced(builder: Builder) -> None:
    for _ in range(3):
        outcome = builder.build(whole=False)
        assert (outcome.failed, outcome.error) == (True, "absente.py : illisible")
    builder.renew()
    builder.build(whole=False)
    assert builder.build(whole=False).error == "absente.py : illisible"
    (builder.root / "work.py").write_text(ALIVE)
    assert builder.build(whole=True) == Outcome(False, "whole\n")
    assert builder.build(whole=False) == Outcome(False, "partial\n")


def test_a_process_that_dies_without_a_word_is_said(builder: Builder) -> None:
    (builder.root / "work.py").write_text("import os; os._exit(9)")
    builder.renew()
    for _ in range(2):
        assert builder.build(whole=False).error == SILENT
    assert Outcome(True, " \n").error == SILENT
    assert Outcome(False, "").error == ""
