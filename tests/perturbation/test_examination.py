"""A few of the cases of ``make fuzz``: nothing in their pages contradicts their numbers."""

import re
from pathlib import Path

import pytest

from experiments.errors import ResultError
from experiments.project import RESULTS
from tests.perturbation.case import case
from tests.perturbation.checks.passage import passages
from tests.perturbation.checks.recomputed import expected_values
from tests.perturbation.checks.said import all_said
from tests.perturbation.examination import examine, files_of, page_faults, pages_of
from tests.perturbation.records import Records, read_records

CASES = (10, 13, 14, 20)
CONCLUSION = re.compile(r'<(?:div|li) class="(?:verdict|finding) [^"]*" data-rule="(?!relecture-)')


@pytest.fixture(scope="module")
def recorded() -> Records:
    return read_records(RESULTS)


@pytest.fixture(scope="module")
def pages(recorded: Records, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages_of(recorded, tmp_path_factory.mktemp("recorded"))


@pytest.mark.parametrize("number", CASES)
def test_no_page_contradicts_its_numbers(recorded: Records, number: int) -> None:
    examined = examine(case(number, recorded))
    assert not examined.faults, "\n".join(map(str, examined.faults))
    assert examined.pages


def test_pages_of_the_results_as_they_are_contradict_nothing(
    recorded: Records, pages: dict[str, str]
) -> None:
    assert [str(fault) for fault in page_faults(pages, recorded)] == []


def test_pages_are_read_in_full(recorded: Records, pages: dict[str, str]) -> None:
    said = [each for path, page in pages.items() for each in all_said(path, page)]
    assert len(said) == sum(len(CONCLUSION.findall(page)) for page in pages.values()) > 100
    quantities = [
        quantity
        for path, page in pages.items()
        for passage in passages(path, page)
        for quantity in passage.quantities
    ]
    assert len(quantities) == sum(page.count('<data class="quantity"') for page in pages.values())
    checked = [quantity for quantity in quantities if expected_values(quantity, files_of(recorded))]
    assert len(checked) > len(quantities) / 3


def test_a_false_number_of_a_page_is_seen(recorded: Records, pages: dict[str, str]) -> None:
    path = "partie-2/cnn.md"
    false = pages[path].replace(">99,2\u202f%</data>", ">98,2\u202f%</data>")
    assert false != pages[path]
    assert list(page_faults({path: false}, recorded))


def test_what_cannot_be_shown_is_told(recorded: Records) -> None:
    made = case(9, recorded)
    del made.records.results["cnn-1"]["history"]["loss"]
    examined = examine(made)
    assert not examined.pages
    assert examined.faults


def test_a_survey_that_was_edited_hides_no_other_refusal(recorded: Records, tmp_path: Path) -> None:
    made = recorded.copy()
    made.edited |= set(made.surveys)
    made.results["cnn-1"]["model"]["parameters"] += 1
    with pytest.raises(ResultError):
        pages_of(made, tmp_path)
