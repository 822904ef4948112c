"""The whole page, from made-up results to Markdown."""

import html
import re
from collections import Counter
from dataclasses import replace

import pytest

from experiments.results.schema import Result
from generator.lab.review.claim import LayerWeights, Total
from generator.lab.review.page import REVIEW_PAGE, SeedReview, seed_review
from generator.lab.review.page import review as review_of
from generator.lab.review.section import Finding
from generator.lab.review.tally import tally
from generator.rules import more_weights
from generator.rules.decision import Outcome
from generator.rules.speaker import Speaker
from tests.generator.lab.review.seed_samples import WRONG, grounds, seed_record, seed_result
from tests.generator.lab.review.test_weight_checks import RIGHT_DEEP, RIGHT_SHALLOW
from tests.generator.one_page import templates
from tests.generator.page_tree import Element, parse
from tests.generator.rule_text import spoken
from tests.generator.samples import family, sample

CNN = family("cnn-digits")


def review(**changed: Result) -> SeedReview:
    """Review the report beside the same models as its own, some of them changed."""
    ours = {identifier: seed_result(identifier) for identifier in WRONG} | {
        result.id: result for result in changed.values()
    }
    return seed_review(
        [result for result in ours.values() if result.family == "mlp-raw"],
        [result for result in ours.values() if result.family == "mlp-hog"],
        CNN,
    )


def rendered(page: SeedReview) -> Element:
    template = templates().get_template(REVIEW_PAGE.template.as_posix())
    return parse(template.render(page=page, path="relecture.md", profile="full", answer=None, notices=[]))


def sentences(page: SeedReview) -> Counter[tuple[str, tuple[str, ...], str]]:
    return Counter(
        (check.code, check.subjects, check.sentence) for section in page.sections for check in section.checks
    )


@pytest.fixture(scope="module")
def page() -> SeedReview:
    return review()


@pytest.fixture(scope="module")
def tree(page: SeedReview) -> Element:
    return rendered(page)


WRONG_LINES = {
    "(640 * 10) + 10 = 650": "mauvais opérande",
    "(16 * 3 * 3) * 128 = 73 728": "résultat faux, taille de l’image oubliée, biais oubliés",
    "32 * (3 * 3) = 288": "canaux d’entrée oubliés, biais oubliés",
    "16 * (3 * 3) = 144": "biais oubliés",
    "73 728 + 144 = 73 872": "termes faux",
    "(32 * 3 * 3) * 256 = 294 912": "résultat faux, biais oubliés",
    "(288 * 3) + 294 912 = 295 776": "termes faux",
}


def test_every_wrong_computation_is_found_and_no_other(page: SeedReview) -> None:
    found = {fault.excerpt: fault.gist for fault in page.faults if re.search(r"= ?\d", fault.excerpt)}
    (code,) = [excerpt for excerpt in found if excerpt.startswith("hog_size")]
    assert found.pop(code) == "syntaxe de Python"
    assert found == WRONG_LINES
    (operand,) = [fault for fault in page.faults if fault.gist == "mauvais opérande"]
    assert [place.name for place in operand.places] == ["MLP sur HOG, modèle 1", "MLP sur HOG, modèle 2"]


def test_every_right_computation_is_confirmed(page: SeedReview) -> None:
    expected = {
        statement.quotation
        for section in grounds().sections
        for statement in section.statements
        if isinstance(statement.claims[0], LayerWeights | Total) and section.model
    } - {"Pour la seconde couche: (640 * 10) + 10 = 650"}
    assert len(expected) == 10
    confirmed = {
        block.quotation
        for section in page.sections
        for block in section.blocks
        if hasattr(block, "quotation") and all(check.outcome is Outcome.TRUE for check in block.checks)
    }
    assert expected <= confirmed
    tables = [
        block for section in page.sections for block in section.blocks if not hasattr(block, "quotation")
    ]
    lines = [row for table in tables[1:] for row in table.rows]
    assert len(lines) == 31
    assert {row.check.outcome for row in lines} == {Outcome.TRUE}


def test_counts_add_up(page: SeedReview) -> None:
    checks = [check for section in page.sections for check in section.checks]
    tally = page.tally
    assert tally.whole.total.value == len(checks) == sum(line.total.value for line in tally.lines)
    for line in (*tally.lines, tally.whole):
        assert line.total.value == sum(count.value for count in line.counts)
    for rank, column in enumerate(tally.columns):
        assert tally.whole.counts[rank].value == sum(line.counts[rank].value for line in tally.lines) > 0
        assert tally.number(column) is tally.whole.counts[rank]
    assert tally.number("Jamais dit").value == 0
    assert page.wrong.value == sum(len(fault.places) for fault in page.faults)
    assert tally.whole.total.sources


