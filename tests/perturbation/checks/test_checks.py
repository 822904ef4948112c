"""What would be wrong in a page is seen, and what is right is not."""

from collections.abc import Iterator

import pytest

from tests.perturbation.checks.agreement import agreement_faults
from tests.perturbation.checks.agreements import agreement_between_pages
from tests.perturbation.checks.comparisons import equality_faults, interval_faults, range_faults
from tests.perturbation.checks.directions import direction_faults
from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.number import read_number
from tests.perturbation.checks.passage import Passage, passages
from tests.perturbation.checks.precision import precision_faults
from tests.perturbation.checks.recomputed import recomputed_faults
from tests.perturbation.checks.rounding import rounding_faults
from tests.perturbation.checks.said import Said, all_said
from tests.perturbation.checks.typography import typography_faults
from tests.perturbation.records import Records

PAGE = "page.md"
PLACE = "results/a.json#/x"


def number(value: float, text: str, formula: str = "", source: str = PLACE) -> str:
    """Write a number as pages do."""
    said = f' data-formula="{formula}"' if formula else ""
    return f'<data class="quantity" value="{value}" data-source="{source}"{said}>{text}</data>'


def verdict(sentence: str, outcome: str = "true", subjects: str = "a b", evidence: str = "") -> str:
    """Write a conclusion as pages do."""
    listed = f'<ul class="by-line">{evidence}</ul>' if evidence else ""
    return (
        f'<div class="verdict verdict-{outcome} news-good" data-rule="meilleur-que" '
        f'data-subjects="{subjects}"><p><em>Quoi ?</em><br>'
        f'<strong class="verdict-label">Oui.</strong> {sentence}</p><details class="proof">'
        f"<summary>Comment ?</summary><p>Ainsi.</p>{listed}</details></div>"
    )


def reasons(faults: Iterator[Fault]) -> list[str]:
    return [fault.reason.partition(" (")[0] for fault in faults]


def read(markdown: str) -> list[Passage]:
    return passages(PAGE, markdown)


def said(markdown: str) -> list[Said]:
    return all_said(PAGE, markdown)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("La perte vaut nan.", "un nombre qui n’en est pas un"),
        ("La perte vaut None.", "un nombre qui n’en est pas un"),
        ("Un écart de −0,0 point.", "un zéro négatif"),
        ("De −0 % à 3 %.", "un zéro négatif"),
        ("De -3 % à 3 %.", "un tiret au lieu du signe moins"),
        ("Il dure 3 sem..", "une ponctuation double"),
        ("Il dure 3 s .", "une espace avant un point ou une virgule"),
        ("Une valeur ().", "rien entre deux marques"),
        ("Il a 1,0 fois plus de poids.", "un multiple qui n’en est pas un"),
        ("Près de 3 % % des cas.", "un pourcentage répété"),
    ],
)
def test_bad_print_is_seen(text: str, reason: str) -> None:
    assert reason in reasons(typography_faults(read(f"<p>{text}</p>")))


