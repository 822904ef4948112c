"""Small X-ray folders and archives, a server that serves them, and a reporter that remembers."""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from experiments.data.chest_xray_archive import Archive

# As in the public set: a child with several images, two kinds under one number, examinations of two images.
NAMES = {
    "train/NORMAL": [
        "IM-0115-0001.jpeg",
        "IM-0117-0001-0001.jpeg",
        "IM-0117-0001-0002.jpeg",
        "NORMAL2-IM-0501-0001.jpeg",
        "NORMAL2-IM-0503-0001.jpeg",
    ],
    "train/PNEUMONIA": [
        "person1_bacteria_1.jpeg",
        "person1_bacteria_2.jpeg",
        "person1_virus_6.jpeg",
        "person2_bacteria_3.jpeg",
        "person447_virus_921_1.jpeg",
        "person448_virus_922.jpeg",
    ],
    "val/NORMAL": ["NORMAL2-IM-1427-0001.jpeg"],
    "val/PNEUMONIA": ["person1946_bacteria_4874.jpeg"],
    "test/NORMAL": ["IM-0001-0001.jpeg", "NORMAL2-IM-0052-0001.jpeg"],
    "test/PNEUMONIA": ["person78_bacteria_378.jpeg", "person1685_virus_2903.jpeg"],
}


class Recorder:
    """A reporter that remembers what it was told."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.stages: list[tuple[str, int]] = []
        self.done: list[int] = []

    def note(self, message: str) -> None:
        """Remember the message."""
        self.notes.append(message)

    def stage(self, title: str, total: int) -> Callable[[int], None]:
        """Remember the stage and count its steps."""
        self.stages.append((title, total))
        self.done.append(0)
        position = len(self.done) - 1

        def advance(steps: int) -> None:
            self.done[position] += steps

        return advance


def write_jpeg(path: Path, pixels: NDArray[np.uint8]) -> None:
    """Write an image of shape (height, width) or (height, width, 3)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, format="JPEG", quality=95)


def write_folder(root: Path, seed: int = 0) -> Path:
    """Write a small set in the original layout, every image different."""
    generator = np.random.default_rng(seed)
    for folder, names in NAMES.items():
        for name in names:
            height, width = generator.integers(140, 300, size=2)
            write_jpeg(root / folder / name, generator.integers(0, 256, (height, width), dtype=np.uint8))
    return root


def archive_bytes(counts: dict[str, int], seed: int = 0) -> bytes:
    """Make a file like the one of MedMNIST, with `counts` images per partition, one in three normal."""
    generator = np.random.default_rng(seed)
    arrays: dict[str, NDArray[np.uint8]] = {}
    for prefix, count in counts.items():
        arrays[f"{prefix}_images"] = generator.integers(0, 256, (count, 128, 128), dtype=np.uint8)
        arrays[f"{prefix}_labels"] = (np.arange(count) % 3 > 0).astype(np.uint8)[:, np.newaxis]
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def archive_at(url: str, content: bytes) -> Archive:
    """Describe an archive of that content, published at that address."""
    return Archive(name="pneumoniamnist_128.npz", url=url, md5=hashlib.md5(content).hexdigest())


Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def served(*answers: Answer) -> Iterator[str]:
    """Serve on 127.0.0.1, the first request with the first answer and so on, the last answer repeated.

    Yields
    ------
    str
        The address of the file.
    """
    waiting = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/pneumoniamnist_128.npz"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def whole(content: bytes) -> Answer:
    """Answer with the whole content."""
    return partial(content, len(content))


def partial(content: bytes, sent: int, announced: bool = True) -> Answer:
    """Answer with the first bytes of the content, then hang up; its size is announced or not."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if announced:
            handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[:sent])

    return answer


def status(code: int, **headers: str) -> Answer:
    """Answer with a status and nothing else."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer
