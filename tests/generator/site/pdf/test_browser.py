"""Without a browser, or with one that fails, the message says what to do."""

from pathlib import Path

import pytest

from experiments.errors import LabError
from generator.site.pdf.browser import find_browser, print_pdf


def program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_without_a_browser_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("generator.site.pdf.browser.NAMES", ("chromium", "google-chrome"))
    with pytest.raises(LabError) as caught:
        find_browser()
    assert str(caught.value) == (
        "Aucun navigateur : installez Chromium (Debian : apt install chromium) ou donnez son chemin dans la "
        "variable CHROMIUM. Noms cherchés : chromium, google-chrome."
    )
    program(tmp_path / "google-chrome", "exit 0")
    assert find_browser() == str(tmp_path / "google-chrome")


def test_a_path_given_counts_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", program(tmp_path / "mien", "exit 0"))
    assert find_browser() == str(tmp_path / "mien")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))
    with pytest.raises(LabError) as caught:
        find_browser()
    assert str(caught.value) == (
        f"CHROMIUM={tmp_path / 'absent'} : ce n’est pas un programme. Donnez-y le chemin d’un Chromium, ou "
        "retirez cette variable."
    )


def test_a_browser_that_prints_nothing_is_told_with_what_it_said(tmp_path: Path) -> None:
    browser = program(tmp_path / "mauvais", "echo 'pas de place' >&2; exit 3")
    with pytest.raises(LabError) as caught:
        print_pdf(browser, tmp_path / "page.html")
    assert str(caught.value) == f"{browser} n’a pas imprimé le rapport (code 3) :\npas de place"


def test_a_browser_that_cannot_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(LabError, match=r"n’a pas imprimé le rapport : .*absent"):
        print_pdf(str(tmp_path / "absent"), tmp_path / "page.html")
