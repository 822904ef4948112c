"""Where the preview can be served."""

import re
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from experiments.errors import LabError
from generator.site.screen import Screen


@pytest.mark.parametrize("address", ["8000", "127.0.0.1", ":8000", "127.0.0.1:http", ""])
def test_an_address_that_is_none_is_said(tmp_path: Path, address: str) -> None:
    with pytest.raises(LabError) as failure:
        Screen(tmp_path, address)
    assert str(failure.value) == (
        f"{address} : adresse refusée, hôte et port sont attendus, comme 127.0.0.1:8000."
    )


@pytest.mark.parametrize("address", ["127.0.0.1:70000", "absent.invalid:8000", "192.0.2.1:8000"])
def test_an_address_that_is_not_of_this_machine_is_said(tmp_path: Path, address: str) -> None:
    with pytest.raises(LabError, match=rf"^Rien ne peut être servi sur {re.escape(address)} \(.+\)"):
        Screen(tmp_path, address)


def test_a_preview_that_stops_before_it_answers_stops(tmp_path: Path) -> None:
    ended = Screen(tmp_path, "127.0.0.1:0")
    closing = threading.Thread(target=ended.close, daemon=True)
    closing.start()
    closing.join(timeout=20)
    assert not closing.is_alive()


def test_a_preview_that_answers_stops(tmp_path: Path) -> None:
    shown = Screen(tmp_path, "127.0.0.1:0")
    shown.open()
    with urllib.request.urlopen(f"{shown.url}_preview/state?since=-1", timeout=20) as answer:
        assert answer.status == 200
    shown.close()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(shown.url, timeout=20)
