"""A whole report, from results to built pages, outside of the project's own folders."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.report import render
from generator.result_folder import ResultFolder
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
            for page in sorted(self.site.rglob("*.html"))
        }

    def records(self) -> dict[str, Any]:
        """Return what every result holds, by the name that the pages give to its file."""
        return {
            f"results/{path.relative_to(self.results).as_posix()}": json.loads(path.read_bytes())
            for path in self.results.rglob("*.json")
        }


def build_report(folder: Path, results: Path) -> BuiltReport:
    """Render and build the report of `results` inside `folder`."""
    return BuiltReport(build(folder, render(ResultFolder(results))), results)


def article(page: Element) -> Element:
    """Return the part of a page that the report wrote."""
    return page.find("article")[0]
