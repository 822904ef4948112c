"""A built site as readers get it: one style sheet, one script, addresses that change with what they lead to.

MkDocs gives a page each of its sheets and scripts by itself: twenty requests to wait for, with rules that
serve no page, at addresses that stay the same, so that a browser which kept a script of last week runs it in
the page of today. And what only needs the page would come at the same time as what draws it: choices.js asks
for it once the page is drawn.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from urllib.parse import unquote

from generator.sections.loaded import DIGITS, versioned
from generator.site.pruning import pruned, words_of

# Of what is on the site and no page of it.
ADDRESS = re.compile(r'(<[a-z]+ (?:[^<>]* )?(?:src|href|content)=")([^":?#]+\.(?!html)\w+)(?=")')
SHEET = re.compile(r'<link rel="stylesheet" href="([^":?]+)[^":]*">\s*')
SCRIPT = re.compile(r'<script src="([^":?]+)[^":]*" defer></script>\s*')
# The script that runs before the page is drawn.
FIRST_SCRIPT = re.compile(r'(?<=<script src=")([^"]+)"(?= data-base=)')
MODULE = re.compile(r'(?<=<script type="module" src=")([^":?]+)[^":]*')
ADDRESS_IN_SHEET = re.compile(r'url\("([^":?#]+)"\)')
SOURCE_MAP = re.compile(r"^(?://|/\*)# sourceMappingURL=.*$", re.MULTILINE)


def pack(site: Path) -> None:
    """Join the sheets of each page, and its scripts, and end the address of any other file with its digest.

    The modules of a page import one another by name: it is their folder that takes a digest. A site that is
    not packed, that of the preview for instance, shows the same.
    """
    packing = _Packing(site)
    for page in sorted(site.rglob("index.html")):
        text = page.read_text(encoding="utf-8")
        page.write_text(packing.packed(text, page.parent), encoding="utf-8")


class _Packing:
    """What was made for one page serves the next ones."""

    def __init__(self, site: Path) -> None:
        self._assets = site / "assets"
        self._words = words_of(site)
        self._versioned = cache(_versioned)
        self._moved = cache(_moved)
        self._joined = cache(self._join)

    def packed(self, text: str, folder: Path) -> str:
        """Return the text of a page of a folder with the addresses of what was packed."""

        def moved(found: re.Match[str]) -> str:
            entry = _place(folder, found[1])
            return _address(folder, self._moved(entry.parent) / entry.name)

        text = ADDRESS.sub(lambda found: found[1] + self._versioned(folder, found[2]), text)
        text = MODULE.sub(moved, text)
        if sheets := SHEET.findall(text):
            sheet = f'<link rel="stylesheet" href="{self._one(sheets, folder)}">\n'
            elements = chain([sheet], repeat(""))
            text = SHEET.sub(lambda _: next(elements), text)
        if scripts := SCRIPT.findall(text):
            script = self._one(scripts, folder)
            text = SCRIPT.sub("", FIRST_SCRIPT.sub(rf'\1" data-scripts="{script}"', text))
        return text

    def _one(self, addresses: Sequence[str], folder: Path) -> str:
        """Return the address of what holds all the files that a page names."""
        return _address(folder, self._joined(tuple(_place(folder, address) for address in addresses)))

    def _join(self, places: Sequence[Path]) -> Path:
        """Write in one file what several hold, in their order, and return it."""
        text = "\n".join(map(self._piece, places))
        if places[0].suffix == ".css":
            text = pruned(text, self._words)
        joined = self._assets / f"rapport-{_digest(text.encode())}{places[0].suffix}"
        joined.write_text(text, encoding="utf-8")
        return joined

    def _piece(self, place: Path) -> str:
        """Return what a file holds, as it is read from the folder of what is joined."""

        def seen(found: re.Match[str]) -> str:
            address = _address(self._assets, _place(place.parent, found[1]))
            return f'url("{self._versioned(self._assets, address)}")'

        return ADDRESS_IN_SHEET.sub(seen, SOURCE_MAP.sub("", place.read_text(encoding="utf-8")))


def _moved(folder: Path) -> Path:
    """Name a folder after what it holds."""
    contents = b"".join(path.name.encode() + path.read_bytes() for path in sorted(folder.iterdir()))
    return folder.rename(folder.with_name(f"{folder.name}-{_digest(contents)}"))


def _versioned(folder: Path, address: str) -> str:
    """Return an address that changes with the file that it leads to, if there is one."""
    place = _place(folder, address)
    return versioned(address, place.read_bytes()) if place.is_file() else address


def _place(folder: Path, address: str) -> Path:
    return Path(os.path.normpath(folder / unquote(address)))


def _address(folder: Path, place: Path) -> str:
    return Path(os.path.relpath(place, folder)).as_posix()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGITS]
