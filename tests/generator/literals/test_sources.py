"""No literal of the generator says anything of a result, the wordings of its rules excepted.

Rules choose among wordings, and what reviews the original report among verdicts on a claim: these judge, but
count nothing. Everywhere else a sentence is held for review when it holds a number, or a word that compares
or judges. ``reviewed_sources.toml`` says, for each, why it describes no result.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.generator.literals.lexicon import assertions, numbers
from tests.generator.literals.review import Finding, differences, reviewed
from tests.generator.literals.source_prose import sentences

GENERATOR = Path(__file__).parents[3] / "generator"
# Sentences of the original report, which another test holds to it word for word.
QUOTATIONS = "seed_review/quotations/"
# Definitions of layers, losses, optimisers and scores, which import no result.
DEFINITIONS = "formulas/"
SOURCES = {
    place: path.read_text(encoding="utf-8")
    for path in sorted(GENERATOR.rglob("*.py"))
    if not (place := path.relative_to(GENERATOR).as_posix()).startswith((QUOTATIONS, DEFINITIONS))
}
# Where wordings are chosen by what results, or the original report, hold.
WORDINGS = ("rules/", "seed_review/")
# They speak of two models, two partitions, two errors: a rule says by its arguments how many it reads.
PAIR = "deux"
REVIEWED = reviewed("sources")


def findings(place: str, source: str) -> Iterator[Finding]:
    """List the sentences of a module that may describe a result."""
    for sentence in sentences(source):
        counting, judging = numbers(sentence.words), assertions(sentence.words)
        if place.startswith(WORDINGS):
            counting, judging = [word for word in counting if word.lower() != PAIR], []
        if counting + judging:
            yield Finding(str(sentence), (*counting, *judging))


@pytest.mark.parametrize("place", SOURCES)
def test_every_sentence_about_results_was_reviewed(place: str) -> None:
    found = differences(place, findings(place, SOURCES[place]), REVIEWED.get(place, {}))
    assert not found, "\n\n".join(["", *found])


def test_nothing_reviewed_is_left_over() -> None:
    assert set(REVIEWED) <= set(SOURCES)
    assert all(reason.strip(" ….") for reasons in REVIEWED.values() for reason in reasons.values())


COUNTS = ["Il lit trois chiffres de plus.", "97,3 % des images de test", "Une image sur 20 est mal lue"]
JUDGEMENTS = ["Le dropout réduit le surapprentissage.", "Le CNN est le meilleur modèle"]
PLACES = [
    'NOTE = "{}"',
    "NOTE = Markup('<p>{}</p>')",
    'WORDINGS = {{"better": Wording(Outcome.TRUE, "Oui", (Markup("{}"),))}}',
    'def f(name):\n    """Name."""\n    return f"{{name}} : {}"',
    'def f():\n    """Name."""\n    return Model(title="{}", note="")',
    'def f(x, note="{}"):\n    return note if x else "texte"',
    'RULE = Rule(code="x", title="y", method=("Un test. " "{}"))',
    'class Page:\n    note: str = "{}"',
    'NOTE = "texte " + "{}"',
    "NOTE = [lambda: '{}']",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", COUNTS + JUDGEMENTS)
def test_a_sentence_about_results_is_seen_wherever_it_stands(place: str, text: str) -> None:
    (finding,) = findings("page.py", place.format(text))
    assert text in finding.text
    assert set(numbers(text) + assertions(text)) <= set(finding.signs)


@pytest.mark.parametrize("text", COUNTS)
def test_a_wording_that_counts_is_seen_in_a_rule(text: str) -> None:
    (finding,) = findings("rules/better_than.py", PLACES[2].format(text))
    assert finding == Finding(text, tuple(numbers(text)))


@pytest.mark.parametrize("text", JUDGEMENTS)
def test_a_wording_that_judges_has_its_place_in_a_rule_alone(text: str) -> None:
    source = PLACES[2].format(text)
    assert list(findings("rules/better_than.py", source)) == []
    assert len(list(findings("comparison.py", source))) == 1


@pytest.mark.parametrize("place", SOURCES)
def test_a_sentence_added_to_a_module_is_seen(place: str) -> None:
    before = [finding.text for finding in findings(place, SOURCES[place])]
    for text in COUNTS:
        assert text in {f.text for f in findings(place, f"{SOURCES[place]}\nNOTE = {text!r}\n")} - {*before}


@pytest.mark.parametrize("text", ["97,3 %", "0,98", "3,5", "12 %", "≈ 99 %", "1’234.5"])
def test_a_number_alone_in_its_literal_is_seen(text: str) -> None:
    assert [finding.text for finding in findings("page.py", f"NOTE = {text!r}")] == [text]


@pytest.mark.parametrize(
    "source",
    [
        '"""Le meilleur des 12 modèles."""\n\n\ndef f() -> None:\n    """Compter les 12 modèles."""',
        'raise ResultError(f"{name} : il faut au moins 12 images.")',
        'assert x, "il faut 12 images au moins"',
        "STEP = Step(r'\\frac{1}{2} + 3', 'series-2', 'utf-8', '#/evaluation/2')",
        'BOX = \'<svg viewBox="0 0 12 12" class="plot best">{}</svg>\'',
        "# Le CNN est 12 fois meilleur.\nNAME = 'modèle'",
        'QUESTION = "Quel modèle est le meilleur ?"',
        "LAST = labels['2']",
    ],
)
def test_what_no_reader_of_a_page_sees_is_no_prose(source: str) -> None:
    assert list(findings("page.py", source)) == []
