"""The words that count, compare or judge: a sentence that holds one may describe a result."""

import re
from collections.abc import Iterable

from experiments.language import CONFIDENCE, NARROW_SPACE, whole_percent

# A star stands for any ending.
NUMBERS = """
deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt* trente*
quarante* cinquante* soixante* septante* huitante* nonante* cent cents mille million* milliard*
demi demie moitié* tiers quart quarts dixième* centième* millième* pourcent* pour-cent zéro
double doubl* triple tripl* quadrupl* dizaine* douzaine* vingtaine* centaine* millier*
"""
COMPARING = """
plus moins autant mieux pire* meilleur* moindre* préfér* idéal*
supérieur* inférieur* supériorité infériorité égal égale égaux égales égalité* équival*
comparable* similaire* semblable* identique* pareil* proche* différ* diffèr*
dépass* surpass* bat battent battre battu* domin* devanc* distanc* rivalis* l’emport*
champion* gagnant* perdant* vainqueur*
"""
CHANGING = """
amélior* réduit réduits réduite* réduire* réduis* augment* baiss* diminu* accroît* accroiss* accru*
croît croiss* décroît décroiss* grimp* chut* mont* remont* descend* progress* régress* recul*
stagn* stabilis* plafonn* converg* diverg* dégrad* aggrav* empir* gagn* perd perdent perdu* perdre*
favoris* nui nuit nuisent nuire nuisi* aid* pénalis* profit* apport* permet permettent effet effets influ*
surappren* surappris* surajust* sur-appren* sur-ajust* sous-appren* sous-ajust* mémoris* généralis*
"""
JUDGING = """
bon bons bonne bonnes bien mauvais* mal excellent* parfait* médiocre* correct* satisfais* décev*
performant* efficac* inefficac* fiable* robuste* précis précise* précisément utile* inutile* optima*
élevé élevés élevée* faible* fort forte forts fortes haut hauts haute hautes bas basse basses cher chère*
grand grands grande grandes petit petits petite petites gros grosse* important* considérable* énorme* infime*
rapide* lent lents lente lentes lentement long longs longue longues longuement court courts courte* coût*
difficile* facile* dur durs dure dures simple simples simplement compliqu*
suffi* insuffis* échou* réussi* rat rate ratent manqu* atteint* atteign* obtient obtienn*
confond* confus confuse* tromp* erron* hésit* reconnaî* reconnu*
concluan* significatif* significative* sûr sûrs sûre* certain certaine* évident* clair claire*
montr* prouv* démontr* confirm* donc décid* expliqu* conclut concluons grâce
"""
COUNTING = """
la-plupart presque quasi* nettement largement fortement légèrement clairement sensiblement notablement
jamais toujours souvent rarement parfois surtout principalement essentiellement généralement globalement
beaucoup peu très trop assez tous toutes aucun aucune rien majorité* minorité* maximal* minimal*
maximum minimum seul seule seuls seules seulement uniquement
"""


def _percent(value: float) -> str:
    return whole_percent(value).replace(NARROW_SPACE, " ")


# What holds a digit and counts nothing in the results.
NAMES = {
    "F1": "a score",
    "Partie 1": "a part of the assignment",
    "Partie 2": "a part of the assignment",
    "Partie 3": "a part of the assignment",
    "Partie 4": "a part of the assignment",
    "Practical Work 04": "title of the assignment",
    "beta_1": "an argument of Keras",
    # Typed in prose, they fail when french.CONFIDENCE is no longer what they say.
    _percent(CONFIDENCE): "confidence of every interval",
    _percent((1 - CONFIDENCE) / 2): "where such an interval begins among draws",
    _percent((1 + CONFIDENCE) / 2): "where such an interval ends among draws",
}


def _any_of(words: Iterable[str]) -> str:
    # The longest first: a name may begin as another does.
    return "|".join(sorted(words, key=len, reverse=True))


def _words(text: str) -> re.Pattern[str]:
    stems = [re.escape(word).replace(r"\*", r"\w*").replace(r"\-", r"[\s-]") for word in text.split()]
    return re.compile(rf"(?<!\w)(?:{_any_of(stems)})(?!\w)", re.IGNORECASE)


NAME = re.compile(rf"(?<![\w,.])(?:{_any_of(map(re.escape, NAMES))})(?!\w|[.,]\d)")
NUMBER_WORD = _words(NUMBERS)
ASSERTING_WORD = _words(COMPARING + CHANGING + JUDGING + COUNTING)


def numbers(text: str) -> list[str]:
    """Return the numbers of a text, in digits or in words."""
    rest = NAME.sub(" ", text)
    return re.findall(r"[^\s(]*\d[^\s)]*", rest) + NUMBER_WORD.findall(rest)


def assertions(text: str) -> list[str]:
    """Return the words of a text that compare or judge; a question asserts nothing."""
    return [] if text.endswith("?") else ASSERTING_WORD.findall(text)
