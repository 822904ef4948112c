"""Check the short forms that the original report explains: an acronym, the symbol of an average."""

from generator.formulas.markup import Markup
from generator.lab.review.check import INCOMPLETE, Check, judged
from generator.lab.review.claim import Notation
from generator.lab.review.grounds import Grounds
from generator.lab.review.seed import SeedSection

COMPLETE = Markup("Chaque lettre de {} y a son mot.")
LETTER_LACKS = Markup("Il manque un mot à {} : « {} ».")
SQUARED = Markup("Le symbole dit bien que les gradients sont mis au carré.")
NOT_SQUARED = Markup(
    "Les mots sont justes, pas le symbole : la moyenne des gradients au carré se note {}, car {} serait "
    "celle des gradients eux-mêmes."
)


def acronym_check(claim: Notation, section: SeedSection, grounds: Grounds) -> Check:
    """Check that each letter of an acronym begins one of the words that it is said to stand for."""
    initials = [word[0].lower() for word in claim.meaning.split()]
    if all(claim.short.lower().count(letter) <= initials.count(letter) for letter in claim.short.lower()):
        return judged("sigle", True, COMPLETE.format(claim.short))
    return judged("sigle", None, LETTER_LACKS.format(claim.short, claim.right), INCOMPLETE)


def average_check(claim: Notation, section: SeedSection, grounds: Grounds) -> Check:
    """Check that the symbol of an average of squares has a square."""
    code = "symbole-de-la-moyenne"
    if "²" in claim.short or "^2" in claim.short:
        return judged(code, True, SQUARED)
    return judged(code, False, NOT_SQUARED.format(claim.right, claim.short), gist="carré oublié")