@pytest.mark.parametrize(
    "label", [Speaker().wording(more_weights.RULE).cases["depends"].label, "Cela dépend de la graine"]
)
def test_what_depends_is_not_counted_as_unverifiable(page: SeedReview, label: str) -> None:
    section = next(section for section in page.sections if section.checks)
    check = replace(section.checks[0], outcome=Outcome.INCONCLUSIVE, label=label)
    counted = tally([replace(section, blocks=(Finding("…", "", (check,), ("…",), ("tendency",)),))], ())
    assert (counted.columns, counted.number("Cela dépend").value) == (("Cela dépend",), 1)


def test_default_arguments_are_counted_apart(page: SeedReview, tree: Element) -> None:
    names = [line.name for line in page.tally.lines]
    assert names == [
        "Calculs",
        "Tableaux de model.summary()",
        "Réseaux et code",
        "Scores",
        "Phrases et notations",
        "Arguments par défaut",
    ]
    totals = {line.name: line.total.value for line in page.tally.lines}
    assert (totals["Arguments par défaut"], totals["Tableaux de model.summary()"]) == (15, 31)
    shown = tree.find("table")[0]
    assert [row.find("th")[0].text for row in shown.find("tr")[1:-1]] == names


def test_a_tendency_is_not_made_false_by_an_example(page: SeedReview) -> None:
    (depth,) = [section for section in page.sections if section.identifier == "relecture-profondeur"]
    assert [check.code for check in depth.blocks[0].checks] == ["plus-de-poids"]
    (example,) = [section for section in page.sections if section.identifier == "relecture-exemple"]
    assert [check.gist for check in example.blocks[-1].checks][-1] == (
        "l’exemple, censé montrer que plus profond est plus lourd, montre le contraire"
    )


def test_what_a_symbol_or_an_acronym_leaves_out_is_seen(page: SeedReview) -> None:
    said = {check.code: spoken(check.sentence) for section in page.sections for check in section.checks}
    assert said["sigle"] == "Il manque un mot à HOG : « histogramme des gradients orientés »."
    assert said["symbole-de-la-moyenne"].startswith("Les mots sont justes, pas le symbole")
    assert said["legende-de-l-optimiseur"].startswith(
        "Ce que le rapport note η et β, Keras le nomme learning_rate et rho."
    )
    changes = [
        ("l'histogramme des gradients (HOG)", "l'histogramme des gradients orientés (HOG)"),
        ('meaning = "histogramme des gradients"', 'meaning = "histogramme des gradients orientés"'),
        ("E[g]", "E[g²]"),
    ]
    other = review_of(grounds(*changes))
    outcomes = {check.code: check.outcome for section in other.sections for check in section.checks}
    assert {outcomes["sigle"], outcomes["symbole-de-la-moyenne"]} == {Outcome.TRUE}


def test_sections_follow_the_report(page: SeedReview) -> None:
    assert [section.heading for section in page.sections if section.level == 2] == [
        "Introduction",
        "Buts Pédagogiques",
        "Partie 1",
        "Partie 2",
        "Partie 3",
        "Partie 4",
    ]
    models = [section.heading for section in page.sections if section.level == 4]
    assert models == [f"Modèle {rank}" for rank in (1, 2, 3, 1, 2, 3, 1, 2, 4)]


def test_the_scores_of_the_same_models_are_compatible(page: SeedReview) -> None:
    assert [(line.subjects, line.label) for line in page.scores] == [
        ((identifier,), "Compatibles") for identifier in WRONG
    ]


def test_another_score_changes_what_is_said_of_its_model_alone(page: SeedReview) -> None:
    worse = review(one=seed_result("mlp-hog-1", wrong=700))
    changed = (sentences(page) - sentences(worse)) | (sentences(worse) - sentences(page))
    assert {subjects for _, subjects, _ in changed} == {("mlp-hog-1",)}
    assert {code for code, _, _ in changed} == {"exactitude-retrouvee"}
    assert [line.label for line in worse.scores] == [
        "Perte seule" if identifier == "mlp-hog-1" else "Compatibles" for identifier in WRONG
    ]
    assert worse.wrong == page.wrong


