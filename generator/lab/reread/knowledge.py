"""What is known of any report of this laboratory."""

import re

from generator.lab.reread.layers import LAYERS
from generator.lab.reread.phrases import PHRASES
from generator.reread.knowledge import Asked, Knowledge, Words

# What the notebooks handed out call the size of their data.
NAMES = {"height": 28, "width": 28, "n_classes": 10, "num_classes": 10}
SIDE = 28
# MNIST, test then training; radiographs, test then validation, normal ones first.
CLASS_COUNTS = (
    (980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009),
    (5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949),
    (234, 390),
    (8, 8),
)

QUESTIONS = tuple(
    Asked(title, re.compile(pattern, re.I))
    for title, pattern in (
        ("Algorithme d’optimisation", r"rmsprop|\badam\b|\bsgd\b"),
        ("Arguments de l’algorithme", r"learning[_ ]rate|taux d['’]apprentissage|\brho\b"),
        ("Fonction de perte", r"cross[- _]?entropy|entropie crois"),
        ("Topologie des réseaux", r"dense\(|neurones?|neurons?"),
        ("Nombre de poids", r"poids|weights?|param[eè]t(?:re|er)s"),
        ("Descripteur HOG", r"\bhog\b|histogram\w*\s+(?:of|des?|d['’])\s*\w*\s*(?:oriented\s+)?gradients?"),
        ("Matrices de confusion", r"confusion|matri(?:ce|x)"),
        ("Réseaux convolutifs", r"\bcnns?\b|conv2d|convolut"),
        (
            "Comparaison des poids, profonds et peu profonds",
            r"shallow|profond|deeper|capacit|(?:plus|moins|more|fewer)\s+(?:de\s+)?(?:poids|weights|param)",
        ),
        ("Pneumonie : réseau et scores", r"pneumoni"),
        ("Scores F1 sur la validation et le test", r"\bf[- _]?1\b|f[- _]?score"),
    )
)

WORDS = Words(
    cases=r"images?|imagettes?|radio\w*|x-rays?|digits?|chiffres?",
    classes=(
        r"pneumoni\w*|norma(?:l|le|les|ux)|sain(?:e|es|s)?|malades?|healthy|sick|ill|patients?|cas|cases|"
        r"(?:zero|one|two|three|four|five|six|seven|eight|nine)e?s|exemples?|[ée]chantillons?|samples?|examples?"
    ),
    right=(
        r"correct\w*|just(?:e|es|ement)|right\w*|bonnes?\s+r[ée]ponses?|bien\s+class\w*|d[ée]tect\w*|(?:re)?trouv\w*|"
        r"(?:a|ait|ont)\s+raison|f(?:i|ou)nds?|reconn\w*|recogni[sz]\w*|identifi\w*|catch\w*|caught|rep[èe]r\w*|rep[ée]r\w*"
    ),
    wrong=(
        r"erreurs?|errors?|mistakes?|mal\s+class\w*|class\w+\s+mal|mis(?:class|label|predict)\w*|tromp\w*|"
        r"manqu\w*|miss(?:es|ed|ing)?|rat(?:e|és?|ées?)|wrong\w*|incorrect\w*|fauss\w*|false|faux|"
        r"d[ée]clar\w*|pris(?:es)?\s+pour|à\s+tort|wrongly|confond\w*|confused|flagged"
    ),
    missed=(
        r"missed\s+(?:pneumonias?|patients?)|(?:pneumonias?|sick\s+patients?)\s+(?:are|were|is|was)\s+(?:missed|not\s+found)|"
        r"(?:pneumonies?|malades?|cas|patients?)\s+(?:malades?\s+)?"
        r"(?:que\s+[^.;,\d]{1,25}\s+(?:a|ont)\s+)?"
        r"(?:manqu\w+|rat\w+|non\s+d[ée]tect\w+|oubli\w+|class\w+\s+(?:comme\s+)?(?:sain|normal))"
    ),
    labels=(
        r"norma(?:l|le|les|ux)|saine?s?|healthy|(?:healthy|normal)\s+(?:patients?|people|cases|images?|x-rays)|"
        r"(?:images?|cas|radio\w*|patients?|personnes?|clich[ée]s?)\s+(?:norma(?:l|le|les|ux)|saine?s?)",
        r"pneumoni\w*|malades?|sick|ill|(?:sick|ill|pneumonia)\s+(?:patients?|cases|images?|x-rays)|"
        r"(?:cas|images?|radio\w*|patients?|personnes?|clich[ée]s?)\s+(?:de\s+pneumonie|malades?)",
    ),
    alarms=(
        r"(?:patients?\s+|personnes?\s+|images?\s+|radiographies?\s+)?(?:sain(?:e?s)?|norma(?:ux|les?))\s+"
        r"(?:sont\s+)?(?:pr[ée]di\w+|class\w+|d[ée]clar\w+|consid[ée]r\w+|diagnostiqu\w+|pris(?:es)?)\s+"
        r"(?:comme\s+|pour\s+)?(?:des\s+|[ée]tant\s+)?(?:malade|pneumoni)|"
        r"(?:healthy|normal)\s+(?:patients?\s+|people\s+|images?\s+|cases\s+)?(?:are\s+)?"
        r"(?:said|classified|predicted|flagged|label+ed|declared|diagnosed)\s+(?:to be\s+|as\s+)?"
        r"(?:having\s+)?(?:ill\b|sick|pneumoni)"
    ),
)

KNOWLEDGE = Knowledge(NAMES, SIDE, CLASS_COUNTS, PHRASES, QUESTIONS, WORDS, LAYERS)
