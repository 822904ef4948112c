"""What a reader reads of a conclusion."""

import re

from generator.rules.verdict import Verdict


def words(verdict: Verdict) -> str:
    """Return the sentence of a verdict without its markup."""
    return re.sub(r"<[^>]*>", "", verdict.sentence)
