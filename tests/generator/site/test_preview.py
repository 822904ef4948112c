"""A change is on the screen shortly after, an error too, and the preview stops without leaving anything."""

import errno
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.generator.project_copy import ProjectCopy
from tests.interruptions import heed_interruptions
from tests.resealing import reseal

pytestmark = pytest.mark.project

# Far more than the second or two it takes, for a machine that does other things.
PATIENCE = 180
TEMPLATE = "generator/lab/depth/page.md.j2"
RULE = "generator/rules/better_than.py"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Preview:
    """A running ``python -m generator serve`` on a copy of the project."""

    def __init__(self, project: ProjectCopy) -> None:
        self.project = project
        self.address = f"127.0.0.1:{free_port()}"
        self.said = project.root / "said.txt"
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                project.command("serve", "--address", self.address),
                cwd=project.root,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=heed_interruptions,  # noqa: PLW1509 (no thread runs beside)
            )

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()
        except OSError:
            return ""

    def state(self) -> dict[str, Any]:
        return dict(json.loads(self.page("_preview/state") or "{}"))

    def wait_for(self, path: str, text: str) -> None:
        """Wait until a page shows a text."""
        self.wait_until(lambda: text in self.page(path), f"{text!r} on {path}")

    def wait_until(self, done: Any, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"{what} never came: {self.said.read_text()}"
            assert self.process.poll() is None, f"the preview stopped by itself: {self.said.read_text()}"
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


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    running = Preview(ProjectCopy(tmp_path_factory.mktemp("preview") / "project"))
    yield running
    if running.process.poll() is None:
        running.process.terminate()
        running.process.wait()


def test_what_changes_is_shown(preview: Preview) -> None:
    project = preview.project
    preview.wait_for("", "</html>")
    where = f"Le rapport est sur http://{preview.address}/ et suit vos changements. Ctrl-C l’arrête.\n"
    assert where in preview.said.read_text()

    # A training replaces its result in one piece; an editor writes a template, a style, a wording in place.
    reseal(project.results / "mlp-raw-1.json", lambda record: record.update(intention="Une autre intention."))
    preview.wait_until(lambda: any("Une autre intention." in text for text in project.pages().values()), "")
    project.edit(TEMPLATE, "# Partie 3", "# Partie 3 retouchée")
    preview.wait_for("partie-3/", "Partie 3 retouchée")
    project.edit("docs/assets/css/page.css", "/*", "/* Retouche. ")
    preview.wait_for("assets/css/page.css", "/* Retouche. ")
    project.edit("generator/rules/better_than.fr.toml", 'title = "', 'title = "Retouchée ')
    preview.wait_for("regles/", "Retouchée ")
    project.edit("generator/site/theme/main.html", "<title>", "<title>Retouche ")
    preview.wait_for("partie-1/", "<title>Retouche ")


def test_what_is_wrong_is_said_with_its_place_until_it_is_mended(preview: Preview) -> None:
    project = preview.project
    preview.wait_for("partie-3/", "</html>")
    assert preview.state()["error"] == ""
    project.edit(TEMPLATE, "# Partie 3", "# {{ absente }} Partie 3")
    preview.wait_until(lambda: preview.state()["error"], "an error")
    text = (project.root / TEMPLATE).read_text(encoding="utf-8")
    line = text[: text.index("{{ absente")].count("\n") + 1
    error = preview.state()["error"]
    assert f"lab/depth/page.md.j2, ligne {line} : 'absente' is undefined" in error
    assert error in preview.said.read_text()
    assert "</html>" in preview.page("partie-3/"), "the page of before is still there"
    project.edit(TEMPLATE, "# {{ absente }} Partie 3", "# Partie 3")
    preview.wait_until(lambda: not preview.state()["error"], "an end of the error")

    project.edit(RULE, "import", "imporrt")
    preview.wait_until(lambda: preview.state()["error"], "an error of code")
    assert preview.state()["error"].startswith(f"{RULE}, ligne 3 : SyntaxError: invalid syntax\n\nTraceback")
    project.edit(RULE, "imporrt", "import")
    preview.wait_until(lambda: not preview.state()["error"], "an end of the error of code")


def test_an_experiment_that_changes_asks_for_a_training(preview: Preview) -> None:
    preview.wait_for("", "</html>")
    preview.project.edit("experiments/mlp_raw.py", "Dense(512", "Dense(511")
    preview.wait_until(lambda: preview.state()["notice"], "a notice")
    notice = preview.state()["notice"]
    assert notice.startswith("Ces pages montrent encore les résultats d’avant :\n")
    assert "\n  mlp-raw-1 " in notice and "périmé" in notice
    assert 'Pour entraîner, dans un autre terminal : make report ONLY="' in notice
    assert notice in preview.said.read_text()


def test_a_report_that_never_could_be_made_says_why_and_nothing_is_left_at_the_end(tmp_path: Path) -> None:
    project = ProjectCopy(tmp_path / "project")
    project.edit(RULE, "import", "imporrt")
    preview = Preview(project)
    preview.wait_for("", '<script src="/_preview/preview.js" defer></script>')
    assert preview.state()["error"].startswith(f"{RULE}, ligne 3 : ")
    project.edit(RULE, "imporrt", "import")
    preview.wait_for("", "</html>")

    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=PATIENCE) == 0
    end = time.monotonic() + PATIENCE
    while preview.left():
        assert time.monotonic() < end, preview.left()
        time.sleep(0.1)


def test_a_port_that_is_taken_is_said(preview: Preview) -> None:
    preview.wait_for("", "</html>")
    finished = preview.project.run("serve", "--address", preview.address)
    assert finished.returncode == 1
    assert finished.stderr == (
        f"Erreur : Rien ne peut être servi sur {preview.address} ({os.strerror(errno.EADDRINUSE)}) : "
        "un autre « make serve » y est peut-être déjà. Arrêtez-le, ou choisissez une autre adresse : "
        "« make serve ADDRESS=127.0.0.1:8001 » (--address).\n"
    )
