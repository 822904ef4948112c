"""What a reader reads of a sentence of the review."""

import html
import re


def words(sentence: object) -> str:
    """Return a sentence without its tags, its spaces being plain ones."""
    text = html.unescape(re.sub(r"<[^>]*>", "", str(sentence)))
    return re.sub(r"[\u00a0\u202f]", " ", text)
