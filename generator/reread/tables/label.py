"""How sentences write the label of a row."""

import re
from functools import lru_cache

# What sentences put between the words of a label.
JOINS = r"\W+(?:(?:with|avec|de|of|à|sur|on|from)\s+(?:(?:les|des|the)\s+)?)?"
MODEL = re.compile(
    r"(?:mod[eè]les?|models?|runs?|essais?|trials?|exp[ée]riences?|experiments?|config(?:uration)?s?|"
    r"r[ée]seaux?|networks?|versions?|architectures?|variantes?|cas|id|#|n[°o]|num[ée]ro)",
    re.I,
)
# What the labels of several models have in common, and sentences leave out.
_KIND = re.compile(
    r"(?:mod[eè]le?|r[ée]seau|network|essai|run|cas|version|mlp|cnn)s?\s+(?P<name>[A-Z])", re.I
)
# « A » begins sentences in French, and is a verb; what follows tells a name.
_VERB = r"(?=\s+(?:a|est|fait|reste|obtient|has|is|was|makes?|gets?|needs?|,|et|and|ou|or)\b)"


@lru_cache(maxsize=512)
def label_patterns(label: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a label, empty for one without letters."""
    words = re.findall(r"\w+", label)
    if not words or not re.search(r"[^\W\d]", label):
        return ()
    kind = _KIND.fullmatch(label)
    if len(label) > 1:
        joined, turned = JOINS.join(map(re.escape, words)), r"\W+".join(map(re.escape, words[::-1]))
        found = [re.compile(rf"(?<![\w-])(?:{joined}|{turned})(?![\w'’]|-\w)", re.I)]
    else:
        found = [re.compile(rf"\b{MODEL.pattern}\s+{re.escape(label)}(?![\w'’])", re.I)]
        kind = re.fullmatch(r"(?P<name>[A-Z])", label)
    if kind:
        name = kind["name"].upper()
        # Marked as code, or in bold, it is no word.
        found.append(re.compile(rf"(?:(?<=[\w,(:] )|(?<=\x1e)){name}(?![\w'’]|-\w|\.\w)"))
        found.append(
            re.compile(rf"(?:^|(?<=[.;(\n] )|(?<=[(\n])){name}{_VERB if name == 'A' else ''}(?![\w'’.-])")
        )
    return tuple(found)
