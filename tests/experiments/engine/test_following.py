"""What is written in a model's file and its helpers: what counts, what does not, what cannot be followed."""

import re
from pathlib import Path

import pytest

from experiments.engine.catalogue import discover, experiments_of
from experiments.engine.freshness import compute_key
from experiments.errors import ExperimentError
from experiments.machine import MACHINE
from experiments.project import ROOT
from tests.experiments.result_sample import FAMILY

HEAD = (
    "import keras\n"
    "from experiments.data.mnist import MnistVectors\n"
    "from experiments.training.settings import experiment\n"
)
MODEL = (
    "@experiment(data=MnistVectors(), batch_size=128, epochs=10)\n"
    "def net_1():\n"
    '    """Voir."""\n'
    "    return {}\n"
)


@pytest.fixture(autouse=True)
def no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.data.mnist.Mnist.fingerprint", lambda self: None)


class Lab:
    """A small project: a family of one model, and the modules beside it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def components(self, before: str = "", returned: str = "None", **helpers: str) -> dict[str, str]:
        """Write the files and return the components of the key of the model."""
        family = self.write("net", HEAD + before + "\n" + MODEL.format(returned) + FAMILY)
        for name, text in helpers.items():
            self.write(name, text)
        (found,) = [each for each in experiments_of(family, "experiments.net") if each.id == "net-1"]
        return compute_key(found, "full", self.root).components

    def write(self, name: str, text: str) -> Path:
        parts = ["__init__" if part == "init" else part for part in name.split("__")]
        path = self.root.joinpath("experiments", *parts).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in {path.parent, self.root / "experiments"}:
            (folder / "__init__.py").touch()
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def refusal(self, before: str = "", returned: str = "None", **helpers: str) -> str:
        with pytest.raises(ExperimentError) as caught:
            self.components(before, returned, **helpers)
        return str(caught.value)


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab(tmp_path)


USE = "from experiments.tools import width"
TOOLS = "SIZE = 3\n\n\ndef width():\n    return SIZE\n"
# In the file of the model, or in the module "tools" beside it: what is there, and by what it is replaced.
STALE = {
    "a constant of the file": ("W = 3", "W", {}, "W = 4", "W", {}),
    "a helper of the file": ("def w():\n  return 3", "w()", {}, "def w():\n  return 4", "w()", {}),
    "the body of a helper": (
        USE,
        "width()",
        {"tools": TOOLS},
        USE,
        "width()",
        {"tools": TOOLS + "width = 5\n"},
    ),
    "the constant of a helper": (
        *(USE, "width()", {"tools": TOOLS}),
        *(USE, "width()", {"tools": TOOLS.replace("3", "4")}),
    ),
    "a second-level helper": (
        *(USE, "width()", {"tools": "from .deep import width", "deep": TOOLS}),
        *(USE, "width()", {"tools": "from .deep import width", "deep": TOOLS.replace("3", "4")}),
    ),
    "a third-level helper through modules": (
        *("from . import tools", "tools.deep.SIZE", {"tools": "from . import deep", "deep": TOOLS}),
        *("from . import tools", "tools.deep.SIZE", {"tools": "from . import deep", "deep": "SIZE = 4"}),
    ),
    "an import inside a function": (
        *(f"def f():\n    {USE}\n    return width()", "f()", {"tools": TOOLS}),
        *(f"def f():\n    {USE}\n    return width()", "f()", {"tools": TOOLS.replace("3", "4")}),
    ),
    "a relative import": (
        *("from .tools import SIZE", "SIZE", {"tools": "SIZE = 3"}),
        *("from .tools import SIZE", "SIZE", {"tools": "SIZE = 4"}),
    ),
    "a star": (
        *("from experiments.tools import *", "SIZE", {"tools": "SIZE = 3"}),
        *("from experiments.tools import *", "SIZE", {"tools": "SIZE = 4"}),
    ),
    "a star of a star": (
        *("from .tools import *", "SIZE", {"tools": "from .deep import *", "deep": "SIZE = 3"}),
        *("from .tools import *", "SIZE", {"tools": "from .deep import *", "deep": "SIZE = 4"}),
    ),
    "an alias": (
        *("import experiments.tools as t", "t.SIZE", {"tools": "SIZE = 3"}),
        *("import experiments.tools as t", "t.SIZE", {"tools": "SIZE = 4"}),
    ),
    "a full name": (
        *("import experiments.tools", "experiments.tools.SIZE", {"tools": "SIZE = 3"}),
        *("import experiments.tools", "experiments.tools.SIZE", {"tools": "SIZE = 4"}),
    ),
    "a package": (
        *(
            "from experiments import blocks",
            "blocks.SIZE",
            {"blocks__init": "from .one import SIZE", "blocks__one": "SIZE = 3"},
        ),
        *(
            "from experiments import blocks",
            "blocks.SIZE",
            {"blocks__init": "from .one import SIZE", "blocks__one": "SIZE = 4"},
        ),
    ),
    "a module passed around": (
        *("from . import tools", "vars(tools)", {"tools": "SIZE = 3"}),
        *("from . import tools", "vars(tools)", {"tools": "SIZE = 4"}),
    ),
    "a name computed in a module": (
        *("from . import tools", "getattr(tools, 'SI' + 'ZE')", {"tools": "SIZE = 3"}),
        *("from . import tools", "getattr(tools, 'SI' + 'ZE')", {"tools": "SIZE = 4"}),
    ),
    "an import by its name": (
        *("import importlib", "importlib.import_module('experiments.tools')", {"tools": "SIZE = 3"}),
        *("import importlib", "importlib.import_module('experiments.tools')", {"tools": "SIZE = 4"}),
    ),
    "the other import by its name": (
        *("", "__import__('experiments.tools').tools.SIZE", {"tools": "SIZE = 3"}),
        *("", "__import__('experiments.tools').tools.SIZE", {"tools": "SIZE = 4"}),
    ),
    "what a helper does when imported": (
        *("import experiments.tools", "None", {"tools": "import keras\nkeras.config.set_floatx('float32')"}),
        *("import experiments.tools", "None", {"tools": "import keras\nkeras.config.set_floatx('float64')"}),
    ),
    "what a helper changes elsewhere": (
        *("import experiments.tools", "None", {"tools": "import keras\nkeras.layers.SIZE = 3"}),
        *("import experiments.tools", "None", {"tools": "import keras\nkeras.layers.SIZE = 4"}),
    ),
    "a call in an unused class": (
        *("", "None", {}),
        *("class C:\n    keras.config.set_floatx('float64')", "None", {}),
    ),
    "a call in an unused default": (
        *("", "None", {}),
        *("def w(n=keras.config.set_floatx('float64')):\n    return n", "None", {}),
    ),
    "a policy set by an assignment": (
        *("old = keras.config.set_floatx('float32')", "None", {}),
        *("old = keras.config.set_floatx('float64')", "None", {}),
    ),
    "a function passed as an argument": (
        *("def f(x):\n    return x", "keras.layers.Lambda(f)", {}),
        *("def f(x):\n    return x + 1", "keras.layers.Lambda(f)", {}),
    ),
    "a function kept in a dict": (
        *("def f():\n    return 1\n\nALL = {'f': f}", "ALL['f']()", {}),
        *("def f():\n    return 2\n\nALL = {'f': f}", "ALL['f']()", {}),
    ),
    "a function that a decorator registers": (
        *("ALL = {}\ndef keep(f):\n    ALL[f.__name__] = f\n@keep\ndef g():\n    return 1", "ALL['g']()", {}),
        *("ALL = {}\ndef keep(f):\n    ALL[f.__name__] = f\n@keep\ndef g():\n    return 2", "ALL['g']()", {}),
    ),
    "a class": ("class C:\n    n = 1", "C.n", {}, "class C:\n    n = 2", "C.n", {}),
    "a field of a dataclass": (
        *("class C:\n    a: int\n    b: int", "C", {}),
        *("class C:\n    b: int\n    a: int", "C", {}),
    ),
    "a decorator": (
        *("def d(f):\n    return f\n@d\ndef w():\n    return 1", "w()", {}),
        *("def d(f):\n    return f\ndef w():\n    return 1", "w()", {}),
    ),
    "the default of a parameter": (
        "def w(n=1):\n    return n",
        "w()",
        {},
        "def w(n=2):\n    return n",
        "w()",
        {},
    ),
    "a default changed from outside": (
        *("def w(n=1):\n    return n\nw.__defaults__ = (2,)", "w()", {}),
        *("def w(n=1):\n    return n\nw.__defaults__ = (3,)", "w()", {}),
    ),
    "the name of a parameter": ("def w(n):\n    return n", "w", {}, "def w(m):\n    return m", "w", {}),
    "an f-string": ("N = 1", "f'relu{N}'", {}, "N = 1", "f'relu{N:02}'", {}),
    "a walrus": ("A = (B := 1)", "B", {}, "A = (B := 2)", "B", {}),
    "a condition": ("if True:\n    N = 1", "N", {}, "if True:\n    N = 2", "N", {}),
    "which variable is read": (
        *("def w():\n    a = 1\n    b = 2\n    return a", "w()", {}),
        *("def w():\n    a = 1\n    b = 2\n    return b", "w()", {}),
    ),
    "a global set by a function": (
        *("N = 1\ndef w():\n    global N\n    N = 2\n    return N", "w()", {}),
        *("N = 1\ndef w():\n    N = 2\n    return N", "w()", {}),
    ),
    "a text that is no message": ("", "keras.Sequential(name='a')", {}, "", "keras.Sequential(name='b')", {}),
    "what is computed to be printed": (
        "def w():\n    print(next(I))\n",
        "w()",
        {},
        "def w():\n    print(I)\n",
        "w()",
        {},
    ),
    "which error is raised": (
        *("def w():\n    raise ValueError('a')", "w()", {}),
        *("def w():\n    raise TypeError('a')", "w()", {}),
    ),
}
INNER = (
    "def w():\n    a = 1\n    def f():\n        nonlocal a\n        a += 1\n        return a\n    return f"
)
FRESH = {
    "a comment": ("W = 3", "W", {}, "# trois\nW = 3  # bien", "W", {}),
    "a docstring": ("def w():\n    return 1", "w()", {}, 'def w():\n    """Un."""\n    return 1', "w()", {}),
    "layout": ("W = [1, 2]", "W", {}, "W = [\n    1,\n    2,\n]", "W", {}),
    "line endings": ("def w():\n    return 1", "w()", {}, "def w():\r\n    return 1", "w()", {}),
    "the way a number is written": ("W = 0.001", "W", {}, "W = 1e-3", "W", {}),
    "an unused global": ("", "None", {}, "UNUSED = 4", "None", {}),
    "an unused import": ("", "None", {}, "import pandas.io, os\nfrom numpy import load", "None", {}),
    "an unused helper": ("", "None", {}, "def w():\n    return eval('1')", "None", {}),
    "an unused helper of a module": (
        *(USE, "width()", {"tools": TOOLS}),
        *(USE, "width()", {"tools": "import os\n\n\ndef other():\n    return os.getcwd()\n\n\n" + TOOLS}),
    ),
    "an unused helper of a module passed by name": (
        *("from . import tools", "tools.width()", {"tools": TOOLS}),
        *("from . import tools", "tools.width()", {"tools": TOOLS + "def other():\n    return 1\n"}),
    ),
    "an unused helper of a module starred": (
        *("from .tools import *", "width()", {"tools": TOOLS}),
        *("from .tools import *", "width()", {"tools": TOOLS + "def other():\n    return 1\n"}),
    ),
    "an unused class": (
        *("", "None", {}),
        *("class C(keras.layers.Layer):\n    n = 3\n    def f(self):\n        eval('1')", "None", {}),
    ),
    "a neighbour": ("", "None", {}, MODEL.format("open(keras)").replace("net_1", "net_2"), "None", {}),
    "annotations": (
        *("def w(n):\n    m = n\n    return m", "w(1)", {}),
        *("def w(n: int) -> 'int':\n    k: str\n    m: float = n\n    return m", "w(1)", {}),
    ),
    "the annotation of a global": ("W = 3", "W", {}, "from typing import Final\nW: Final = 3", "W", {}),
    "an import for type checkers": (
        *("import typing", "None", {}),
        *("import typing\nif typing.TYPE_CHECKING:\n    from numpy import load", "None", {}),
    ),
    "a renamed local": (
        *("def w(n):\n    a = n\n    for i in a:\n        a += i\n    return [b for b in a]", "w(1)", {}),
        *("def w(n):\n    b = n\n    for k in b:\n        b += k\n    return [a for a in b]", "w(1)", {}),
    ),
    "a local renamed as an unused global": (
        *("N = 1\ndef w():\n    a = 2\n    return a", "w()", {}),
        *("N = 1\ndef w():\n    N = 2\n    return N", "w()", {}),
    ),
    "a renamed local that an inner function reads": (
        *(INNER, "w()", {}),
        *(INNER.replace(" a", " b"), "w()", {}),
    ),
    "a print": ("", "None", {}, "print('bonjour', 3)", "None", {}),
    "the wording of a message": (
        *("def w(n):\n    if not n:\n        raise ValueError(f'a {n}')\n    assert n, 'non'", "w(1)", {}),
        *("def w(n):\n    if not n:\n        raise ValueError(f'b: {n}!')\n    assert n", "w(1)", {}),
    ),
    "the wording of a log": (
        *("import logging\ndef w():\n    logging.info('a')\n    return 1", "w()", {}),
        *("import logging\ndef w():\n    logging.info('b')\n    print('c')\n    return 1", "w()", {}),
    ),
}  # fmt: skip
Case = tuple[str, str, dict[str, str], str, str, dict[str, str]]


@pytest.mark.parametrize("case", STALE.values(), ids=STALE.keys())
def test_what_can_change_a_number_counts(lab: Lab, case: Case) -> None:
    before, returned, helpers, after, then, others = case
    assert lab.components(before, returned, **helpers) != lab.components(after, then, **others)


@pytest.mark.parametrize("case", FRESH.values(), ids=FRESH.keys())
def test_what_cannot_change_a_number_does_not_count(lab: Lab, case: Case) -> None:
    before, returned, helpers, after, then, others = case
    assert lab.components(before, returned, **helpers) == lab.components(after, then, **others)


@pytest.mark.parametrize(
    ("before", "read"),
    [
        ("import os", "os.environ['WIDTH']"),
        ("import os", "os.environ.get('WIDTH', '3')"),
        ("import os", "os.getenv('WIDTH')"),
        ("import os", "os.getenv(key='WIDTH')"),
        ("import os as system", "system.getenv('WIDTH')"),
        ("from os import environ as e", "e['WIDTH']"),
        ("from os import *", "getenv('WIDTH')"),
        ("import os\nNAME = 'WIDTH'", "os.environ[NAME]"),
        ("import os", "'WIDTH' in os.environ"),
        ("import os", "getattr(os, 'environ')['WIDTH']"),
        ("from .tools import environ", "environ['WIDTH']"),
        ("from .tools import width", "width()"),
    ],
)
def test_an_environment_variable_counts_by_its_value(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, before: str, read: str
) -> None:
    tools = "import os\nfrom os import environ\n\n\ndef width():\n    return os.environ['WIDTH']\n"
    values = []
    for value in (None, "3", "4"):
        monkeypatch.delenv("WIDTH", raising=False)
        if value is not None:
            monkeypatch.setenv("WIDTH", value)
        values.append(lab.components(before, read, tools=tools)["variable WIDTH"])
    assert values == ["None", "'3'", "'4'"]


def test_an_environment_variable_that_is_set_is_not_read(lab: Lab) -> None:
    found = lab.components("import os\nos.environ['TF_DETERMINISTIC_OPS'] = '1'")
    assert not [name for name in found if name.startswith("variable")]


@pytest.mark.parametrize(
    ("before", "read"),
    [
        ("", "open('sizes.txt').read()"),
        ("", "open(file='sizes.txt', mode='r')"),
        ("def f():\n    with open('sizes.txt') as lines:\n        return list(lines)", "f()"),
        ("import pathlib", "pathlib.Path('sizes.txt').read_text()"),
        ("from pathlib import Path\nFILE = Path('sizes.txt')", "FILE.read_bytes()"),
        ("from pathlib import Path", "(Path(__file__).resolve().parent.parent / 'sizes.txt').open()"),
        ("from experiments.project import ROOT", "(ROOT / 'sizes.txt').read_text()"),
        ("import os", "open(os.path.join(os.path.dirname(__file__), '..', 'sizes.txt'))"),
        ("import numpy as np", "np.load('sizes.txt')"),
        ("from numpy import loadtxt", "loadtxt(fname='sizes.txt')"),
        ("from numpy import *", "genfromtxt('sizes.txt')"),
        ("import pandas as pd", "pd.read_csv('sizes.txt')"),
        ("import json", "json.load(open('sizes.txt'))"),
        ("from PIL import Image", "Image.open('sizes.txt')"),
        ("", "keras.saving.load_model('sizes.txt')"),
        ("", "keras.Sequential().load_weights('sizes.txt')"),
        ("", "keras.applications.VGG16(weights='sizes.txt')"),
        ("def f(path='sizes.txt'):\n    return 1\nS = open('sizes.txt').read()", "S"),
    ],
)
def test_a_file_counts_by_its_content(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, before: str, read: str
) -> None:
    monkeypatch.setattr("experiments.engine.lock.installed_version", lambda distribution: "1")
    file = lab.root / "sizes.txt"
    absent = lab.components(before, read)["fichier sizes.txt"]
    contents = []
    for text in ("3", "4", "3"):
        file.write_text(text)
        contents.append(lab.components(before, read)["fichier sizes.txt"])
    assert absent == "absent"
    assert contents[0] == contents[2] != contents[1]


@pytest.mark.parametrize("write", ["open('a.txt', 'w')", "open('a.txt', mode='ab')"])
def test_a_file_that_is_written_is_not_read(lab: Lab, write: str) -> None:
    assert not [name for name in lab.components("", write) if name.startswith("fichier")]


REFUSED = [
    ("", "eval('W')"),
    ("", "exec('W = 3')"),
    ("", "globals()['W']"),
    ("", "locals()"),
    ("", "vars()"),
    ("f = eval", "f('W')"),
    ("import builtins", "builtins.eval('W')"),
    ("import importlib\nN = input", "importlib.import_module(N)"),
    ("from importlib import import_module", "import_module('.tools', 'experiments')"),
    ("", "__import__('experiments.' + 'tools')"),
    ("import importlib.util", "importlib.util.find_spec('os')"),
    ("", "__import__('os').environ['W']"),
    ("class C:\n    import os\n    def w(self):\n        return self.os.getenv('W')", "C().w()"),
    ("import tensorflow as tf", "tf.io.gfile.GFile(str(keras))"),
    ("import runpy", "runpy.run_path('a.py')"),
    ("import sys", "sys.modules['experiments.tools']"),
    ("import os\nN = str(3)", "os.environ[N]"),
    ("import os", "os.environ.get('A' + 'B')"),
    ("import os", "dict(os.environ)"),
    ("import os", "getattr(os, 'env' + 'iron')"),
    ("import os", "os.path.expandvars('$HOME')"),
    ("import os", "os.listdir('.')"),
    ("", "open('a' + '.txt')"),
    ("", "open('/etc/hostname')"),
    ("", "open('../a.txt')"),
    ("", "open(str(keras))"),
    ("reader = open", "reader('a.txt')"),
    ("import numpy as np", "np.load(str(keras))"),
    ("import numpy as np", "list(map(np.load, ['a.npy']))"),
    ("from pathlib import Path", "list(Path('.').iterdir())"),
    ("from pathlib import Path\ndef f(name):\n    return Path(name).read_text()", "f('a')"),
    ("", "keras.datasets.mnist.load_data()"),
    ("import subprocess", "subprocess.run(['ls'])"),
    ("import socket", "socket.socket()"),
]


@pytest.mark.parametrize(("before", "returned"), REFUSED, ids=[f"{b} {r}" for b, r in REFUSED])
def test_what_cannot_be_followed_is_refused_with_its_line(lab: Lab, before: str, returned: str) -> None:
    assert re.match(
        r"net\.py, ligne \d+ : « .+ » .+\. (Écrivez|Importez|Nommez|Appelez) .+\.$",
        lab.refusal(before, returned),
    )


def test_a_refusal_names_the_line_of_the_helper(lab: Lab) -> None:
    tools = "import os\n\n\ndef width(name):\n    size = os.environ[name]\n    return size\n"
    assert lab.refusal("from .tools import width", "width('W')", tools=tools) == (
        "tools.py, ligne 5 : « size = os.environ[name] » lit une variable d’environnement, et rien ne dirait "
        "que le résultat n’est plus à jour quand cela change. Écrivez le nom de la variable."
    )


@pytest.mark.parametrize(
    "before",
    [
        "def f(input, vars, open, io):\n    return input(3), vars[0], open(2), io.x\nf(1, 2, 3, 4)",
        "input = keras.Input(shape=(3,))\nprint(input)",
        "class Shelf:\n    def load(self, path):\n        return path\n\nS = Shelf().load(3)",
        "from sklearn.preprocessing import scale\nX = scale([1])",
        "import json\nX = json.loads('3')",
    ],
)
def test_what_only_looks_like_reading_is_accepted(lab: Lab, before: str) -> None:
    assert "modèle" in lab.components(before)


def test_the_version_of_any_library_used_counts(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.engine.lock.installed_version", {"some-frames": "2.1"}.get)
    monkeypatch.setattr(
        "experiments.engine.lock.metadata.packages_distributions", lambda: {"frames": ["Some.Frames"]}
    )
    tools = "import frames, unused_frames\n\n\ndef width():\n    return frames.width()\n"
    found = lab.components("from .tools import width", "width()", tools=tools)
    assert found["bibliothèque some-frames"] == "2.1"
    assert not [name for name in found if "unused" in name]


def test_a_library_that_is_not_there_is_refused_with_its_line(lab: Lab) -> None:
    tools = "import no_such_library\n\n\ndef width():\n    return no_such_library.width()\n"
    assert lab.refusal("from .tools import width", "width()", tools=tools) == (
        "tools.py, ligne 1 : no_such_library n’est ni dans le verrou des dépendances ni installé : "
        "installez-le, ou ne l’utilisez pas."
    )


def test_modules_that_import_each_other(lab: Lab) -> None:
    tools = "from . import deep\n\n\ndef width():\n    return deep.size()\n"
    deep = "from experiments import tools\n\n\ndef size():\n    return tools.width and 3\n"
    found = lab.components("from .tools import width", "width()", tools=tools, deep=deep)
    assert {"module experiments.tools", "module experiments.deep"} <= found.keys()


def test_the_machine_is_told_from_the_families_by_name() -> None:
    """A module added to the machine must be declared, or it would be followed as a student's."""
    package = ROOT / "experiments"
    there = {path.stem for path in package.glob("*.py")} | {
        p.parent.name for p in package.glob("*/__init__.py")
    }
    assert there == MACHINE | {experiment.module.rpartition(".")[2] for experiment in discover()}
