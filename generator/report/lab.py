"""A laboratory, as it is handed to the report: everything that another one would change."""

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

from experiments.errors import LabError
from generator.facts.reference import ModelReference
from generator.report.page import Index, Page
from generator.report.question import Question
from generator.rules.decision import Rule


@dataclass(frozen=True)
class Lab:
    """A laboratory.

    Attributes
    ----------
    parts : tuple of str
        Of the assignment, in order.
    indexes : tuple of Index
        Pages about the others.
    rules : tuple of module
        Packages whose rules it uses.
    families : tuple of str
        In which order results are listed; those of other families come after.
    wordings : Path or None
        Folder of its own texts for some of the rules.
    """

    parts: tuple[str, ...]
    questions: tuple[Question, ...]
    pages: tuple[Page, ...]
    indexes: tuple[Index, ...]
    rules: tuple[ModuleType, ...]
    families: tuple[str, ...] = ()
    wordings: Path | None = None

    @cached_property
    def described(self) -> dict[str, Page]:
        """The page that describes the models of each family.

        Raises
        ------
        LabError
            If two pages describe one family.
        """
        found: dict[str, Page] = {}
        for page in self.pages:
            for family in page.describes:
                if family in found:
                    raise LabError(
                        f"docs/{found[family].path} et docs/{page.path} décrivent tous deux la famille "
                        f"{family} : un lien ne saurait pas où mener. Retirez-la de « describes » dans "
                        "l’une des deux."
                    )
                found[family] = page
        return found

    def place(self, model: ModelReference) -> str:
        """Return the page, under ``docs/``, that describes a model."""
        return self.described[model.key].place(model.id)

    @property
    def listed(self) -> list[str]:
        """The families that pages describe, in the order of `families`."""
        ranks = {family: rank for rank, family in enumerate(self.families)}
        return sorted(self.described, key=lambda family: (ranks.get(family, len(ranks)), family))

    def every_rule(self) -> tuple[Rule, ...]:
        """Return the rules of its packages, package by package."""
        modules = [
            importlib.import_module(f"{package.__name__}.{found.name}")
            for package in self.rules
            for found in pkgutil.iter_modules(package.__path__)
        ]
        rules = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
        return tuple({rule.module: rule for rule in rules}.values())


def pages_of(package: ModuleType) -> tuple[Page, ...]:
    """Return the pages of a laboratory: those that the ``page.py`` of each folder of its package holds."""
    folders = [found.name for found in pkgutil.iter_modules(package.__path__) if found.ispkg]
    modules = [
        importlib.import_module(f"{package.__name__}.{folder}.page")
        for folder in folders
        if (Path(package.__path__[0]) / folder / "page.py").exists()
    ]
    pages = [held for module in modules for held in vars(module).values() if isinstance(held, Page)]
    return tuple(sorted(pages, key=lambda page: page.path))
