"""Templates as Jinja compiled them, kept from one build to the next."""

import hashlib
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from experiments.atomic import replaced_atomically


class CompiledTemplates(BytecodeCache):
    """What templates were compiled to, each file under a digest of its content.

    Jinja itself compares the text of a template with the one that was compiled. What it computes in advance
    from the code of filters is the caller's to see to.

    Parameters
    ----------
    folder : Path or None
        Where it is kept; nowhere else than in memory by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._held: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was kept, if it is whole."""
        if bucket.key not in self._held and self.folder:
            try:
                seal, content = (self.folder / bucket.key).read_bytes().split(b"\n", 1)
            except (OSError, ValueError):  # absent, damaged or unreadable: it is compiled again
                return
            if seal == _seal(content):
                self._held[bucket.key] = content
        if bucket.key in self._held:
            bucket.bytecode_from_string(self._held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        content = self._held[bucket.key] = bucket.bytecode_to_string()
        if self.folder:
            try:
                with replaced_atomically(self.folder / bucket.key) as file:
                    file.write(_seal(content) + b"\n" + content)
            except OSError:
                self.folder = None  # the next build will compile again


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
