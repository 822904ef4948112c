"""Every rule of the laboratory is shown, once, with what it may answer."""

import re

from generator.lab.lab import LAB
from generator.report.page import Contents
from generator.report.rules.page import RulesPage, rules_page
from generator.rules.decision import Unsettled
from generator.rules.speaker import Speaker
from tests.generator.every_rule import every_rule


def shown() -> RulesPage:
    contents = Contents(LAB.parts, LAB.questions, {}, [], LAB.every_rule(), Speaker(LAB.wordings))
    page: RulesPage = rules_page("regles.md").view(contents)
    return page


def test_no_rule_is_left_out() -> None:
    speaker = Speaker(LAB.wordings)
    codes = [speaker.wording(rule).code for rule in every_rule()]
    assert sorted(entry.code for entry in shown().rules) == sorted(codes)


def test_each_rule_says_how_it_decides_and_what_it_may_answer() -> None:
    for entry in shown().rules:
        assert entry.title and entry.method.endswith(".")
        assert [answer.kind for answer in entry.answers] == [
            "réponse positive",
            "réponse négative",
            "sans conclusion",
        ]
        assert all(answer.labels for answer in entry.answers)
        assert "{" not in entry.title + entry.method + str(entry.answers)


def test_a_rule_that_judges_each_seed_may_say_that_it_depends_on_it(made_up_pages: dict[str, bytes]) -> None:
    speaker = Speaker(LAB.wordings)
    label, faint = map(speaker.word, Unsettled)
    entries = {entry.code: entry for entry in shown().rules}
    by_seed = [rule for rule in every_rule() if rule.by_seed]
    assert by_seed
    for rule in by_seed:
        true, false, undecided = entries[speaker.wording(rule).code].answers
        assert {label, faint} <= {*undecided.labels}
        assert label not in [*true.labels, *false.labels]
    others = [
        entry for rule in every_rule() if not rule.by_seed for entry in [entries[speaker.wording(rule).code]]
    ]
    saying = [entry.code for entry in others for answer in entry.answers if label in answer.labels]
    assert saying == ["pneumonie-seuil-utile"]
    page = made_up_pages["regles.md"].decode()
    assert page.count(f"elle répond «\u202f{label}\u202f»") == 1
    assert page.count(f" contraire des autres, «\u202f{faint}\u202f» si ") == 1


def test_the_rules_of_the_laboratory_come_last() -> None:
    codes = [entry.code for entry in shown().rules]
    own = [code.startswith("pneumonie") for code in codes]
    assert own == sorted(own) and True in own and False in own


def test_how_a_rule_decides_is_told_on_this_page_alone(made_up_pages: dict[str, bytes]) -> None:
    pages = {path: page.decode() for path, page in made_up_pages.items() if path.endswith(".md")}
    codes = {entry.code for entry in shown().rules}
    for entry in shown().rules:
        start = entry.method[:40]
        told = [path for path, page in pages.items() if start in page.replace("\u202f", " ")]
        # The review says in full how it judges what the original report wrote.
        assert set(told) <= {"regles.md", "relecture.md"}, entry.code
    for path, page in pages.items():
        ruled = [
            code for code in re.findall(r'data-rule="([^"]+)"', page) if not code.startswith("relecture")
        ]
        linked = re.findall(r'Méthode[^<]*<a href="(?:\.\./)+regles/#([^"]+)"', page)
        assert linked == ruled, path
        assert set(linked) <= codes


def test_what_p_is_is_said_before_the_rules_that_use_it(made_up_pages: dict[str, bytes]) -> None:
    text = made_up_pages["regles.md"].decode()
    assert 0 < text.index("Une valeur p est la probabilité") < text.index("<details")
