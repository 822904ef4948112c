"""Pages kept from one build to the next: one is made again when something that it reads changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.atomic import replaced_atomically
from generator.formulas.markup import Markup, escape
from generator.report.compiled_templates import CompiledTemplates
from generator.report.question import Answer
from generator.report.tools import Asked, Tools, digest_of

SUFFIX = ".json"


@dataclass(frozen=True)
class KeptPage:
    """A page as it was made: its answers, its text and those of the pages of its models, by path."""

    answers: list[Answer]
    texts: dict[str, str]


class KeptPages:
    """The pages of a laboratory, each with all that it was made from.

    Besides its code, a page depends on its results, which its inputs tell, and on what it asked of its tools:
    the same answers make the same page. An entry that is damaged, or cannot be written, is no entry.

    Parameters
    ----------
    folder : Path or None
        Where they are kept; nowhere by default.
    code : str
        A digest of the code that makes them and of its libraries; empty if it cannot be told, and nothing is
        kept then.

    Attributes
    ----------
    made : list of str
        Pages that were not kept, hence made again, in order.
    """

    def __init__(self, folder: Path | None = None, code: str = "") -> None:
        self.folder = folder if code else None
        self.code = code
        self.made: list[str] = []
        self.compiled = CompiledTemplates(self.folder and self.folder / "templates" / code)

    def find(self, path: str, inputs: Sequence[Any], tools: Tools) -> KeptPage | None:
        """Return a page made of the same, None if there is none.

        Parameters
        ----------
        path : str
            Under ``docs/``.
        inputs : sequence
            What else than the code and the tools decides of it, as JSON values.
        tools : Tools
            Asked what was asked then: to make the page, others are needed.
        """
        if self.folder is None:
            return None
        try:
            seal, content = self._entry(path).read_text(encoding="utf-8").split("\n", 1)
        except (OSError, ValueError):  # absent, or damaged
            return None
        if seal != digest_of(content):
            return None
        entry = json.loads(content)
        if entry["inputs"] != self._digest(inputs):
            return None
        tools.ask(entry["asked"])
        if tools.asked() != entry["asked"]:
            return None
        answers = [
            Answer(tuple(questions), Markup(sentence), tuple(subjects))  # noqa: S704 (as it was kept)
            for questions, sentence, subjects in entry["answers"]
        ]
        return KeptPage(answers, entry["texts"])

    def keep(self, path: str, inputs: Sequence[Any], asked: Asked, page: KeptPage) -> None:
        """Keep a page that was made; see `find`."""
        self.made.append(path)
        if self.folder is None:
            return
        answers = [[each.questions, escape(each.sentence), each.subjects] for each in page.answers]
        entry = {"inputs": self._digest(inputs), "asked": asked, "answers": answers, "texts": page.texts}
        content = json.dumps(entry, ensure_ascii=False)
        try:
            with replaced_atomically(self._entry(path)) as file:
                file.write(f"{digest_of(content)}\n{content}".encode())
        except OSError:
            return  # it will be made again

    def _entry(self, path: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{path}{SUFFIX}"

    def _digest(self, inputs: Sequence[Any]) -> str:
        return digest_of(json.dumps([self.code, *inputs]))