def test_a_compatible_score_is_not_counted_as_right(page: SeedReview, tree: Element) -> None:
    assert page.tally.number("Compatible").value == 2 * len(WRONG)
    labels = Counter(check.label for section in page.sections for check in section.checks)
    assert page.tally.number("Compatible").value == labels["Compatible"]
    worse = review(one=seed_result("mlp-hog-1", wrong=700))
    assert (worse.tally.number("Compatible").value, worse.tally.number("Juste")) == (
        page.tally.number("Compatible").value - 1,
        page.tally.number("Juste"),
    )
    (heads,) = [row for row in tree.find("table")[0].find("tr") if row.find("td") == []]
    assert "Compatible" in heads.text


def test_another_model_of_ours_takes_nothing_from_what_is_wrong(page: SeedReview) -> None:
    record = seed_record("mlp-raw-2")
    record["training"]["batch_size"] = 64
    other = review(one=Result.model_validate(record))
    assert other.faults == page.faults
    assert [line.label for line in other.scores if line.subjects == ("mlp-raw-2",)] == ["Invérifiable"]


def test_the_page_stands_without_our_models() -> None:
    page = seed_review([sample("mlp-raw-1")], [sample("mlp-hog-1")], CNN)
    assert {fault.excerpt for fault in page.faults} >= set(WRONG_LINES)
    assert {line.label for line in page.scores} == {"Invérifiable"}
    rendered(page)


def test_what_is_left_empty_is_unfinished_and_not_wrong(page: SeedReview) -> None:
    unfinished = [
        section.identifier
        for section in page.sections
        for check in section.checks
        if check.label == "Inachevé"
    ]
    empty = ["mlp-hog-3", "cnn-1", "cnn-2", "cnn-4"]
    assert unfinished == ["relecture-introduction", *(f"relecture-{model}" for model in empty)]
    assert page.tally.number("Inachevé").value == len(unfinished)


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ([], "les 6 calculs de l’exemple sont faux."),
        (RIGHT_SHALLOW, "3 des 6 calculs de l’exemple sont faux."),
        ([*RIGHT_SHALLOW, *RIGHT_DEEP], "les 6 calculs de l’exemple sont justes."),
        ([*RIGHT_SHALLOW[:2], *RIGHT_DEEP], "1 des 6 calculs de l’exemple est faux."),
    ],
)
def test_the_mention_of_the_authors_is_quoted_whole_and_answered(
    changes: list[tuple[str, str]], answer: str
) -> None:
    (example,) = [s for s in review_of(grounds(*changes)).sections if s.identifier == "relecture-exemple"]
    start = "Le rapport porte ici la mention « A VERIFIER CEST FAIT PAR CLAUDE ». Vérification faite, "
    assert spoken(example.note) == start + answer


# The Markdown


def test_each_check_has_its_badge_and_says_what_it_is_about(page: SeedReview, tree: Element) -> None:
    shown = [
        element
        for element in tree.find(attribute="data-rule")
        if element.attributes["data-rule"] != "relecture-scores"
    ]
    checks = [check for section in page.sections for check in section.checks]
    assert [element.attributes["data-rule"] for element in shown] == [f"relecture-{c.code}" for c in checks]
    assert [element.attributes["data-subjects"].split() for element in shown] == [
        list(c.subjects) for c in checks
    ]
    labels = [
        element.find(css="verdict-label")[0].text.rstrip(".")
        if element.tag == "div"
        else element.find(css="badge")[0].text
        for element in shown
    ]
    assert labels == [check.label for check in checks]


def test_quotations_are_word_for_word(page: SeedReview, tree: Element) -> None:
    text = html.unescape(spoken("".join(element.text + "\n" for element in tree.find("blockquote"))))
    quoted = [
        line
        for section in page.sections
        for block in section.blocks
        if getattr(block, "language", "x") == ""
        for line in block.quotation.split("\n")
    ]
    assert len(quoted) > 40
    assert [line for line in quoted if line not in text] == []


def test_every_fault_leads_to_its_quotation(page: SeedReview, tree: Element) -> None:
    anchors = [element.attributes["id"] for element in tree.find(attribute="id")]
    assert len(anchors) == len(set(anchors))
    links = [
        link.attributes["href"].removeprefix("#")
        for faults in tree.find("ul", "faults")
        for link in faults.find("a")
    ]
    assert len(links) == page.wrong.value
    assert set(links) <= set(anchors)


def test_a_report_without_fault_is_said_so(page: SeedReview) -> None:
    faultless = replace(page, faults=[])
    assert faultless.faultless in rendered(faultless).text
    assert faultless.faultless not in rendered(page).text