@pytest.mark.parametrize(
    "text",
    [
        "Un écart de −0,05 point, de −3 à 10⁻⁷.",
        "Le CNN 1… le cnn-1 du 2026-01-02.",
        "<code>None, -0, ..</code> ; 11,0 fois plus.",
        "```python\nreturn -0 # None\n```",
        "`model.summary()` : la méthode summary() de Keras.",
    ],
)
def test_good_print_is_not(text: str) -> None:
    assert reasons(typography_faults(read(text))) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{number(1, '1')} couches", "un pluriel après un singulier"),
        (f"{number(0, '0')} époques", "un pluriel après un singulier"),
        (f"{number(1.5, '1,5')} points", "un pluriel après un singulier"),
        (f"{number(2, '2')} image de test", "un singulier après un pluriel"),
        (f"à cause des {number(1, '1')}", "un pluriel avant un singulier"),
    ],
)
def test_a_noun_that_does_not_agree_is_seen(text: str, reason: str) -> None:
    assert reasons(agreement_faults(read(text))) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        f"{number(1, '1')} couche, {number(0, '0')} époque et {number(2, '2')} images",
        f"{number(28, '28')} × {number(1, '1')} valeurs",
        f"{number(1, '1')} fois sur {number(2, '2')}",
        f"confond le {number(1, '1', 'nom de la classe')} puis les autres",
        f"pour {number(0.5, '50 %')} des images",
    ],
)
def test_a_noun_that_agrees_is_not(text: str) -> None:
    assert reasons(agreement_faults(read(text))) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (number(0.9999, "100 %"), "100 % pour ce qui n’est pas tout"),
        (number(1e-4, "0,0 %"), "zéro pour ce qui n’est pas nul"),
        (number(-1e-3, "−0,1 %"), "un pourcentage hors de 0 à 100"),
        (number(0.0694, "0"), "zéro pour ce qui n’est pas nul"),
        (number(0.975, "98,5 %"), "un nombre mal arrondi"),
        (number(2e-7, "3 × 10⁻⁷"), "un nombre mal arrondi"),
        (number(-0.004, "+0,4 point"), "un nombre mal arrondi"),
        (number(27.94, "27 s"), "une durée mal arrondie"),
        (number(139, "2 min"), "une durée mal arrondie"),
        (number(0.14, "moins de 0,1 s"), "une borne que la durée dépasse"),
        (number(0.9, "> 99 %"), "une borne que le nombre ne dépasse pas"),
    ],
)
def test_a_text_that_is_not_its_number_is_seen(text: str, reason: str) -> None:
    assert reasons(rounding_faults(read(text))) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        number(1, "100 %"),
        number(0.9999, "> 99,9 %"),
        number(0.0004, "moins de 0,1 point"),
        number(0.0694, "0,07"),
        number(407050, "407\u202f050"),
        number(139, "2\u00a0min 19\u00a0s"),
        number(7500, "2\u00a0h 5\u00a0min"),
        number(6.5412e-5, "6,5 × 10⁻⁵"),
        number(0.04, "moins de 0,1\u00a0s"),
    ],
)
def test_a_text_that_is_its_number_is_not(text: str) -> None:
    assert reasons(rounding_faults(read(text))) == []


def test_a_range_the_wrong_way_round_is_seen() -> None:
    low, high = number(0.1, "10 %"), number(0.2, "20 %")
    wrong = f"<p>Elle va entre {high} et {low}.</p><p>Soit de {high} à {low}.</p>"
    assert reasons(range_faults(read(wrong))) == ["un intervalle à l’envers"] * 2
    right = f"<p>Entre {low} et {high}.</p><p>Elle passe de {high} à {low}.</p>"
    assert reasons(range_faults(read(right))) == []


def test_a_difference_between_numbers_printed_alike_is_seen() -> None:
    here, there, other = number(0.9714, "97,1 %"), number(0.9706, "97,1 %"), number(0.9, "90 %")
    assert reasons(equality_faults(said(verdict(f"Il en lit {here}, contre {there} pour l’autre."))))
    for right in (f"Il en lit {here}, contre {other}.", f"{here} contre {there} : c’est trop proche."):
        assert reasons(equality_faults(said(verdict(right)))) == []


def test_a_difference_out_of_its_interval_is_seen() -> None:
    bounds = f"<li>Intervalle à 95 % : de {number(0.01, '+1 point')} à {number(0.02, '+2 points')}</li>"
    for value, found in ((0.03, ["meilleur-que : hors de son intervalle"]), (0.015, [])):
        for name in ("Différence d’exactitude", f"Différence d’exactitude, graine {number(1, '1')}"):
            evidence = f"<li>{name} : {number(value, '')}</li>{bounds}"
            assert reasons(interval_faults(said(verdict("Oui.", evidence=evidence)))) == found


