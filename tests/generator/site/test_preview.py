"""A result that changes is on the screen shortly after, and the preview stops without leaving anything."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.atomic import replaced_atomically
from tests.generator.project_copy import ProjectCopy
from tests.resealing import reseal

pytestmark = pytest.mark.project

# Far more than the second or two it takes, for a machine that does other things.
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Preview:
    """A running ``python -m generator serve`` on a copy of the project."""

    def __init__(self, project: ProjectCopy) -> None:
        self.project = project
        self.address = f"127.0.0.1:{free_port()}"
        self.process = subprocess.Popen(
            project.command("serve", "--address", self.address),
            cwd=project.root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def wait_for(self, path: str, text: str) -> None:
        """Wait until a page shows a text."""
        end = time.monotonic() + PATIENCE
        while text not in self.page(path):
            assert time.monotonic() < end, f"{text!r} never came on {path}"
            assert self.process.poll() is None, "the preview stopped by itself"
            time.sleep(0.05)

    def left(self) -> str:
        """Return the processes of its session that still run."""
        listed = subprocess.run(
            ["ps", "-o", "pid=,stat=,args=", "-s", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return "\n".join(line for line in listed.stdout.splitlines() if " Z" not in line)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    project = ProjectCopy(tmp_path / "project")
    project.run("build")
    running = Preview(project)
    yield running
    if running.process.poll() is None:
        os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()


def test_a_changed_result_is_shown_and_the_preview_ends_with_nothing_left(preview: Preview) -> None:
    preview.wait_for("partie-2/pixels-bruts/", "Essai 1 de mlp-raw.")
    # A training replaces its result in one piece.
    path = preview.project.results / "mlp-raw-1.json"
    reseal(path, lambda record: record.update(intention="Une autre intention."))
    preview.wait_for("partie-2/pixels-bruts/", "Une autre intention.")
    # An editor writes a template in place; one that is wrong does not stop the preview.
    template = "generator/lab/depth/page.md.j2"
    preview.project.edit(template, "# Partie 3 : profondeur et poids", "# Partie 3 {{ absente }}")
    time.sleep(0.5)
    preview.project.edit(template, "# Partie 3 {{ absente }}", "# Partie 3 : poids et profondeur")
    preview.wait_for("partie-3/", "poids et profondeur")

    preview.process.send_signal(signal.SIGTERM)
    assert preview.process.wait(timeout=PATIENCE) == 0
    end = time.monotonic() + PATIENCE
    while preview.left():
        assert time.monotonic() < end, preview.left()
        time.sleep(0.1)
