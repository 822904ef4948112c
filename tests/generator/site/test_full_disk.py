"""On a disk that is full, for real: what cannot be written is said, and what was there stays."""

import errno
import os
from pathlib import Path

import pytest

from tests.conftest import Mount
from tests.generator.project_copy import ProjectCopy

pytestmark = pytest.mark.project

DISK = 90_000  # kB, more than the project and its site take
PAGE = "generator/lab/depth/page.md.j2"


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_full_disk_loses_neither_pages_nor_site(tmp_path: Path, mount: Mount) -> None:
    disk = mount(tmp_path / "disk", DISK)
    project = ProjectCopy(disk / "project")
    assert project.run("site").returncode == 0
    docs, site = files(project.docs), files(project.site)
    said = []
    for left in (0, 300, 5_000):  # kB
        project.edit(PAGE, "{% endblock %}", "Un peu plus de texte.\n{% endblock %}")
        usage = os.statvfs(disk)
        with open(disk / "filler", "wb") as filler:
            filler.write(bytes(max(0, usage.f_bavail * usage.f_frsize - 1024 * left)))
        done = project.run("site")
        assert done.returncode == 1
        said.append(done.stderr)
        (disk / "filler").unlink()
        assert files(project.site) == site
        assert files(project.docs).keys() == docs.keys()
        assert {path.name for path in (project.root / "build").iterdir()} == {
            "comments.json",
            "pages",
            "site.lock",
        }
        assert not [*(project.root / "build").rglob("*.tmp")]
    reason = (
        f" : l’écriture a échoué ({os.strerror(errno.ENOSPC)}). Vérifiez la place libre et les droits du "
        "dossier, puis relancez la commande ; ce qui était construit est resté en place.\n"
    )
    assert all(message.startswith("Erreur : ") and message.endswith(reason) for message in said)
    assert said[0] == f"Erreur : {project.docs}{reason}"
    done = project.run("site")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Un peu plus de texte." in (project.site / "partie-3" / "index.html").read_text(encoding="utf-8")
