"""Which modules are reached from an import, in every way of writing one."""

import ast
from pathlib import Path

import pytest

from experiments.code.imports import import_closure, imported_names, module_path


def package(root: Path, **files: str) -> Path:
    """Write a package ``lab``; the names of the modules have ``__`` for each dot."""
    for name, text in files.items():
        path = root.joinpath("lab", *name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        for folder in (path.parent, root / "lab"):
            (folder / "__init__.py").touch()
    return root


@pytest.mark.parametrize(
    "statement",
    [
        "import lab.tools",
        "import lab.tools as t",
        "from lab import tools",
        "from lab import tools as t",
        "from lab.tools import width",
        "from lab.tools import *",
        "from . import tools",
        "from .tools import width",
        "def f():\n    import lab.tools",
        "class A:\n    from .tools import width",
        "if False:\n    from lab.tools import width",
        "try:\n    import lab.tools\nexcept ImportError:\n    pass",
    ],
)
def test_every_way_of_importing_a_module_reaches_it(tmp_path: Path, statement: str) -> None:
    root = package(tmp_path, start=statement, tools="width = 1")
    assert import_closure(root, {"lab.start"}).modules.keys() == {"lab", "lab.start", "lab.tools"}


def test_modules_are_reached_through_others_and_their_packages(tmp_path: Path) -> None:
    root = package(
        tmp_path,
        start="from .deep.one import x",
        deep__one="from ..deep import two\nfrom .. import sibling",
        deep__two="x = 1",
        sibling="x = 1",
        stranger="x = 1",
    )
    assert import_closure(root, {"lab.start"}).modules.keys() == {
        "lab",
        "lab.start",
        "lab.deep",
        "lab.deep.one",
        "lab.deep.two",
        "lab.sibling",
    }


def test_what_a_package_imports_itself_is_relative_to_it(tmp_path: Path) -> None:
    root = package(tmp_path, start="import lab.deep", deep__one="x = 1")
    (root / "lab" / "deep" / "__init__.py").write_text("from .one import x", encoding="utf-8")
    assert "lab.deep.one" in import_closure(root, {"lab.start"}).modules


def test_modules_that_import_each_other_are_reached_once(tmp_path: Path) -> None:
    root = package(tmp_path, one="import lab.two", two="from lab import one")
    assert import_closure(root, {"lab.one"}).modules.keys() == {"lab", "lab.one", "lab.two"}


def test_third_party_packages_are_told_from_the_standard_library(tmp_path: Path) -> None:
    root = package(
        tmp_path,
        start="import os, json\nfrom keras.layers import Dense\nimport numpy as np\nfrom lab import tools",
        tools="def f():\n    import sklearn.metrics",
    )
    closure = import_closure(root, {"lab.start"}, {"jax"})
    assert closure.libraries == {"jax", "keras", "numpy", "sklearn"}


def test_a_folder_without_init_is_no_library(tmp_path: Path) -> None:
    root = package(tmp_path, start="from lab.plain.one import x")
    (root / "lab" / "plain").mkdir()
    (root / "lab" / "plain" / "one.py").write_text("x = 1", encoding="utf-8")
    closure = import_closure(root, {"lab.start"})
    assert closure.libraries == set()
    assert "lab.plain.one" in closure.modules


def test_imported_names_include_the_packages_above() -> None:
    assert imported_names(ast.parse("from a.b import c")) == {"a", "a.b", "a.b.c"}


def test_module_path_prefers_the_module_to_nothing(tmp_path: Path) -> None:
    root = package(tmp_path, deep__one="")
    assert module_path(root, "lab.deep.one") == root / "lab" / "deep" / "one.py"
    assert module_path(root, "lab.deep") == root / "lab" / "deep" / "__init__.py"
    assert module_path(root, "lab.none") is None
