"""Build ``site/`` from the pages, when something it is made of changed."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from experiments.errors import LabError
from experiments.results.states import STATES
from generator.report.writing import told_if_unwritable
from generator.site.packing import pack

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "results"
TURN = ROOT / "build" / "site.lock"
STAMP = ".built-from"
COMMENTS = "commentaires"
# What was accepted of comments, which writing the pages writes.
ACCEPTED = "valeurs.json"
KNOWN_STATES = STATES.relative_to(ROOT).as_posix()
SETTINGS = ("mkdocs.yml", "rapport.toml", "requirements/site.txt", KNOWN_STATES)
# Where a site is built, beside the one that is shown.
WORK = "site-"
PREVIOUS = "previous"
# How Python ends the report of an error of the system: a full disk, a folder that may not be written.
SYSTEM_ERROR = re.compile(r"^\w*Error: \[Errno (\d+)\]", re.MULTILINE)


def is_current(root: Path, results: Path) -> bool:
    """Tell whether the site was built from exactly what is there now, and is whole since."""
    site = root / "site"
    try:
        said = json.loads((site / STAMP).read_bytes())
        return bool(said == manifest(sources_fingerprint(root, results), site))
    except (OSError, ValueError):  # absent, damaged, not readable: building it again mends all three
        return False


def build_site(root: Path, results: Path, whole: bool = True, written_from: str | None = None) -> None:
    """Build the site with MkDocs from the pages under ``docs/``, and put it in place once it is built.

    One build at a time: what an earlier one left behind is put back, or removed.

    Parameters
    ----------
    whole : bool
        Whether the pages show all that there is to show: a site that does not is never held for current.
    written_from : str, optional
        The `inputs_fingerprint` taken before the pages were written: a site whose pages do not show what was
        saved since is never held for current either.

    Raises
    ------
    LabError
        If MkDocs refuses the pages; its own messages come first. Or if the site cannot be written. The site
        of an earlier build is then still there.
    """
    # Only now: it brings the results and NumPy, which a site that is current does without.
    from generator.site.pdf.made import offered

    fingerprint = sources_fingerprint(root, results)
    whole &= written_from in (None, inputs_fingerprint(root, results))
    with told_if_unwritable(root / "build"):
        (root / "build").mkdir(exist_ok=True)
        _mend(root)
        work = tempfile.TemporaryDirectory(dir=root / "build", prefix=WORK, ignore_cleanup_errors=True)
    with work as folder:
        built = Path(folder) / "site"
        with told_if_unwritable(built.parent):
            _run_mkdocs(root, built, offered(root))
            pack(built)
            if whole:
                (built / STAMP).write_text(json.dumps(manifest(fingerprint, built)), encoding="utf-8")
        with told_if_unwritable(root / "site"):
            _swap(built, root / "site")


def manifest(fingerprint: str, site: Path) -> dict[str, object]:
    """Return what vouches for a site: the digest of what it was built from, and that of each of its files."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path != site / STAMP)
    digests = {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    return {"sources": fingerprint, "files": digests}


def _mend(root: Path) -> None:
    """Put back the site that a build left aside when it was killed, and remove what else it left."""
    for work in (root / "build").glob(f"{WORK}*/"):
        previous = work / PREVIOUS
        if os.path.lexists(previous) and not os.path.lexists(root / "site"):
            previous.rename(root / "site")
        shutil.rmtree(work, ignore_errors=True)


def _run_mkdocs(root: Path, site: Path, pdf: Path | None) -> None:
    # Not --quiet: MkDocs would not count the warnings that --strict makes fatal.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    settings = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "RAPPORT_PDF": pdf.name if pdf else "",
    }
    finished = subprocess.run(command, cwd=root, env=settings, text=True, capture_output=True, check=False)
    if finished.returncode != 0:
        said = finished.stdout + finished.stderr
        system = SYSTEM_ERROR.search(said)
        if system:
            raise OSError(int(system[1]), os.strerror(int(system[1])))
        raise LabError(f"{said}MkDocs a refusé les pages ; ses messages sont ci-dessus.")
    if pdf:
        shutil.copyfile(pdf, site / pdf.name)


def _swap(built: Path, site: Path) -> None:
    """Put what was built in the place of the site; the one that was there goes back if that fails."""
    previous = built.with_name(PREVIOUS)
    if not os.path.lexists(site):
        built.rename(site)
        return
    site.rename(previous)
    try:
        built.rename(site)
    except BaseException:
        previous.rename(site)
        raise


def sources_fingerprint(root: Path, results: Path) -> str:
    """Return a digest of everything the site depends on: results, generator, pages, settings, versions."""
    return _fingerprint(root, results, {*_inputs(root, results), *_files(root / "docs")})


def inputs_fingerprint(root: Path, results: Path) -> str:
    """Return a digest of what pages are written from, without what writing them writes."""
    return _fingerprint(root, results, _inputs(root, results) - {root / COMMENTS / ACCEPTED})


def _inputs(root: Path, results: Path) -> set[Path]:
    folders = (results, root / "generator", root / "experiments", root / COMMENTS)
    return {path for path in (root / name for name in SETTINGS) if path.is_file()}.union(
        *map(_files, folders)
    )


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def _fingerprint(root: Path, results: Path, files: set[Path]) -> str:
    # Seen from the root: another clone of the same makes the same.
    named = {os.path.relpath(path, root): path for path in files if path.suffix != ".pyc"}
    digest = hashlib.sha256(os.path.relpath(results, root).encode())
    for name in sorted(named):
        digest.update(f"{name}\0{_digest(named[name])}\n".encode())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:  # told by whoever shows it
        return str(error)
