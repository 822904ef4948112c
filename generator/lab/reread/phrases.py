"""Sentences that are false in any report of this laboratory, and what is true instead."""

import re

from generator.reread.finding import Verdict
from generator.reread.wording.phrase import Phrase

_TURNED = (
    r"(?:rot(?:at\w*|ations?)|tourn\w+|pivot\w+|agrandi\w*|r[ée]tr[ée]ci\w*|zoom\w*|rescal\w+|enlarg\w+|"
    r"[ée]chelle|scaling)"
)
_DESCRIPTOR = (
    r"(?:hog|histogram\w*|descripteurs?|descriptors?|caract[ée]ristiques|features?|vecteurs?|vectors?)"
)
_UNCHANGED = (
    r"(?:ne\s+(?:change|modifie|affecte|alt[èe]re)\w*\s+(?:pas|rien|en rien)|"
    r"n['’](?:affecte|alt[èe]re)\w*\s+pas|"
    r"(?:does|do|will)(?:\s+not|n['’]t)\s+(?:change|affect|alter|modify)|"
    r"(?:laisse|leaves)\b[^.;]{0,30}\b(?:inchang|unchanged))"
)
_NO_INVARIANCE = (
    "HOG n’est invariant ni à la rotation ni à l’échelle : les orientations tournent avec l’image, et les "
    "cellules ont une taille fixe."
)
_JUDGING = (
    r"(?:pendant|durant|lors\s+d\w+|lors\s+de\s+la|[àa]\s+la|[àa]\s+l['’]|au|en|during|at)"
    r"\s*(?:l['’]|la\s+|le\s+|the\s+)?"
    r"(?:phase\s+(?:de\s+|d['’])|moment\s+(?:de\s+l['’]|du\s+))?"
    r"(?:[ée]valuation|tests?|inf[ée]rence|pr[ée]diction|inference|prediction)\b"
)

_UNSQUARED = r"(?!carr|squar|quadra|second|variance|n['’]est|\bnot\b|cette|this|that|\bque\b)[^.;:,]"
_SQUARED = r"[^.;]{0,40}?(?:(?<!racine )(?<!racines )carr|squar(?!e\s+root)|[²2]\b|puissance)"
_AVERAGE = r"(?:moyennes?|averages?|means?)"
_LOSS = r"(?:perte|loss|co[ûu]t|cost|entropie|entropy)"
_TRUE_CLASS = r"[^.;]{0,30}\b(?:bonne|vraie|correct\w*|right|true)\s+(?:class|label|r[ée]ponse)"


def _phrase(
    code: str, pattern: str, sentence: str, *, negated: bool = False, verdict: Verdict = Verdict.FALSE
) -> Phrase:
    return Phrase(code, re.compile(pattern, re.I), sentence, verdict, negated)


