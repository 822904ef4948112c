"""A review as JSON, for scripts."""

import json
from collections.abc import Sequence
from typing import Any

from generator.reread.finding import Finding, Verdict
from generator.reread.review import Review

# 1: first format.
FORMAT_VERSION = 1


def data(reviews: Sequence[Review]) -> str:
    """Write the reviews of some reports."""
    content = {"format_version": FORMAT_VERSION, "reports": [_review(review) for review in reviews]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _review(review: Review) -> dict[str, Any]:
    return {
        "report": review.name,
        "checked": review.checked,
        "counts": {verdict.name.lower(): len(review.of(verdict)) for verdict in Verdict},
        "findings": [_finding(finding) for finding in review.findings],
        "notices": [*review.notices],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "file": place.file,
        "cell": place.cell or None,
        "line": place.line,
        "quote": finding.quote,
        "verdict": finding.verdict.name.lower(),
        "confidence": "proved" if finding.verdict is Verdict.FALSE else "doubt",
        "sentence": finding.sentence,
        "computation": finding.computation,
        "right": finding.right,
    }
