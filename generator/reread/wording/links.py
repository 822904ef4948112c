"""Words that tie numbers together, in French and in English, whatever a report is about."""

import re

# What is no exact number: « environ », « more than ».
NEARLY = re.compile(
    r"[~≈]|\b(?:environ|about|around|approximativ\w*|approximately|roughly|presque|almost|nearly|quasi\w*|"
    r"some|[àa] peu pr[èe]s|pr[èe]s de|une?\s+(?:dizaine|vingtaine)|plus de|more than|over|moins de|"
    r"less than|under)(?!\w)",
    re.I,
)
_THE = r"(?:(?:les?|la|ces|nos|ses|leurs|its|their|un total de|the|these|all|our|a total of)\s+)?$"
# A part, then « of » what.
OF = re.compile(rf"(?:/|\b(?:des?|du|d['’]|sur|parmi|out\s+of|of|among|on|over|in))\s*{_THE}", re.I)
# A whole, then its parts: « among the 234 cases, »; « 5 216 cases, of which ».
AMONG = re.compile(rf"(?:/\s*|\b(?:sur|parmi|out\s+of|of|among|des|on)\s+){_THE}", re.I)
INCLUDING = re.compile(
    r"\b(?:dont|including|(?:of|among) (?:which|these|them)|"
    r"parmi (?:elles|eux|ce(?:lles|ux)(?:-ci)?|lesquel\w+))\b",
    re.I,
)
# All that is left of a whole.
REST = re.compile(r"\b(?:restant\w*|remaining|autres|others|the rest|le reste)\b", re.I)
# Two ways of saying one thing.
THAT_IS = re.compile(
    r"\(|:|\b(?:soit|i\.\s?e\b\.?|ie|or|ou|that is|which is|so|thus|hence|therefore|donc|ce qui|cela|it is|"
    r"this|c['’](?:est|[ée]tait)|giv\w+|donn\w+|repr[ée]sent\w*|correspond\w*|means?|signifie|"
    r"[ée]quiva\w+)(?!\w)",
    re.I,
)
# One thing, then another.
BREAK = re.compile(
    r"\b(?:mais|but|alors que|tandis que|while|whereas|contre|against|que(?! de\b)|than|qu['’]|instead|plus|"
    r"more|fewer|less|moins|chang\w*|versus|vs)(?!\w)",
    re.I,
)
AND = re.compile(r"\b(?:et|and)\b|&", re.I)
# What goes with what was said: « a set of two classes, with 70 % of one ».
WITH = re.compile(r"\b(?:with|avec|dont|of which|are|il y a|there (?:are|is))\s*$", re.I)
# What a difference is called, before its number and after it.
_CHANGE = (
    r"gains?|gagn\w+|am[ée]lior\w*|improv\w*|hausse|baiss\w*|chut\w*|perd\w*|perte|los\w+|drop\w*|[ée]carts?|gaps?|"
    r"diff[ée]ren\w*|augment\w*|increas\w*|decreas\w*|diminu\w*|progress\w*|reduc\w*|r[ée]du\w*|fall|rise"
)
DIFFERS = re.compile(
    rf"\b(?:{_CHANGE})\s+(?:(?:d['’]environ|de|d['’]|of|by|est|is)\s+){{0,2}}(?:seulement\s+|only\s+)?$", re.I
)
# What changes a count by a number of its own: « saves 12 », « en ajoute 12 ».
CHANGES = re.compile(
    r"\b(?:remov\w+|add(?:s|ed|ing)?|avoid\w*|sav(?:e|es|ed|ing)|gain\w*|spar\w+|cost\w*|enl[èe]v\w+|supprim\w+|"
    r"ajout\w+|[ée]vit\w+|[ée]conomis\w+|gagn\w+|retir\w+|co[ûu]t\w+)\s+(?:l?[ea]s\s+|the\s+|only\s+|seulement\s+)?$",
    re.I,
)
MORE = re.compile(
    r"\s*(?:(?:erreurs?|fautes?|errors?|mistakes?|poids|param\w+|weights)\s+)?"
    r"(?:(?:de|en) (?:plus|moins|mieux)|higher|lower|better|worse|more|fewer|less)\b",
    re.I,
)
MAJORITY = re.compile(r"\b(?:majorit\w+|dominante?|largest|most frequent)\b", re.I)
# What something else is measured against follows: « fewer errors than ».
MEASURED_AGAINST = re.compile(
    r"(?:\b(?:plus|moins|mieux|pire|meilleure?s?|autant|aussi|m[êe]mes?|more|less|fewer|better|worse|as|"
    r"(?:high|low|small|larg|great)er)\b[^.;:]{0,60}?(?:\b(?:que|than|as)\b|\bqu['’])|"
    r"\b(?:contre|against|vs|versus|unlike|contrairement|par rapport|compar\w+|double|moiti[ée]|half|twice|"
    r"fois|times)\b)[^.;:,]{0,40}$",
    re.I,
)
