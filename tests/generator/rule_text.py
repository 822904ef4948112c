"""What a reader of a verdict sees."""

import re
from html import unescape

from generator.rules.decision import Verdict
from generator.rules.speaker import Said, Speaker

_SPEAKER = Speaker()


def said(verdict: Verdict) -> Said:
    """Put a verdict in the words of the machine."""
    return _SPEAKER.say(verdict)


def words(verdict: Verdict) -> str:
    """Return the sentence of a verdict as plain text."""
    return plain(said(verdict).sentence)


def spoken(markup: object) -> str:
    """Return markup without its tags, every space an ordinary one."""
    return re.sub(r"[\u00a0\u202f]", " ", plain(markup))


def plain(markup: object) -> str:
    """Return markup without its tags."""
    return unescape(re.sub(r"<[^>]+>", "", str(markup)))
