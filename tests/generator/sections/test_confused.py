"""The examples that cells open on: all of those counted, in their cell, or none."""

import base64
import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.pictures import PNG_SIGNATURE
from generator.report.loaded import confused_files
from generator.sections.confused import confused
from generator.sections.confusion import confusion
from generator.sections.loaded import loaded
from tests.generator.one_page import render_text
from tests.generator.page_tree import parse
from tests.generator.samples import LABELS, evaluation, sample_record

ANSWERS = st.dictionaries(st.integers(0, len(LABELS) - 1), st.sampled_from("0123"), max_size=30)
TABLE = (
    '{% from "sections/confusion.md.j2" import confusion_table with context %}'
    '{{ confusion_table(matrix, model, "partie/page.md") }}'
)


def png(rank: int) -> str:
    return base64.b64encode(PNG_SIGNATURE + rank.to_bytes(2)).decode()


def model(said: dict[int, str], misread: object = None) -> Result:
    """Return a result that says this of some test examples, and keeps pictures of those it misreads."""
    record = sample_record()
    record["evaluation"]["test"] = evaluation(said)
    wrong = [rank for rank in sorted(said) if said[rank] != LABELS[rank]]
    kept = [{"index": rank, "png": png(rank)} for rank in wrong]
    record["inspection"] = {"misread": kept if misread is None else misread}
    return Result.model_validate(record)


@given(ANSWERS)
def test_each_cell_opens_on_as_many_examples_as_it_counts(said: dict[int, str]) -> None:
    result = model(said)
    cells = confused(result)
    counts = result.evaluation["test"].confusion_matrix
    expected = {f"{i}/{j}": n for i, row in enumerate(counts) for j, n in enumerate(row) if i != j and n}
    assert {place: len(examples) for place, examples in cells.items()} == expected
    for place, examples in cells.items():
        for rank, picture in examples:
            assert (f"{LABELS[rank]}/{said[rank]}", picture) == (place, png(rank))


@pytest.mark.parametrize(
    "misread",
    [
        [],
        [{"index": 0, "png": png(0)}],
        [{"index": 0, "name": "a.jpeg"}, {"index": 5, "name": "b.jpeg"}],
        "autre chose",
        [7, None],
    ],
)
def test_cells_stay_plain_where_a_picture_is_lacking(misread: object) -> None:
    result = model({0: "3", 5: "2"}, misread)
    assert confused(result) == {}
    assert confusion(result, "test").examples == ""
    assert confused_files([result]) == {}


@pytest.mark.parametrize("text", ["é", 7, '"><script>', base64.b64encode(b"<svg/>").decode()])
def test_what_is_no_picture_never_reaches_the_site(text: object) -> None:
    with pytest.raises(ResultError, match=r"^results/mlp-raw-1.json : /inspection/misread/0/png : ce n’est "):
        confused(model({0: "3"}, [{"index": 0, "png": text}]))


def test_the_file_hands_over_what_the_cells_open_on() -> None:
    result = model({0: "3", 5: "2"})
    ((path, content),) = confused_files([result]).items()
    assert path == "confusions/mlp-raw-1.js"
    assert confusion(result, "test").examples == f"{path}?{hashlib.sha256(content).hexdigest()[:12]}"
    found = re.fullmatch(r"received\((.*)\);\n", content.decode())
    assert found is not None
    assert json.loads(found[1]) == {"0/3": [[0, png(0)]], "1/2": [[5, png(5)]]}


def test_a_script_hands_over_any_text() -> None:
    assert loaded({"é": '"</script>'}).decode() == 'received({"é":"\\"</script>"});\n'


@pytest.mark.parametrize(("split", "said"), [("test", {}), ("validation", {0: "3"})])
def test_nothing_opens_where_there_is_no_error_or_no_example_kept(split: str, said: dict[int, str]) -> None:
    assert confusion(model(said), split).examples == ""


def test_the_page_says_where_the_file_is() -> None:
    class Shown:
        id, title, replicated = "mlp-raw-1", "Modèle 1", False
        names = model({}).names

    result = model({0: "3"})
    page = parse(render_text(TABLE, matrix=confusion(result, "test"), model=Shown))
    (table,) = page.find("table", "confusion")
    ((path, content),) = confused_files([result]).items()
    version = hashlib.sha256(content).hexdigest()[:12]
    assert table.attributes["data-examples"] == f"../../{path}?{version}"
    names = result.names
    assert (table.attributes["data-one"], table.attributes["data-noun"]) == (names.example, names.examples)
    plain = parse(render_text(TABLE, matrix=confusion(model({}), "test"), model=Shown))
    assert "data-examples" not in plain.find("table", "confusion")[0].attributes
