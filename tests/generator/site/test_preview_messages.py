"""The preview says what is wrong with plots too, until they are drawn."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.site.builder import Outcome
from generator.site.changes import Change
from generator.site.preview import Preview


class Stand:
    """Stands for the screen and for the process that builds."""

    def __init__(self) -> None:
        self.outcome = Outcome(False, "")
        self.errors: list[str] = []

    def build(self, whole: bool) -> Outcome:
        return self.outcome

    def renew(self) -> None:
        """Have nothing to read again."""

    def tell(self, *, changed: bool, error: str) -> None:
        self.errors.append(error)


def test_plots_that_cannot_be_drawn_are_said_until_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand: Any = Stand()
    preview = Preview(tmp_path, tmp_path / "results", stand, stand)
    drawn = subprocess.CompletedProcess([], 1, "", f'  File "{tmp_path}/roc.py", line 7\nNameError: x\n')
    monkeypatch.setattr(Preview, "_experiments", lambda self, command: drawn)
    fault = 'roc.py, ligne 7 : NameError: x\n\nFile "roc.py", line 7\nNameError: x'
    preview.follow(Change.PAGES | Change.DRAWING)
    assert stand.errors == [fault]
    assert capsys.readouterr().err == f"{fault}\n"
    stand.outcome = Outcome(True, "Erreur : index.md\n")
    preview.follow(Change.PAGES)
    assert stand.errors[1:] == [f"{fault}\n\nErreur : index.md"]
    assert capsys.readouterr().err == "Erreur : index.md\n"
    stand.outcome, drawn = Outcome(False, ""), subprocess.CompletedProcess([], 0, "1 figure dessinée.", "")
    preview.follow(Change.PAGES | Change.DRAWING)
    assert stand.errors[2:] == [""]
