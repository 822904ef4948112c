"""No page says a sentence twice."""

import re
from collections import Counter

from tests.generator.built_report import BuiltReport, article
from tests.generator.page_tree import Element, parse

END = re.compile(r"(?<=[.?!])\s+")
# Shorter ones are turns of phrase, not something said.
WORDS = 8
INLINE = {
    "a",
    "abbr",
    "b",
    "code",
    "data",
    "em",
    "i",
    "span",
    "strong",
    "sub",
    "sup",
    "wbr",
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
}
# What is not read from one end of a page to the other.
APART = {
    "svg": "un dessin dit la même chose en texte à qui ne le voit pas",
    "nav": "des liens d’une page à l’autre",
    "proof": "le titre de la règle, qui mène à sa méthode, est parfois la question elle-même",
    "verdict-label": "plusieurs questions peuvent avoir la même réponse",
    "table-note": "une note se lit sous son propre tableau",
    "notice": "un avis se lit à la place de ce qui manque",
    "seed-quote": "le rapport relu est cité tel quel",
    "section-note": "chaque section du rapport relu a sa propre remarque",
    "check": "chaque affirmation relue a son propre verdict",
    "remark": "chaque ligne d’un tableau relu a sa propre remarque",
}
# What each conclusion, each setting says of itself, even if another happens to say as much.
OWN = {
    "Modèles concernés :": "un titre : de quels modèles il est question",
    "de même": "ce que disent les autres graines de ce modèle",
    "C’est ce que dit le premier entraînement": "ce que disent les autres graines de ce modèle",
    "Ce sont des moyennes sur": "de combien d’entraînements parle cette conclusion",
    "C’est trop proche pour conclure": "ce que vaut cette comparaison",
    "L’écart,": "ce que vaut cet écart",
    "Si leurs erreurs étaient sans rapport": "un nombre propre à ces deux modèles",
    "Chacun n’a été entraîné qu’avec une seule graine": "ce que vaut cette comparaison",
    "Ces valeurs sont celles de": "un écart propre à ce réglage du descripteur",
}


def blocks(element: Element) -> list[str]:
    """Return the texts of an element block by block, its own first, without what is apart."""
    inside, own = [], ""
    for child in element.children:
        if isinstance(child, str):
            own += child
        elif child.tag in APART or not APART.keys().isdisjoint(child.classes):
            own += " "
        elif child.tag in INLINE:
            first, *others = blocks(child)
            own, inside = own + first, [*inside, *others]
        else:
            inside, own = [*inside, *blocks(child)], own + "\n"
    return [own, *inside]


def sentences(element: Element) -> list[str]:
    """Return the sentences of an element that say something."""
    lines = [" ".join(line.split()) for block in blocks(element) for line in block.split("\n\n")]
    every = [sentence for line in lines for sentence in END.split(line)]
    # A question is asked again where it is answered; what begins with no capital is the term of a list.
    said = [each for each in every if each.endswith((".", "!")) and (each[0].isupper() or each[0] == "«")]
    return [each for each in said if len(each.split()) >= WORDS]


def repeated(element: Element) -> list[str]:
    counts = Counter(sentences(element))
    return [each for each, times in counts.items() if times > 1 and not any(part in each for part in OWN)]


def test_no_page_says_a_sentence_twice(report: BuiltReport) -> None:
    pages = {path: article(page) for path, page in report.pages().items()}
    assert [f"{path} : {each}" for path, page in pages.items() for each in repeated(page)] == []
    assert sum(len(sentences(page)) for page in pages.values()) > 500


def test_a_sentence_said_twice_is_seen() -> None:
    said = "Les poids et le biais sont les mêmes à toutes les places."
    page = "<article><p>Avant. {}</p><ul><li>Rien. <b>{}</b></li></ul><p class='{}'>{}</p></article>"
    assert repeated(parse(page.format(said, "", "", ""))) == []
    assert repeated(parse(page.format(said, said, "", ""))) == [said]
    assert repeated(parse(page.format(said, "", "", said))) == [said]
    assert repeated(parse(page.format(said, "", "table-note", said))) == []
