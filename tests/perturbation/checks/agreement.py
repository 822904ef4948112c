"""Numbers and the nouns they count: French takes the plural from 2 on."""

import re
from collections.abc import Iterator

from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.passage import MARK, Passage

# Words in s or x that are no plurals, or that may stand between a number and what it does not count.
INVARIABLE = re.compile(
    r"fois|pas|plus|moins|dans|sans|sous|puis|mais|très|des|les|aux|ces|ses|leurs|dès|après|près|poids|corps|ans|"
    r"temps|vers|hors|cas|jamais|toujours|depuis|entre"
)
# What is counted: regular nouns, that take an s.
COUNTED = re.compile(
    r"alarme|bit|canal|chiffre|cellule|classe|comparaison|couche|entraînement|entrée|époque|erreur|exemple|filtre|"
    r"graine|image|lot|modèle|mot|neurone|objectif|orientation|paire|patient|pixel|pneumonie|point|radiographie|"
    r"réplique|réponse|réseau|sortie|tirage|valeur"
)
# A factor of a product counts nothing.
FOLLOWING = re.compile(rf"(?<!× ){MARK}[ \u00a0\u202f]([a-zà-ÿœ’]+)")
PRECEDING = re.compile(rf"(?<!\w)(?P<word>[Ll]es|[Dd]es|[Aa]ux|ces|ses|leurs)[ \u00a0]{MARK}(?! ?%)")
NAMED = "nom de la classe"


def agreement_faults(passages: list[Passage]) -> Iterator[Fault]:
    """Go through the numbers that do not agree with what follows or precedes them."""
    for passage in passages:
        if not passage.quantities:
            continue
        places = [match.start() for match in re.finditer(MARK, passage.marked)]
        counted = dict(zip(places, passage.quantities, strict=True))
        for found in FOLLOWING.finditer(passage.marked):
            quantity, word = counted[found.start()], found[1]
            if quantity.formula == NAMED or quantity.text.endswith("%"):
                continue
            many = abs(quantity.value) >= 2
            if many and COUNTED.fullmatch(word):
                yield Fault(passage.page, "un singulier après un pluriel", f"{quantity.text} {word}")
            if not many and word[-1] in "sx" and not INVARIABLE.fullmatch(word) and len(word) > 3:
                yield Fault(passage.page, "un pluriel après un singulier", f"{quantity.text} {word}")
        for found in PRECEDING.finditer(passage.marked):
            quantity = counted[found.end() - 1]
            if (
                abs(quantity.value) < 2
                and quantity.value == int(quantity.value)
                and quantity.formula != NAMED
            ):
                yield Fault(passage.page, "un pluriel avant un singulier", f"{found['word']} {quantity.text}")
