"""What the rules say on a page: outcome, sentence, and what it rests on."""

import re
from dataclasses import dataclass

from tests.perturbation.checks.passage import Passage, passage

VERDICT = re.compile(
    r'<(?P<tag>div|li) class="(?:verdict|finding) verdict-(?P<outcome>\w+)[^"]*" data-rule="(?P<rule>[^"]*)" '
    r'data-subjects="(?P<subjects>[^"]*)"><p>.*?<strong class="verdict-label">(?P<label>.*?)\.</strong>'
    r"(?P<sentence>.*?)</p>\s*<details.*?</summary><p>.*?</p>"
    r'(?:<ul class="by-line">(?P<evidence>.*?)</ul>)?</details>',
    re.DOTALL,
)
ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)


@dataclass(frozen=True)
class Said:
    """A verdict of a page.

    Attributes
    ----------
    outcome : str
        ``true``, ``false`` or ``inconclusive``.
    subjects : tuple of str
        Ids of the results it is about.
    """

    page: str
    rule: str
    subjects: tuple[str, ...]
    outcome: str
    label: str
    sentence: Passage
    evidence: tuple[Passage, ...]


def all_said(page: str, markdown: str) -> list[Said]:
    """Return what the rules say on a page."""
    return [
        Said(
            page=page,
            rule=found["rule"],
            subjects=tuple(found["subjects"].split()),
            outcome=found["outcome"],
            label=found["label"],
            sentence=passage(page, found["sentence"]),
            evidence=tuple(passage(page, item) for item in ITEM.findall(found["evidence"] or "")),
        )
        for found in VERDICT.finditer(markdown)
    ]