PHRASES = (
    _phrase(
        "invariance-de-hog",
        rf"\b{_DESCRIPTOR}\b[^.]{{0,160}}\b(?:invarian\w*|insensib\w*|insensitive|unaffected)[^.]{{0,80}}"
        r"\b(?:rotations?|[ée]chelles?|scales?|scaling|tailles?)\b",
        _NO_INVARIANCE,
    ),
    _phrase(
        "invariance-de-hog",
        rf"\b{_TURNED}\b[^.;]{{0,60}}{_UNCHANGED}[^.;]{{0,40}}\b{_DESCRIPTOR}\b|"
        rf"\b{_DESCRIPTOR}\b[^.;]{{0,60}}(?:\bquelle que soit|\bregardless of|\bwhatever)\b"
        rf"[^.;]{{0,20}}\b(?:rotation|[ée]chelle|scale|taille|size)",
        _NO_INVARIANCE,
        negated=True,
    ),
    _phrase(
        "invariance-de-hog",
        rf"\b{_DESCRIPTOR}\b[^.;]{{0,60}}\b(?:ne\s+d[ée]pend\w*\s+(?:pas|ni)|ne\s+tien\w+\s+pas\s+compte|"
        r"(?:does|do)(?:\s+not|n['’]t)\s+depend|independent|ind[ée]pendant\w*)\b[^.;]{0,40}"
        r"\b(?:orientation|rotation|[ée]chelle|scale|taille|size)\s+(?:d|of|ni\b)",
        _NO_INVARIANCE,
        negated=True,
    ),
    _phrase(
        "invariance-de-hog",
        rf"\b{_DESCRIPTOR}\b[^.;]{{0,60}}\b(?:robust\w*|r[ée]sistan\w*)\b(?:(?!small|petit|"
        rf"l[ée]g[eè]re|slight)[^.;]){{0,40}}"
        r"\b(?:rotations?|[ée]chelles?|scales?|scaling)\b",
        _NO_INVARIANCE,
        verdict=Verdict.DOUBT,
    ),
    _phrase(
        "classes-du-test",
        r"\btest\b[^.]{0,120}\b(?:plus d['’e]\s?\w*\s?(?:images?\s)?norma\w+|"
        r"nombre d['’]images? norma\w+[^.]{0,40}plus [ée]lev|more normal)[^.]{0,80}\bpneumoni",
        "Le test officiel compte 234 radiographies normales et 390 pneumonies.",
    ),
    _phrase(
        "dropout",
        r"\bdropout\b[^.;:]{0,60}\b(?:actif|active|appliqu\w+|applied|utilis\w+|used)\b"
        rf"(?:(?!\b(?:entra|train|appren))[^.;:,]){{0,30}}{_JUDGING}",
        "Le dropout n’agit que pendant l’entraînement : à l’évaluation, tous les neurones servent.",
    ),
    _phrase(
        "dropout",
        r"\bdropout\b[^.;]{0,60}\b(?:r[ée]dui\w*|diminu\w*|reduc\w*|reduces?|decreases?|lowers?|"
        r"ajout\w*|adds?|augment\w*|increases?)"
        r"\b[^.;]{0,20}\b(?:nombre|number|quantit[ée])\s+(?:de|of|total\w*\s+(?:de|of))"
        r"\s+(?:trainable\s+)?(?:poids|param[èe]tres|weights|parameters)",
        "Le dropout n’a aucun poids et n’en ôte aucun : il met à zéro des sorties, au hasard, pendant "
        "l’entraînement.",
    ),
    _phrase(
        "moyenne-des-carres",
        rf"\b(?:racines?(?:\s+carr[ée]es?)?|(?:square\s+)?roots?)\b(?:{_UNSQUARED})"
        rf"{{0,50}}\b{_AVERAGE}\b(?:{_UNSQUARED}){{0,40}}"
        rf"\bgradients?\b(?!{_SQUARED})|"
        rf"\b{_AVERAGE}\b(?:{_UNSQUARED}){{0,40}}\bgradients?\b(?!{_SQUARED})[^.;]{{0,60}}"
        rf"\b(?:racine(?:\s+carr[ée]e)?|(?:square\s+)?root)\s+(?:de|of)\s+(?:cette|that|this)"
        rf"\s+(?:\w+\s+)?{_AVERAGE}\b(?!{_SQUARED})",
        "Ce pas est divisé par la racine d’une moyenne des carrés des gradients, et non des "
        "gradients eux-mêmes.",
        # « Le pas » is a step.
        negated=True,
    ),
    _phrase(
        "cout-d-une-probabilite",
        rf"\b{_LOSS}\b[^.;]{{0,40}}(?:\b(?:vaut|est|is|equals?|devient|becomes|atteint|reaches|vers|"
        rf"to)\s+(?:\w+\s+)?"
        rf"(?:0|z[ée]ro|nulle?)(?![.,]?\d)|\bnulle)[^.;\d]{{0,60}}\bprobabilit\w+\s+(?:de |of |est |"
        rf"is )?(?:0|nulle|z[ée]ro)(?![.,]\d){_TRUE_CLASS}|"
        rf"\b{_LOSS}\b[^.;]{{0,40}}\b(?:infini\w*|explose\w*|explodes?|infinite|[ée]norme|huge)"
        rf"\b[^.;\d]{{0,60}}\bprobabilit\w+\s+"
        rf"(?:(?:de|of|est|is|proche|close|near|to|vers)\s+)*1(?![.,]?\d){_TRUE_CLASS}",
        "−ln(p) vaut 0 pour p = 1, et croît sans limite quand p tend vers 0.",
    ),
    _phrase(
        "nombre-de-classes",
        r"\bMNIST\b(?!-)[^.;]{0,120}?(?<![\w.,])(?:[3-9]|1[1-9]|neuf|onze|nine|eleven)\s+(?:classes|"
        r"cat[ée]gories|categories)\b(?!\s+(?:par|sur|of the|sont|are))",
        "MNIST compte dix classes, de 0 à 9.",
    ),
    _phrase(
        "echelle-des-pixels",
        r"(?=[^;]*\b(?:pixels?|images?|niveaux? de gris|gr[ae]yscale|valeurs?|values)\b)"
        r"[^;]*?\bdivi(?:s|d)\w*\b[^.;\d]{0,40}\b(?:par|by)\s+"
        r"(?!255(?!\d))2\d\d(?![\d.,]*\d)[^.;]{0,80}\b(?:exact\w*|pr[ée]cis\w*)\s+(?:1|un|one)(?![.,]?\d)",
        "Un pixel va de 0 à 255 : c’est par 255 qu’on divise pour arriver à 1.",
    ),
    _phrase(
        "echelle-des-pixels",
        r"(?=[^;]*\b(?:pixels?|images?|niveaux? de gris|gr[ae]yscale)\b)[^;]*?\bdivi(?:s|d)"
        r"\w*\b[^.;\d]{0,40}\b(?:par|by)\s+"
        r"(?:25[0-46-9]|225|265|525)(?![\d.,]*\d)(?![^.;]{0,80}\bexact)",
        "Un pixel va de 0 à 255 : c’est par 255 qu’on divise d’ordinaire.",
        verdict=Verdict.DOUBT,
    ),
    _phrase(
        "somme-du-softmax",
        r"(?=[^.;]*\bsoftmax\b)[^.;]*\b(?:somme|sum|total)\b[^.;\d]{0,60}?"
        r"\b(?:vaut|vaudra|est|[ée]gale?|donne|fait|is|equals?|to|be)\b[^.;\d]{0,20}"
        r"(?<![\d.,])(?!(?:1|100|1[.,]0+)(?![\d.,]*\d))\d",
        "La somme des sorties d’un softmax vaut 1.",
    ),
    _phrase(
        "valeurs-de-l-activation",
        r"\bsigmo[iï]de?\b(?:(?!tanh|hyperbol|relu)[^.;]){0,60}\b(?:entre|between)"
        r"\s+[-−–]\s?1\s+(?:et|and)\s+1\b|"
        r"\bsigmo[iï]de?\b(?:(?!tanh|hyperbol|relu)[^.;]){0,60}\[\s*[-−–]\s?1\s*[,;]\s*1\s*\]",
        "La sigmoïde donne des valeurs entre 0 et 1.",
    ),
    _phrase(
        "valeurs-de-l-activation",
        r"\brelu\b(?:(?!sigmo|softmax|tanh)[^.;,]){0,50}\b(?:entre|between)\s+[-−–]?\s?[01]\s+(?:et|"
        r"and)\s+1\b",
        "ReLU donne 0 ou plus, sans limite.",
    ),
    _phrase(
        "valeurs-de-l-activation",
        r"\btanh\b(?:(?!sigmo|softmax|relu)[^.;,]){0,50}\b(?:entre|between)\s+0\s+(?:et|and)\s+1\b",
        "La tangente hyperbolique donne des valeurs entre −1 et 1.",
    ),
    _phrase(
        "max-pooling",
        r"\bmax[- ]?pool\w*\b(?:(?!average[- ]?pool|contrair|unlike|instead|lieu)[^.;,]){0,40}"
        r"\b(?:prend|calcule|garde|retient|fait|conserve|takes?|computes?|keeps?|averages)\b"
        r"(?:(?!max|plus grand|largest|instead|lieu|plut)[^.;,]){0,20}\b(?:moyenne|average|mean)\b",
        "La mise en commun par le maximum garde la plus grande valeur de chaque fenêtre, et non la moyenne.",
    ),
    _phrase(
        "choix-sur-le-test",
        r"\b(?:chois\w+|gard[ée]\w*|s[ée]lectionn\w+|ret(?:enu|ien)\w*|kept|keep|chose\w*|select\w*|"
        r"pick\w*|tuned?)\b[^.;]{0,80}"
        r"\b(?:best|meilleure?s?|highest|lowest|plus (?:haute?|[ée]lev[ée]e?|basse|faible))\b[^.;]{0,40}"
        r"\b(?:(?:on|sur)\s+(?:the|le|les|l['’]|nos|our)\s?(?:ensemble|donn[ée]es|jeu|set|base)"
        r"?\s?(?:de\s+)?test\b|test\s+(?:set|accuracy|score|loss))",
        "Ce qui est choisi sur le test y paraît meilleur qu’il n’est : choisissez sur la validation, et ne "
        "mesurez le test qu’une fois.",
        verdict=Verdict.DOUBT,
    ),
    _phrase(
        "poids-du-dropout",
        r"(?:\bdropout\s+(?:layers?\s+)?(?:(?:of|de)\s+\w{1,12}\s+)?(?:adds?|ajoute\w*)|"
        r"(?:\bcouches?\s+(?:de\s+)?dropout|\bdropout\s+layers?)\s+(?:has|have|a|ont|contains?|"
        r"contient|compte))\s+"
        r"[1-9][\d'’ .,]*\s*(?:more\s+|additional\s+)?(?:weights|poids|param\w+)\b|"
        # « dropout : 600 poids », as an item of a list.
        r"(?:^\W*|(?:;|\),)\s*)(?:l[ae]\s+|the\s+)?(?:couche\s+(?:de\s+)?)?dropout(?:\s+layer)?"
        r"(?:\s+\(?(?:0?[.,]\d+|\d+\s?%)\)?)?\s*[:=]\s*[1-9][\d'’]*(?:[ ,.]\d{3})*\s+"
        r"(?:weights|poids|param\w+)\b(?!\s+(?:au|en|in)\s)",
        "Une couche de dropout n’a aucun poids.",
    ),
)
