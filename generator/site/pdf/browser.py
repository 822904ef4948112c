"""The browser that prints: a Chromium, run without a window."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from experiments.errors import LabError

# Its path, where none of these is found.
VARIABLE = "CHROMIUM"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PATIENCE_SECONDS = 300


def find_browser() -> str:
    """Return the path of a Chromium.

    Raises
    ------
    LabError
        If there is none.
    """
    given = os.environ.get(VARIABLE)
    if given:
        found = shutil.which(given)
        if not found:
            raise LabError(
                f"{VARIABLE}={given} : ce n’est pas un programme. Donnez-y le chemin d’un Chromium, ou "
                "retirez cette variable."
            )
        return found
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        names = ", ".join(name for name in NAMES if "/" not in name)
        raise LabError(
            "Aucun navigateur : installez Chromium (Debian : apt install chromium) ou donnez son chemin dans "
            f"la variable {VARIABLE}. Noms cherchés : {names}."
        )
    return found


def print_pdf(browser: str, page: Path) -> bytes:
    """Return a page as a tagged PDF with an outline.

    Parameters
    ----------
    browser : str
        Path of a Chromium.
    page : Path
        HTML file.

    Raises
    ------
    LabError
        If the browser prints nothing.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        printed = Path(folder) / "printed.pdf"
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--generate-pdf-document-outline",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={printed}",
            # Chromium refuses its own sandbox to the administrator; these pages hold no script.
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            page.as_uri(),
        ]
        try:
            finished = subprocess.run(
                command,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=PATIENCE_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise LabError(f"{browser} n’a pas imprimé le rapport : {error}.") from error
        if not printed.is_file():
            said = finished.stderr.strip()
            raise LabError(f"{browser} n’a pas imprimé le rapport (code {finished.returncode}) :\n{said}")
        return printed.read_bytes()
