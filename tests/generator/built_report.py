"""A whole report, from results to built pages, outside of the project's own folders."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.results.files import read_result
from experiments.results.replication import replicates_of
from experiments.results.schema import Result
from generator.lab.lab import LAB
from generator.report.build import render
from tests.generator.page_tree import Element, parse
from tests.site.built_site import build


@dataclass(frozen=True)
class BuiltReport:
    """The built site and the results it was made from."""

    site: Path
    results: Path

    def pages(self) -> dict[str, Element]:
        """Return every page of the report, by path under the site."""
        return {
            page.relative_to(self.site).as_posix(): parse(page.read_text(encoding="utf-8"))
            for page in sorted(self.site.rglob("index.html"))
        }

    def page(self, path: str) -> Element:
        """Return one of these pages."""
        return parse((self.site / path).read_text(encoding="utf-8"))

    def trained(self) -> list[Result]:
        """Return the results, each with its replicates."""
        results = [read_result(path) for path in sorted(self.results.glob("*.json"))]
        return [each.with_replicates(replicates_of(each, self.results).usable) for each in results]

    def records(self) -> dict[str, Any]:
        """Return what every result and every replicate holds, by the name that pages give to its file."""
        return {
            f"results/{path.relative_to(self.results).as_posix()}": json.loads(path.read_bytes())
            for path in self.results.rglob("*.json")
        }


def build_report(folder: Path, results: Path) -> BuiltReport:
    """Render and build the report of `results` inside `folder`."""
    return BuiltReport(build(folder, render(LAB, results)), results)


def article(page: Element) -> Element:
    """Return the part of a page that the report wrote."""
    return page.find("article")[0]
