"""The name that someone meant, among those that exist."""

import random

import pytest

from experiments.engine.catalogue import discover, select
from experiments.errors import ExperimentError
from experiments.spelling import meant, unknown_names

KNOWN = sorted({name for each in discover() for name in (each.id, each.family)})


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize(
    "slip",
    [
        lambda name: name.replace("-", "_"),
        lambda name: name.replace("-", " "),
        lambda name: name.replace("-", ""),
        lambda name: name.replace("-", "."),
        str.upper,
        str.title,
        lambda name: f" {name}",
        lambda name: f"results/{name}.json",
        lambda name: f"experiments/{name.replace('-', '_')}.py",
    ],
)
def test_another_spelling_of_a_name(name: str, slip) -> None:  # type: ignore[no-untyped-def]
    assert meant([slip(name)], KNOWN) == [name]


@pytest.mark.parametrize("name", KNOWN)
def test_a_letter_too_few_or_two_exchanged(name: str) -> None:
    for rank in range(len(name) - 1):
        if name[rank : rank + 2].isalpha():
            wrong = name[:rank] + name[rank + 1] + name[rank] + name[rank + 2 :]
            for typed in {name[:rank] + name[rank + 1 :], wrong} - {*KNOWN}:
                assert [c for c in meant([typed], KNOWN)[0] if c.isdigit()] == [
                    c for c in name if c.isdigit()
                ]


def test_a_name_cut_at_its_spaces_among_others() -> None:
    draw = random.Random(7)
    for _ in range(200):
        names = draw.sample(KNOWN, 3)
        given = [word for name in names for word in name.replace("-", " ").split()]
        assert meant(given, KNOWN) == names


@pytest.mark.parametrize("name", ["mlp-raw-9", "", "cnn-pneumonia-3", "rien", "--"])
def test_another_number_or_nothing_like_it_is_no_slip(name: str) -> None:
    assert meant([name], KNOWN) == []


def test_what_exists_is_not_suggested() -> None:
    assert meant(["mlp-raw-1", "cnn_1"], KNOWN) == ["cnn-1"]
    assert unknown_names("expérience", KNOWN, KNOWN) == ""


def test_the_sentence() -> None:
    with pytest.raises(ExperimentError) as caught:
        select(discover(), ("cnn-2", "mlp_raw_1"))
    assert str(caught.value) == (
        "Aucune expérience ni famille nommée mlp_raw_1. Vouliez-vous dire mlp-raw-1 ? "
        f"Il existe : {', '.join(KNOWN)}."
    )
