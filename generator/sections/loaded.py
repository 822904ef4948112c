"""A file that a page loads when a reader asks for what is in it: a script, which a plain folder gives too."""

import hashlib
import json

DIGITS = 12


def loaded(content: object) -> bytes:
    """Return a script that hands over what JSON can hold to the page that loads it."""
    # A browser lets no page of a folder read a JSON file, but a script it does.
    return f"received({json.dumps(content, ensure_ascii=False, separators=(',', ':'))});\n".encode()


def versioned(address: str, content: bytes) -> str:
    """Return an address whose end changes with the file: a browser that kept another one asks for this."""
    return f"{address}?{hashlib.sha256(content).hexdigest()[:DIGITS]}"
