"""What counts as a change of the source, and what does not."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.code.essential import essential
from experiments.code.source import digest, names_bound, parse, parse_essential, statements_by_name
from experiments.errors import ExperimentError
from experiments.project import ROOT

FILES = sorted((ROOT / "experiments").rglob("*.py"))
FUNCTION = "def model(width):\n    return width * 2\n"


def digest_of(source: str) -> str:
    return digest(essential(ast.parse(source)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_comments_and_layout_of_every_file_of_the_project_do_not_count(path: Path) -> None:
    assert digest_of(ast.unparse(parse(path))) == digest(parse_essential(path))


@pytest.mark.parametrize(
    "source",
    [
        "# Why.\ndef model(width):  # pixels\n\n\n    return width * 2\n",
        'def model(width):\n    """Double the width."""\n    return width * 2\n',
        '"""A module."""\ndef model(width):\n    return width * 2\n',
        "def model(\n    width,\n):\n    return (\n        width\n        * 2\n    )\n",
        'def model(width):\n    "an aside"\n    return width * 2\n    "another"\n',
        "def model(width):\n\treturn width * 0x2\n",
    ],
)
def test_what_a_reader_alone_sees_does_not_count(source: str) -> None:
    assert digest_of(source) == digest_of(FUNCTION)


@pytest.mark.parametrize(
    "source",
    [
        FUNCTION.replace("2", "3"),
        FUNCTION.replace("2", "2.0"),
        FUNCTION.replace("2", "'2'"),
        FUNCTION.replace("*", "+"),
        FUNCTION.replace("* 2", "* (2 if width else 2)"),
        FUNCTION.replace("width", "height"),
        FUNCTION.replace("(width)", "(width=1)"),
        FUNCTION.replace("(width)", "(*width)"),
        FUNCTION.replace("def", "@cached\ndef"),
        FUNCTION.replace("def", "async def"),
        FUNCTION.replace("return", "yield"),
        FUNCTION + "model(1)\n",
    ],
)
def test_what_python_sees_counts(source: str) -> None:
    assert digest_of(source) != digest_of(FUNCTION)


def test_the_order_of_statements_counts() -> None:
    assert digest_of("a = 1\nb = 2\n") != digest_of("b = 2\na = 1\n")


constants = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
)


@given(constants, constants)
def test_two_constants_count_as_one_only_if_they_are_the_same(first: object, second: object) -> None:
    same = (type(first), repr(first)) == (type(second), repr(second))
    assert (digest_of(f"x = [{first!r}]") == digest_of(f"x = [{second!r}]")) == same


class FunctionDef(ast.FunctionDef):
    """The node as Python 3.12 writes it, with a field that Python 3.11 does not know."""

    _fields = (*ast.FunctionDef._fields, "type_params")


def test_a_field_that_a_newer_python_adds_does_not_count_while_it_is_empty() -> None:
    (old,) = ast.parse(FUNCTION).body
    new = FunctionDef(**dict(ast.iter_fields(old)), type_params=[])
    assert digest(new) == digest(old)
    new.type_params = [ast.Name("T")]
    assert digest(new) != digest(old)


def test_a_character_that_an_older_python_cannot_print_is_written_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tree = ast.parse("face = '\U0001fae8'")
    before = digest(tree)
    monkeypatch.setattr("builtins.repr", lambda value: "as another version of Python writes it")
    assert digest(tree) == before


def test_each_name_of_an_import_is_a_statement_of_its_own() -> None:
    alone = statements_by_name(ast.parse("from keras.layers import Dense"))
    among = statements_by_name(ast.parse("from keras.layers import Conv2D, Dense, Flatten as Flat"))
    assert sorted(among) == ["Conv2D", "Dense", "Flat"]
    assert digest(*among["Dense"]) == digest(*alone["Dense"])
    assert digest(*among["Dense"]) != digest(*among["Conv2D"])


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("import keras", {"keras"}),
        ("import keras.layers", {"keras"}),
        ("import numpy as np", {"np"}),
        ("from a import b as c", {"c"}),
        ("from a import *", set()),
        ("x = y = 1", {"x", "y"}),
        ("(x, [y, *z]) = a", {"x", "y", "z"}),
        ("x[0] = 1", {"x"}),
        ("x: int = 1", {"x"}),
        ("x += 1", {"x"}),
        ("class A: pass", {"A"}),
        ("async def f(): pass", {"f"}),
        ("f()", set()),
        ("if a:\n    x = 1", set()),
    ],
)
def test_names_that_a_statement_defines(statement: str, names: set[str]) -> None:
    (node,) = ast.parse(statement).body
    assert names_bound(node) == names


def test_a_text_alone_is_no_statement() -> None:
    tree = essential(ast.parse('"""A module."""\nx = 1\n"""What x is."""\n'))
    assert statements_by_name(tree).keys() == {"x"}


def test_invalid_python_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "reseau.py"
    path.write_text("x = 1\ny = (\n", encoding="utf-8")
    with pytest.raises(ExperimentError) as caught:
        parse(path)
    assert str(caught.value) == (
        "reseau.py, ligne 2 : ce n’est pas du Python valide ('(' was never closed). Corrigez-la."
    )


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "reseau.py"
    path.write_bytes("x = 'é'".encode("latin-1"))
    with pytest.raises(ExperimentError) as caught:
        parse(path)
    assert str(caught.value) == (
        "reseau.py n’est pas enregistré en UTF-8 (octet 5 illisible). Enregistrez-le dans cet encodage."
    )


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "reseau.py"
    path.write_text("x = 1", encoding="utf-8-sig")
    assert digest(parse_essential(path)) == digest_of("x = 1")
