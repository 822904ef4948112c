"""What a model can read besides its own code, and the calls that read it."""

import re

# Names whose value no reading of the source can tell. A name stands for all that it holds.
UNKNOWN = {
    **dict.fromkeys(("builtins.eval", "builtins.exec", "builtins.compile"), "exécute un texte"),
    **dict.fromkeys(
        ("builtins.globals", "builtins.locals", "builtins.vars"), "atteint des noms sans les écrire"
    ),
    **dict.fromkeys(
        ("builtins.__builtins__", "sys.modules", "inspect", "gc"), "atteint des noms sans les écrire"
    ),
    **dict.fromkeys(("builtins.__import__", "importlib", "runpy", "pkgutil", "imp"), "importe sans nommer"),
    **dict.fromkeys(("sys.path", "sys.meta_path", "sys.path_hooks", "site"), "change ce qui est importé"),
    **dict.fromkeys(
        ("builtins.input", "sys.argv", "sys.stdin", "getpass", "argparse"), "lit ce que tape quelqu’un"
    ),
    **dict.fromkeys(
        ("os.environ", "os.environb", "os.getenv", "os.getenvb"), "lit une variable d’environnement"
    ),
    **dict.fromkeys(("os.path.expandvars", "os.path.expanduser"), "lit une variable d’environnement"),
    **dict.fromkeys(("builtins.open", "io", "codecs.open", "os.open", "os.fdopen", "mmap"), "lit un fichier"),
    **dict.fromkeys(
        ("zipfile", "tarfile", "gzip", "bz2", "lzma", "fileinput", "linecache"), "lit un fichier"
    ),
    **dict.fromkeys(("shelve", "dbm", "sqlite3", "configparser", "netrc"), "lit un fichier"),
    **dict.fromkeys(("os.listdir", "os.scandir", "os.walk", "os.stat", "glob"), "lit un dossier"),
    **dict.fromkeys(("os.path.exists", "os.path.isfile", "os.path.isdir"), "lit un dossier"),
    **dict.fromkeys(("os.path.getsize", "os.path.getmtime", "os.getcwd"), "lit un dossier"),
    **dict.fromkeys(
        ("subprocess", "os.popen", "os.system", "ctypes", "multiprocessing"), "lance un programme"
    ),
    **dict.fromkeys(("socket", "urllib.request", "http", "ftplib", "requests", "httpx"), "lit le réseau"),
}
# Attributes that give environment variables, whatever the module os is called.
VARIABLES = {"environ", "environb", "getenv", "getenvb"}
OPENERS = {"builtins.open", "io.open", "codecs.open"}
# Functions of libraries that read the file named by their first argument.
READER = re.compile(
    r"load(_(?!state|own)\w+)?|open|imread|fromfile|loadtxt|genfromtxt|memmap|read_\w+|G?File|get_file|\w+_from_directory"
)
# Methods that read the file that they are called on.
READ_METHODS = {"open", "read_bytes", "read_text"}
# Methods that read the file they are given.
LOAD_METHODS = {"load_weights", "load_model"}
# Methods that look into a folder: what is there cannot be told from the source.
FOLDER_METHODS = {"exists", "glob", "is_dir", "is_file", "iterdir", "rglob"}
SOURCES = ("path", "file", "filename", "filepath", "filepath_or_buffer", "fname", "fp")


def unknown(name: str) -> str | None:
    """Return what makes a dotted name impossible to follow, in French; None when nothing does."""
    parts = name.split(".")
    prefixes = (".".join(parts[:end]) for end in range(1, len(parts) + 1))
    return next((UNKNOWN[prefix] for prefix in prefixes if prefix in UNKNOWN), None)
