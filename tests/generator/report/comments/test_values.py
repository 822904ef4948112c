"""Values are inserted by path, with their source; what is no value is told with its line."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.report.comments.expression import look_up, parse
from generator.report.comments.fault import CommentError
from tests.generator.page_tree import parse as tree
from tests.generator.report.comments.desk import commented, faults, results_of


@pytest.fixture(scope="module")
def results(made_up_results: Path) -> dict[str, Result]:
    return results_of(made_up_results)


RAW = '"mlp-raw-1"'
SCORE = f"{RAW}.evaluation.test.accuracy"


@pytest.mark.parametrize(
    ("written", "shown", "source"),
    [
        (f"{SCORE} | pourcent", "88 %", "/evaluation/test/accuracy"),
        (f"{SCORE}|pourcent", "88 %", "/evaluation/test/accuracy"),
        (f"{RAW}.model.parameters | entier", "67", "/model/parameters"),
        (f"{RAW}.model.parameters", "67", "/model/parameters"),
        (f"{RAW}.provenance.seconds | duree", "1 min 30 s", "/provenance/seconds"),
        (f"{RAW}.provenance.seconds | durée", "1 min 30 s", "/provenance/seconds"),
        (f"{RAW}.training.optimizer.name", "RMSprop", "/training/optimizer/name"),
        (f"{RAW}.training.optimizer.arguments.learning_rate", "0,001", None),
        (f"{RAW}.history.loss[-1] | nombre", None, "/history/loss/2"),
        (f"{RAW}.history.loss[2] | nombre", None, "/history/loss/2"),
        (f"{RAW}.history.val_accuracy[0] | pourcent", None, "/history/val_accuracy/0"),
        (f"{RAW}.model.layers[0].name", "dense", "/model/layers/0/name"),
    ],
)
def test_a_value_is_shown_with_its_source(
    written: str, shown: str | None, source: str | None, results: dict[str, Result]
) -> None:
    comment = commented(f"Voici {{{{ {written} }}}}.", results)
    assert comment.faults == () and not comment.typed
    (quantity,) = tree(comment.html).find("data", "quantity")
    if shown is not None:
        assert quantity.text.replace("\u00a0", " ").replace("\u202f", " ") == shown
    if source is not None:
        assert quantity.attributes["data-source"] == f"results/mlp-raw-1.json#{source}"


def test_a_difference_names_both_its_sources(results: dict[str, Result]) -> None:
    other = '"cnn-1".evaluation.test.accuracy'
    comment = commented(f"{{{{ {other} - {SCORE} | points }}}}", results)
    (quantity,) = tree(comment.html).find("data", "quantity")
    first, second = (results[name].evaluation["test"].accuracy for name in ("cnn-1", "mlp-raw-1"))
    assert float(quantity.attributes["value"]) == first - second
    assert quantity.attributes["data-source"].split() == [
        f"results/{name}.json#/evaluation/test/accuracy" for name in ("cnn-1", "mlp-raw-1")
    ]
    assert "point" in quantity.text


def test_a_value_in_a_table_or_in_bold_is_one_too(results: dict[str, Result]) -> None:
    comment = commented(f"| a | b |\n| --- | --- |\n| **{{{{ {SCORE} | pourcent }}}}** | x |\n", results)
    (cell, other) = tree(comment.html).find("td")
    assert (len(cell.find("data", "quantity")), other.text) == (1, "x")


KNOWN = "cnn-1, cnn-2, cnn-pneumonia, cnn-pneumonia-2, mlp-hog-1, mlp-hog-2, mlp-raw-1, mlp-raw-2."
A_VALUE = (
    "n’est pas une valeur. Attendu : le nom d’un résultat entre guillemets droits, un chemin, un filtre ; "
    "par "
    'exemple {{ "nom-du-modèle".evaluation.test.accuracy | pourcent }}.'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ 7*7 }}", f"ligne 1 : {{{{ 7*7 }}}} {A_VALUE}"),
        ("{{}}", f"ligne 1 : {{{{}}}} {A_VALUE}"),
        (
            "a\n\nb\n{{ oubliée",
            "ligne 4 : Ces accolades {{ ne se referment pas. Fermez-les par }} sur la même ligne.",
        ),
        (
            '{{ "mlp_raw_1".model }}',
            "ligne 1 : « mlp_raw_1 » n’est le nom d’aucun résultat. Vouliez-vous dire « mlp-raw-1 » ? Les "
            f"résultats sont : {KNOWN}",
        ),
        (
            f"a\n{{{{ {RAW}.evaluation.tset.accuracy }}}}",
            "ligne 2 : results/mlp-raw-1.json : evaluation n’a pas « tset ». Vouliez-vous dire « test » ? "
            "On y "
            "trouve : train, validation, test.",
        ),
        (
            f"{{{{ {SCORE} | pourcents }}}}",
            "ligne 1 : Le filtre « pourcents » n’est pas celui d’une valeur. Vouliez-vous dire « pourcent "
            "» ? Ce "
            "sont : pourcent, nombre, entier, duree, texte.",
        ),
        (
            f"{{{{ {RAW}.history.loss[3] }}}}",
            "ligne 1 : results/mlp-raw-1.json : history.loss est une liste de 3 valeurs, dont « 3 » n’est "
            "pas un "
            "rang. Écrivez [0] pour la première, [-1] pour la dernière.",
        ),
        (
            f"{{{{ {SCORE}.x }}}}",
            "ligne 1 : results/mlp-raw-1.json : evaluation.test.accuracy est une valeur, qui ne contient pas "
            "« x ». Arrêtez le chemin avant.",
        ),
        (
            f"{{{{ {RAW}.model.parameters | pourcent }}}}",
            "ligne 1 : results/mlp-raw-1.json : model.parameters vaut 67 ; le filtre « pourcent » attend une "
            "proportion, de 0 à 1. Écrivez « nombre ».",
        ),
        (
            f"{{{{ {SCORE} | entier }}}}",
            "ligne 1 : results/mlp-raw-1.json : evaluation.test.accuracy vaut 0,875 ; le filtre « entier "
            "» attend "
            "un nombre entier. Écrivez « nombre ».",
        ),
        (
            f"{{{{ {RAW}.history }}}}",
            "ligne 1 : results/mlp-raw-1.json : history : un nombre est attendu, c’est un groupe. "
            "Allongez le "
            "chemin d’un de ces noms : loss, accuracy, val_loss, val_accuracy, learning_rate.",
        ),
        (
            f"{{{{ {RAW}.model.parameters - {SCORE} | points }}}}",
            "ligne 1 : Le filtre « points » attend la différence de deux exactitudes, comme "
            '"a".evaluation.test.accuracy - "b".evaluation.test.accuracy. Écrivez « nombre ».',
        ),
    ],
)
def test_what_is_no_value_is_told_with_its_line(text: str, told: str, results: dict[str, Result]) -> None:
    assert faults(text, results) == [f", {told}"]


def test_every_fault_is_told_at_once(results: dict[str, Result]) -> None:
    text = f"{{{{ a }}}}\n\n- {{{{ {RAW}.x }}}}\n- {{{{ {SCORE} | z }}}}\n"
    assert [told.split(" : ")[0] for told in faults(text, results)] == [f", ligne {n}" for n in (1, 3, 4)]


def test_a_comment_at_fault_says_nothing(results: dict[str, Result]) -> None:
    assert commented("Bon. {{ 7*7 }}", results).html == ""


@pytest.mark.parametrize("text", ["`{{ 7*7 }}`", "    {{ 7*7 }}", "```\n{{ 7*7 }}\n```", "`` `{{ 7*7 }}` ``"])
def test_braces_in_code_are_braces(text: str, results: dict[str, Result]) -> None:
    comment = commented(text, results)
    assert comment.faults == ()
    assert "{{ 7*7 }}" in tree(comment.html).text


def leaves(value: Any, steps: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Return every value of a record that holds no other, with what leads to it."""
    named = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if named is None:
        return [(steps, value)]
    return [leaf for name, held in named for leaf in leaves(held, (*steps, name))]


