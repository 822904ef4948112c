"""What a person has read and found to describe no result, with the reason, and what nobody has read yet."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


def reviewed(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return the reasons of a file of this folder, by place, then by text."""
    with Path(__file__).with_name(f"reviewed_{name}.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True)
class Finding:
    """A text that may describe a result.

    Attributes
    ----------
    text : str
    signs : tuple of str
        The words, numbers or conditions that make it so.
    """

    text: str
    signs: tuple[str, ...]


def differences(place: str, found: Iterable[Finding], reasons: Mapping[str, str]) -> list[str]:
    """Hold what is found in a place to what was reviewed there; say what is missing and what is left over.

    The lines said are those of the file of reviews, the reason being to be written by who reads the text.
    """
    there = {finding.text: finding for finding in found}
    lines = [
        f'[{json.dumps(place)}]  # {", ".join(finding.signs)}\n{_quoted(finding.text)} = "…"'
        for finding in there.values()
        if finding.text not in reasons
    ]
    return lines + [
        f"[{json.dumps(place)}]  # no longer there\n{_quoted(text)}" for text in reasons if text not in there
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
