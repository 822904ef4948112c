"""Sections and the list of what is wrong in them."""

import pytest
from markupsafe import Markup

from generator.lab.review.check import Check, Finding, Row, TableFinding, judged
from generator.lab.review.quotations.depth import DEEP, SHALLOW
from generator.lab.review.quotations.hog_models import MODEL_1
from generator.lab.review.section import Link, Place, Section, excerpt, faults_of


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        (MODEL_1.lines[2], "(640 * 10) + 10 = 650"),
        (MODEL_1.lines[0], "(392 * 64) + 64 = 25'152"),
        (SHALLOW.dense, "(16 * 3 * 3) * 128 = 73 728"),
        (DEEP.total, "(288 * 3) + 294 912 = 295 776"),
        ("image.png", "image.png"),
        ("mot " * 40, "mot " * 21 + "mot…"),
    ],
)
def test_the_excerpt_of_a_quotation(quotation: str, expected: str) -> None:
    assert excerpt(quotation) == expected


def wrong(gist: str) -> Check:
    return judged("code", False, Markup("Faux."), slips=(gist,), gist=gist)


RIGHT = judged("code", True, Markup("Juste."))
UNKNOWN = judged("code", None, Markup("Qui sait ?"))


def test_faults_are_listed_in_order_and_once() -> None:
    table = TableFinding(
        "titre", ("a",), (Row("Total", "3", Markup(""), RIGHT), Row("Somme", "4", Markup(""), wrong("somme")))
    )
    sections = [
        Section(
            "un", "Un", 2, (Finding("1 + 1 = 3", (RIGHT, wrong("faux"))), Finding("x", (UNKNOWN,))), place="A"
        ),
        Section("deux", "Deux", 3, (table, Finding("1 + 1 = 3", (wrong("faux"),))), place="B"),
        Section("trois", "Trois", 3, (Finding("1 + 1 = 3", (wrong("autre"),)),), place="C"),
    ]
    faults = faults_of(sections)
    assert [(fault.excerpt, fault.gist) for fault in faults] == [
        ("1 + 1 = 3", "faux"),
        ("Somme : 4", "somme"),
        ("1 + 1 = 3", "autre"),
    ]
    assert faults[0].places == (Place("un-1", "A"), Place("deux-2", "B"))
    assert faults[1].places == (Place("deux-1", "B"),)
    assert [check.gist for check in sections[0].checks] == ["", "faux", ""]


def test_a_report_without_fault_has_no_list() -> None:
    assert faults_of([Section("un", "Un", 2, (Finding("x", (RIGHT, UNKNOWN)),))]) == []


def test_headings_and_links() -> None:
    section = Section("un", "Un", 4)
    assert (section.marks, section.links) == ("####", [])
    link = Link("partie-3.md", "exemple", "notre exemple")
    assert Section("un", "Un", 2, ours=link).links == [link]
