"""What one page is made with, and what it asked of it: the page is the same as long as the answers are."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, TemplateNotFound

from generator.facts.reference import ModelReference
from generator.report.address import links
from generator.report.authored import Authored
from generator.report.figures import Figures
from generator.report.lab import Lab
from generator.report.page import Contents
from generator.report.templates import Loader, environment
from generator.report.weights import WeightFiles
from generator.rules.speaker import Speaker
from generator.rules.wording import WordingError

# Kind of thing, then its name, then what was answered: itself or a digest.
Asked = dict[str, dict[str, str]]
NOTHING: Mapping[str, str] = {}


class Tools:
    """What one page is made with: texts of rules, templates, plots and, for an index, what the others say.

    Parameters
    ----------
    path : str
        Of the page, under ``docs/``.
    lab : Lab
    folder : Path
        Of the results.
    speaker : Speaker
        Of the laboratory.
    everyone : sequence of ModelReference
        The models of the report.
    compiled : BytecodeCache
    contents : mapping of str
        A digest of what each part of the contents of the report holds, for those that the code of the
        laboratory does not decide alone.
    authored : Authored, optional
        What the authors wrote, asked nothing yet; nothing by default.
    """

    def __init__(
        self,
        path: str,
        lab: Lab,
        folder: Path,
        speaker: Speaker,
        everyone: Sequence[ModelReference],
        compiled: BytecodeCache,
        contents: Mapping[str, str] = NOTHING,
        authored: Authored | None = None,
    ) -> None:
        self.path, self.lab, self.contents = path, lab, contents
        self.speaker, self.figures, self._loader = speaker.anew(), Figures(folder), Loader()
        self.weights = WeightFiles(folder)
        self._authored = authored or Authored()
        rules = next((index.path for index in lab.indexes if index.tells_rules), "")
        self.templates = environment(
            self.speaker,
            links(lab.place),
            self.figures,
            everyone,
            rules,
            self._loader,
            compiled,
            self.weights,
            self._authored,
        )
        self._opened: dict[str, str] = {}

    def open(self, contents: Contents) -> Any:
        """Return the contents of the report, for an index; which parts of them it reads is noted."""
        return _Opened(replace(contents, speaker=self.speaker), self._open)

    def asked(self) -> Asked:
        """Return what was asked so far, and what was answered."""
        texts = {name: self.speaker.wording(rule) for name, rule in [*self.speaker.worded.items()]}
        return {
            "texts": {name: digest_of(repr(wording)) for name, wording in texts.items()},
            "words": self.speaker.words,
            "templates": self._loader.asked,
            "plots": {json.dumps(question): answer for question, answer in self.figures.asked.items()},
            "weights": {json.dumps(question): answer for question, answer in self.weights.asked.items()},
            "contents": self._opened,
            "authored": self._authored.asked,
        }

    def ask(self, asked: Mapping[str, Mapping[str, str]]) -> None:
        """Ask the same again; what there is no more is not answered."""
        rules = {rule.module: rule for rule in self.lab.every_rule()}
        with suppress(KeyError, WordingError, TemplateNotFound, UnicodeDecodeError, OSError):
            for module in asked["texts"]:
                self.speaker.wording(rules[module])
            for name in asked["words"]:
                self.speaker.word(name)
            for name in asked["templates"]:
                self._loader.get_source(self.templates, name)
            for question in asked["plots"]:
                kind, owner, name, path = json.loads(question)
                {"figure": self.figures.figure, "downloads": self.figures.downloads}[kind](owner, name, path)
            for question in asked["weights"]:
                self.weights.offered(*json.loads(question))
            for part in asked["contents"]:
                self._open(part)
            for question in asked["authored"]:
                self._authored.ask(question)

    def _open(self, part: str) -> None:
        self._opened[part] = self.contents.get(part, "")


class _Opened:
    """The contents of a report, as an index reads them."""

    def __init__(self, contents: Contents, note: Any) -> None:
        self._contents, self._note = contents, note

    def __getattr__(self, part: str) -> Any:
        self._note(part)
        return getattr(self._contents, part)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
