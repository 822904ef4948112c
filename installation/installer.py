"""uv, installed by pip, locked like all the rest, and told what the user told pip."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from installation.errors import InstallationError
from installation.places import PYTHON, REQUIREMENTS, VENV

# Option of pip: the variable of uv that says the same, and what stands between two values of it.
VARIABLES = {
    "index-url": ("UV_INDEX_URL", " "),
    "extra-index-url": ("UV_EXTRA_INDEX_URL", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "proxy": ("ALL_PROXY", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "client-cert": ("SSL_CLIENT_CERT", " "),
    "keyring-provider": ("UV_KEYRING_PROVIDER", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
}
# What pip does: the version that the lock names, wherever it is. The hashes say that it is the right one.
ANY_INDEX = {"UV_INDEX_STRATEGY": "unsafe-best-match"}
# The sections that pip reads when it installs, the last one decides.
SECTIONS = ("global.", "install.", ":env:.")


def pip_settings(listed: str) -> dict[str, str]:
    """Return the options of pip from what ``pip config list`` writes."""
    lines = [line.partition("=") for line in listed.splitlines()]
    return {
        name.removeprefix(section): str(ast.literal_eval(value))
        for section in SECTIONS
        for name, _, value in lines
        if name.startswith(section)
    }


def uv_variables(settings: dict[str, str]) -> dict[str, str]:
    """Return the environment variables that tell uv what those options tell pip."""
    told = dict(ANY_INDEX)
    for option, (variable, separator) in VARIABLES.items():
        values = settings.get(option, "").split()
        if option == "find-links":  # pip passes over a folder that is not there, uv stops
            values = [value for value in values if ":" in value or Path(value).expanduser().exists()]
        if values:
            told[variable] = separator.join(values)
    return told


def make_environment() -> None:
    """Make ``.venv`` anew, empty but for pip.

    Raises
    ------
    InstallationError
        If Python cannot.
    """
    base = os.path.realpath(sys.executable)  # the Python behind the link: the one in .venv is about to go
    if VENV.is_symlink():
        VENV.unlink()  # what it leads to may serve others
    command = [base, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, check=False).returncode:
        raise InstallationError("L’environnement .venv n’a pas pu être créé : la raison est ci-dessus.")


def install(lock: Path, *options: str) -> None:
    """Install what a lock file names.

    Parameters
    ----------
    lock : Path
        File of requirements with their hashes.
    *options : str
        More options of uv.

    Raises
    ------
    InstallationError
        If pip cannot install uv, or if uv cannot install the rest.
    """
    ours = ["install", "--quiet", "--require-hashes", "--requirement"]
    uv_lock = REQUIREMENTS / "uv.txt"
    command = [str(PYTHON), "-m", "pip", *ours, str(uv_lock), "--disable-pip-version-check"]
    if subprocess.run(command, check=False).returncode:
        raise InstallationError(
            f"uv, qui installe tout le reste, n’a pas pu être installé : pip n’a pas obtenu ce que nomme "
            f"requirements/{uv_lock.name}, sa raison est ci-dessus. Vérifiez la connexion et ce que dit "
            f"« .venv/bin/python -m pip config list », puis relancez la même commande."
        )
    listed = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, encoding="utf-8", check=False
    )
    settings = pip_settings(listed.stdout)
    offline = ["--no-index"] if settings.get("no-index", "").lower() in ("1", "true", "yes", "on") else []
    command = [str(PYTHON), "-m", "uv", "pip", *ours, str(lock), "--python", str(PYTHON), *offline, *options]
    # What the user told uv itself goes before what pip was told.
    if subprocess.run(command, env=uv_variables(settings) | os.environ, check=False).returncode:
        raise InstallationError(
            f"uv n’a pas pu installer ce que nomme requirements/{lock.name} : sa raison est ci-dessus. "
            f"Vérifiez la connexion et la place libre sur le disque, puis relancez la même commande."
        )