def test_any_value_of_any_result_is_read_where_it_is(results: dict[str, Result]) -> None:
    rng = random.Random(3)
    for result in results.values():
        found = [
            (steps, value)
            for steps, value in leaves(result.model_dump())
            if all(isinstance(step, int) or step.isidentifier() for step in steps)
        ]
        for steps, value in rng.sample(found, 60):
            path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
            reading = look_up(parse(f' "{result.id}"{path} ').first, results)
            assert reading.value == value
            assert reading.source == f"results/{result.id}.json#/{'/'.join(map(str, steps))}"


@given(text=st.text(alphabet="\"ab.[]-10|_ 'é(){}", max_size=40) | st.text(max_size=40))
def test_whatever_stands_between_braces_is_a_path_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except CommentError as error:
        assert str(error).startswith(f"{{{{{text}}}}} n’est pas une valeur.")
    else:
        assert parse(str(found)) == found


@pytest.mark.parametrize(
    "path", ["__class__", "model_dump", "trainings", "file", "_survey", "model_fields", "evaluation.keys"]
)
def test_only_what_a_result_records_is_reached(path: str, results: dict[str, Result]) -> None:
    (told,) = faults(f"{{{{ {RAW}.{path} }}}}", results)
    assert "n’a pas «" in told


# What a file of results may hold where its kind of data decides.
ODD = [
    0,
    -1,
    1.5,
    1e21,
    -(10**21),
    1e25,
    1e308,
    -1e-320,
    10**400,
    float("inf"),
    float("nan"),
    True,
    None,
    "",
    "<b>",
    [],
    {},
    [[1]],
]
FILTERS = ("", "pourcent", "nombre", "entier", "duree", "durée", "texte", "points", "x")


