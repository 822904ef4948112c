"""The words that make a sentence describe a result are seen wherever they stand, and only they are."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from experiments import language
from tests.generator.literals.lexicon import (
    CHANGING,
    COMPARING,
    COUNTING,
    JUDGING,
    NAMES,
    NUMBERS,
    assertions,
    numbers,
)

# Every word of the lexicon, a star being the end of a word or any other.
ASSERTING = (COMPARING + CHANGING + JUDGING + COUNTING).split()
ENDINGS = st.sampled_from(["", "e", "es", "ent", "é"])


def forms(stems: list[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda stem, ending: stem.replace("-", " ").replace("*", ending), st.sampled_from(stems), ENDINGS
    )


@given(forms(ASSERTING), st.sampled_from(["{}", "Le CNN {}.", "l’on {} ici", "({})", "« {} »", "{}, puis"]))
def test_a_word_that_judges_is_seen_wherever_it_stands(word: str, sentence: str) -> None:
    assert word in assertions(sentence.format(word))
    assert word.upper() in assertions(sentence.format(word.upper()))


@given(forms(NUMBERS.split()), st.sampled_from(["{}", "{} chiffres", "une fois sur {}.", "l’un des {}"]))
def test_a_number_in_words_is_seen(word: str, sentence: str) -> None:
    assert word in numbers(sentence.format(word))


@given(
    st.integers(0, 10**6) | st.floats(0, 100).map(lambda value: language.decimal(value, 2)),
    st.sampled_from(["{}", "{} %", "({} images)", "Il lit {} chiffres.", "Partie 1 : {}"]),
)
def test_a_number_in_digits_is_seen(number: int | str, sentence: str) -> None:
    text = sentence.format(number)
    assume(text not in NAMES)
    assert str(number) in "".join(numbers(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "Le dropout réduit le surapprentissage.",
        "Le CNN est le meilleur modèle.",
        "Le modèle confond le quatre et le neuf.",
        "La validation converge dès la première époque.",
        "Les HOG battent les pixels.",
        "La plupart des erreurs viennent du même chiffre.",
        "Le réseau se trompe rarement.",
        "La perte remonte après la première époque.",
        "Le modèle surapprend.",
        "Le noyau n’a aucun effet.",
        "Le CNN dépasse le MLP.",
        "La perte est faible.",
    ],
)
def test_a_sentence_that_says_how_models_do_is_seen(sentence: str) -> None:
    assert assertions(sentence) != []


@pytest.mark.parametrize(
    "sentence",
    [
        "Chaque image porte un chiffre manuscrit.",
        "Matrice de confusion sur le test : en ligne le vrai chiffre, en colonne le chiffre prédit",
        "Le code crée une couche, et la sortie du réseau en dépend.",
        "Quel modèle lit le mieux les chiffres ?",
        "La perte, l’exactitude et la précision de ce modèle.",
    ],
)
def test_a_sentence_that_says_nothing_of_how_models_do_passes(sentence: str) -> None:
    assert (numbers(sentence), assertions(sentence)) == ([], [])


@given(st.sampled_from(sorted(NAMES)), st.sampled_from(["{}", "{} : suite", "le {}.", "({})"]))
def test_a_name_is_no_number(name: str, sentence: str) -> None:
    assert numbers(sentence.format(name)) == []


@pytest.mark.parametrize("text", ["Partie 12", "F12", "0,95 %", "12,5 %", "195 %", "Partie 5"])
def test_what_only_looks_like_a_name_is_a_number(text: str) -> None:
    assert numbers(text) != []
