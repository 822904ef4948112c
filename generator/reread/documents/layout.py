"""Tell code from other text whose layout is kept."""

import re

from generator.reread.documents.block import Kind

LANGUAGES = frozenset({"python", "py", "python3", "ipython", "ipython3", "{python}", "{.python}"})
CODE = re.compile(
    r"^\s*(?:import\s+\w|from\s+[\w.]+\s+import\b|def\s+\w+\(|for\s+\w+\s+in\b|[\w.]+\.add\(|#\s*\w|"
    r"[\w.,\s]+=\s*[\w.]+\(|[\w.]+\s*=\s*[\w\[\](.'\"-]+\s*$|[A-Z]\w+\([^)]*\w+=|[\w.]+\.(?:compile|fit|summary)\()",
    re.MULTILINE,
)
PRINTED = re.compile(r"Layer \(type|Total params|^[ \t]*Epoch \d+/\d+|^array\(\[\[", re.MULTILINE)
LEAST_CODE = 0.4
# So much of a text tells what it is.
LONGEST, MOST = 300, 100_000


def kind_of_text(text: str, language: str = "") -> Kind:
    """Tell whether a text is code, from the language it claims or from how its lines look."""
    if language.lower() in LANGUAGES:
        return Kind.CODE
    if language or PRINTED.search(text):
        return Kind.OUTPUT
    lines = [line[:LONGEST] for line in text[:MOST].splitlines() if line.strip()]
    looks = sum(CODE.match(line) is not None for line in lines)
    return Kind.CODE if lines and looks >= LEAST_CODE * len(lines) else Kind.OUTPUT
