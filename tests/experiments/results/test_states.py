"""What is remembered of the state of results, from one command to the next."""

from pathlib import Path

import pytest

from experiments.results.states import remember_states, remembered_states


def test_what_was_found_last_of_each_result_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "build" / "states.json"
    assert remembered_states(path) == {}
    remember_states({"a": "à jour", "b": "à jour"}, path)
    remember_states({"b": "périmé"}, path)
    assert remembered_states(path) == {"a": "à jour", "b": "périmé"}


def test_what_is_known_already_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "states.json"
    remember_states({"a": "à jour"}, path)
    before = path.stat().st_mtime_ns
    remember_states({"a": "à jour"}, path)
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff"])
def test_a_damaged_file_says_nothing_and_is_written_again(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "states.json"
    path.write_bytes(content)
    assert remembered_states(path) == {}
    remember_states({"a": "à jour"}, path)
    assert remembered_states(path) == {"a": "à jour"}


def test_what_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "states.json").mkdir()
    remember_states({"a": "à jour"}, tmp_path / "states.json")