def paths(value: Any, path: str = "") -> list[str]:
    """Return how every value of a record is reached, whether it holds others or not."""
    if isinstance(value, dict):
        held = [(f".{name}", each) for name, each in value.items()]
    else:
        held = [(f"[{rank}]", each) for rank, each in enumerate(value)] if isinstance(value, list) else []
    return [path, *(found for step, each in held for found in paths(each, path + step))]


@pytest.fixture(scope="module")
def odd(results: dict[str, Result]) -> tuple[Result, list[str]]:
    """Return a result with odd values, and how each of its values is reached."""
    result = results["mlp-raw-1"].model_copy(update={"inspection": {"odd": ODD}})
    record = result.model_dump()
    return result, [
        path
        for top in ("inspection", "evaluation", "")
        for path in paths(record.get(top, record), f".{top}" if top else "")
    ]


RANK = st.integers(0, 10**4)


@given(first=RANK, second=st.none() | RANK, name=st.sampled_from(FILTERS))
def test_whatever_is_written_of_a_result_is_shown_or_refused(
    first: int, second: int | None, name: str, odd: tuple[Result, list[str]]
) -> None:
    result, known = odd
    terms = [RAW + known[rank % len(known)] for rank in (first, second) if rank is not None]
    comment = commented(f"{{{{ {' - '.join(terms)}{f' | {name}' if name else ''} }}}}", {"mlp-raw-1": result})
    assert bool(comment.html) != bool(comment.faults)


@pytest.mark.parametrize(
    "written", ["{0}", "{0} | nombre", "{0} | entier", "{0} | duree", "{0} - {0}", "{0} - {0} | nombre"]
)
@pytest.mark.parametrize("rank", range(len(ODD)))
def test_an_odd_value_is_shown_or_refused(written: str, rank: int, odd: tuple[Result, list[str]]) -> None:
    text = "{{ " + written.format(f"{RAW}.inspection.odd[{rank}]") + " }}"
    comment = commented(text, {"mlp-raw-1": odd[0]})
    assert bool(comment.html) != bool(comment.faults)


@pytest.mark.parametrize("filter_name", ["", " | nombre", " | entier", " | duree"])
def test_a_number_without_end_is_refused(filter_name: str, odd: tuple[Result, list[str]]) -> None:
    path = f"inspection.odd[{ODD.index(float('inf'))}]"
    assert faults(f"{{{{ {RAW}.{path}{filter_name} }}}}", {"mlp-raw-1": odd[0]}) == [
        f", ligne 1 : results/mlp-raw-1.json : {path} : ce nombre est trop grand pour être écrit. "
        "Choisissez-en un autre."
    ]


def test_the_difference_of_two_curves_is_refused(results: dict[str, Result]) -> None:
    (told,) = faults(f"{{{{ {RAW}.history - {RAW}.history | points }}}}", results)
    assert told.startswith(", ligne 1 : Le filtre « points » attend la différence de deux exactitudes, comme")