def records(first: str, second: str) -> Records:
    """Make two models, from what they answer to four questions whose answer is 1."""
    made = {}
    for name, predictions in (("a", first), ("b", second)):
        right = predictions.count("1")
        matrix = [[0, 0], [4 - right, right]]
        part = {
            "labels": "1111",
            "predictions": predictions,
            "accuracy": right / 4,
            "confusion_matrix": matrix,
        }
        made[name] = {"id": name, "evaluation": {"test": part}, "x": 3}
    return Records(made, {"a": [], "b": []})


@pytest.mark.parametrize(("outcome", "wrong"), [("true", False), ("false", True), ("inconclusive", False)])
def test_the_contrary_of_the_records_is_seen(outcome: str, wrong: bool) -> None:
    found = direction_faults(said(verdict("Oui.", outcome)), records("1110", "1000"))
    assert reasons(found) == (["meilleur-que : le contraire des nombres"] if wrong else [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (number(3, "3"), False),
        (number(4, "4"), True),
        (number(0.5, "50 %", "2 / 4"), False),
        (number(0.5, "50 %", "1 / 4"), True),
        (
            number(0.75, "75 %", "moyenne sur les entraînements", "results/a.json#/evaluation/test/accuracy"),
            False,
        ),
        (
            number(0.76, "76 %", "moyenne sur les entraînements", "results/a.json#/evaluation/test/accuracy"),
            True,
        ),
        (number(0.76, "76 %", "une formule que personne ne connaît"), False),
    ],
)
def test_a_number_that_is_not_that_of_the_records_is_seen(text: str, wrong: bool) -> None:
    files = {f"results/{name}.json": record for name, record in records("1110", "1000").results.items()}
    assert bool(reasons(recomputed_faults(read(text), files))) == wrong


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        (("true", "a b"), ("true", "a b"), False),
        (("true", "a b"), ("false", "b a"), False),
        (("true", "a b"), ("true", "b a"), True),
        (("true", "a b"), ("inconclusive", "a b"), True),
    ],
)
def test_a_pair_judged_in_two_ways_is_seen(
    first: tuple[str, str], second: tuple[str, str], wrong: bool
) -> None:
    every = [each for outcome, pair in (first, second) for each in said(verdict("Oui.", outcome, pair))]
    assert bool(list(agreement_between_pages(every))) == wrong


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [("−2,5 × 10⁻³", "-0.0025", ""), ("1\u202f234 points", "1234", "points"), ("> 99,9 %", "99.9", "%")],
)
def test_numbers_are_read_back(text: str, value: str, after: str) -> None:
    found = read_number(text)
    assert found and (str(found.value), found.after) == (value, after)


def test_what_is_no_number_is_not_read() -> None:
    assert [read_number(text) for text in ("aucun", "de 3 à 5", "")] == [None] * 3


@pytest.mark.parametrize(
    ("markdown", "faults"),
    [
        ("{0} contre {1}.", 1),
        ("{0} contre <b>{1}</b>.", 1),
        ("{0}. Puis {1}.", 0),
        ("{0} contre {0}, soit {2}.", 0),
        ("<table><tr><td>{0}</td><td>{0}</td></tr><tr><td>{1}</td><td>{0}</td></tr></table>", 1),
        ("<table><tr><td>{0}</td><td>{1}</td></tr></table>", 0),
        ('<table class="by-line"><tr><td>{0}</td><td>{1}</td></tr></table>', 1),
        ("<ul><li>{0}</li><li>{1}</li></ul>", 0),
        ('<ul class="by-line"><li>{0}</li><li>{1}</li></ul>', 1),
    ],
)
def test_different_precisions_side_by_side_are_seen(markdown: str, faults: int) -> None:
    texts = ("99,1\u202f%", "98,75\u202f%", "0,35\u00a0point")
    page = markdown.format(*(number(0.5, text) for text in texts))
    assert reasons(precision_faults(PAGE, page)) == ["des précisions différentes"] * faults
