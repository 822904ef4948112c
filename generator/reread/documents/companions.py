"""The code that comes beside a report, and the part of the report that each file is about."""

import re
from collections.abc import Sequence

from generator.reread.documents.block import Document
from generator.reread.documents.outline import Outline

_FILE = re.compile(r"(?<![\w-])[\w-]{1,100}\.py\b")


class Companions:
    """The scripts that come with a document."""

    def __init__(self, outline: Outline, scripts: Sequence[Document]) -> None:
        self._outline = outline
        self._scripts = {script.name.rpartition("/")[2]: script for script in scripts}

    def of(self, rank: int) -> Document | None:
        """Return the script that a section names, or else the headings above, or else the only one."""
        section = self._outline.sections[rank]
        for text in ("\n".join(block.text for block in section.blocks), self._outline.title(rank)):
            named = {name for name in _FILE.findall(text) if name in self._scripts}
            if named:
                return self._scripts[named.pop()] if len(named) == 1 else None
        return next(iter(self._scripts.values())) if len(self._scripts) == 1 else None

    def code(self, rank: int) -> str:
        """Return the code that a section is about, empty for none."""
        script = self.of(rank)
        return "\n".join(block.text for block in script.blocks) if script else ""
