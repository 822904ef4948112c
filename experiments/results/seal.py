"""The digest that a kept file carries of all the rest of it, so that no edit by hand goes unnoticed."""

import hashlib
import json
from typing import Any

SEAL = "digest"


def digest_of(record: dict[str, Any]) -> str:
    """Return the SHA-256 of a record as JSON holds it, whatever the order of its keys and its layout."""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def sealed(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its digest."""
    return {**record, SEAL: digest_of(record)}
