"""Values that sentences, lists and tables say to be those of Keras, against those that it supposes."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import cells, passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.learning.arguments import CODE, DEFAULT, NAMES
from generator.reread.learning.defaults import SAME_RATE, STABLE, defaults
from generator.reread.wording.links import REST

_SYMBOLS = {
    "learning_rate": r"learning[\s_-]?rate|\blr|taux d['’]apprentissage|[ηα]",
    "beta_1": r"\bbeta_?\s?1|β_?\s?[1₁]",
    "beta_2": r"\bbeta_?\s?2|β_?\s?[2₂]",
    "rho": r"\brho|ρ",
    "momentum": r"\bmomentum",
    "epsilon": r"\bepsilon|[εϵ]|\beps",
    "centered": r"\bcentered",
    "amsgrad": r"\bamsgrad",
    "nesterov": r"\bnesterov",
}
_NAME = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _SYMBOLS.items())
_POWER = r"10\s?\^\s?\(?\s?[-−]\s?\d{1,2}\s?\)?"
_VALUE = (
    rf"(?:\d(?:[.,]\d+)?\s?[×x·]\s?)?{_POWER}|\d{{1,3}}(?:[.,]\d{{1,10}})?(?:[eE][-−]\d{{1,2}})?|True|False"
)
_WORDS = "is|of|in|for|de|du|d|l|dans|pour|à|est|vaut|set|to|fix[ée]e?|égale?|by|par|d[ée]faut|default"
_BETWEEN = rf"(?:[\s=:(|,\x1e'’]|≈|\b(?:{_WORDS}|value|valeur|keras|optimi[sz]er|optimiseur|{NAMES})\b)"
# « learning_rate (η) | 0.001 »
_SYMBOL = r"\x1e?(?:\s*\([^()\d]{1,12}\))?"
_END = r"(?![\w%]|[.,]\d)"
PAIR = re.compile(rf"(?:{_NAME})(?!\w){_SYMBOL}{_BETWEEN}{{1,14}}?(?P<value>{_VALUE}){_END}", re.I)
_DESCENT = "stochastic gradient descent|descente (?:de|du) gradient stochastique"
ALGORITHM = re.compile(rf"\b({NAMES}|{_DESCENT})\b", re.I)
# « We replaced RMSprop by »
_REPLACED = re.compile(
    rf"\b(?:replac\w+|rempla\w+|instead of|au lieu d|[àa] la place d|plut[ôo]t qu|rather than)\w*\W+"
    rf"(?:(?!par\b|by\b|with\b)\w+\W+){{0,3}}?(?:{NAMES})\b",
    re.I,
)
# What is not as Keras supposes, or what somebody else does.
OTHERWISE = re.compile(
    r"instead|au lieu|plut[ôo]t|rather|\bthan\b|chang\w+|modifi\w+|sauf|except\w*|\bmais\b|\bbut\b|hormis|"
    r"pytorch|papier|paper|\barticle|kingma|recommand|recommend|\bnot\b|\bpas\b|n['’]est|hors|hinton|"
    r"contrary|contraire|unlike|pr[ée]c[ée]d|ajust|adjust|tun",
    re.I,
)
# « rien touché », « ceux de Keras »: what follows is what Keras supposes too.
_KEPT = re.compile(
    r"\b(?:laiss|gard|conserv|reprend|repris|kept|keep|left|leav)\w*\b[^.;:]{0,30}\bkeras\b|"
    r"\b(?:ceux|celles|valeurs|those|values)\s+(?:de|of|from)\s+keras\b|\bkeras['’]s?\s+(?:own\s+)?(?:values|settings)\b|"
    r"\b(?:rien|aucune?|jamais|pas|not|never|n['’]t|nothing)\b[^.;:,]{0,30}\b(?:touch|chang|modifi)\w*|"
    r"\b(?:touch|chang|modifi)\w*\s+(?:rien|nothing|aucune?|none)\b|\b(?:inchang|unchang)\w*",
    re.I,
)
_GIVEN = re.compile(
    r"\b(?:notebook|[ée]nonc[ée]|assistant|template|fourni\w*|donn[ée]s?|given|provided)\b", re.I
)
_IN_BRACKETS = re.compile(rf"\((?=[^()]*(?:{DEFAULT.pattern}))(?![^()]*=)[^()]*?(?<![\w.])\d[^()]*\)", re.I)
_ITEM = re.compile(r"^[\s>]*(?:[-*•+]|\d{1,3}[.)])\s")
_WHOLE = re.compile(
    r"(?:param[èe]t(?:re|er)s|valeurs|coefficients?|hyper\S*|rien|nothing|arguments|defaults?\b|settings|values|"
    r"r[ée]glages|options)",
    re.I,
)
_CANONICAL = {name.lower(): name for name in NAMES.split("|")}
LONGEST = 500


@dataclass(frozen=True)
class _Said:
    """A value that is said to be supposed."""

    optimizer: str
    name: str
    value: str
    text: str
    place: Place


def said_default_findings(outline: Outline) -> Iterator[Finding]:
    """Find values said to be the usual ones of an optimiser, which are others in the installed Keras."""
    code = "\n".join(
        block.text for section in outline.sections for block in section.blocks if block.kind is Kind.CODE
    )
    for rank, section in enumerate(outline.sections):
        optimizer = _only(outline.title(rank)) or _around(outline, rank)
        announced = bool(DEFAULT.search(section.title))
        for block in section.blocks:
            if block.kind in (Kind.PROSE, Kind.TABLE):
                lead = _Lead(optimizer, announced)
                for said in _table(block, lead) if block.kind is Kind.TABLE else _prose(block, lead):
                    yield from _judged(said, code)
                optimizer, announced = lead.optimizer, lead.announced


@dataclass
class _Lead:
    """What was said last: the optimiser, and whether what follows is what Keras supposes."""

    optimizer: str
    announced: bool


def _only(text: str) -> str:
    """Return the only optimiser that a text names."""
    found = ALGORITHM.findall(_REPLACED.sub(" ", text))
    names = {_CANONICAL.get(each.lower(), "SGD") for each in found}
    return names.pop() if len(names) == 1 else ""


def _around(outline: Outline, rank: int) -> str:
    """Return the only optimiser that the nearest part which names some names."""
    for scope in outline.scopes(rank):
        blocks = (block for each in scope for block in outline.sections[each].blocks)
        text = "\n".join(
            (*(outline.sections[each].title for each in scope), *(block.text for block in blocks))
        )
        if ALGORITHM.search(text):
            return _only(text)
    return ""


def _prose(block: Block, lead: _Lead) -> Iterator[_Said]:
    for passage in passages(block):
        for sentence in sentences(passage):
            text = sentence.text[:LONGEST]
            named = ALGORITHM.search(text)
            if named:
                lead.optimizer = _only(text)
            line = passage.line(sentence.start).text
            item = bool(_ITEM.match(line)) or (lead.announced and "\n" not in text.strip())
            pairs = [*PAIR.finditer(text)]
            if not item or not pairs:
                lead.announced = _announces(text) and text.rstrip(" \n\x1e*").endswith(":")
            if (OTHERWISE.search(text) and not _keeps(text)) or text.rstrip().endswith("?"):
                continue
            for pair in _supposed(text, pairs, lead.announced and item):
                name = next(name for name in _SYMBOLS if pair[name])
                yield _Said(lead.optimizer, name, pair["value"], text, sentence.place(pair.start("value")))


def _announces(text: str) -> bool:
    """Tell whether a sentence says that the values about to be told are all those that Keras supposes."""
    default = DEFAULT.search(text) and not OTHERWISE.search(text)
    return bool((default or _keeps(text)) and _WHOLE.search(text))


def _keeps(text: str) -> bool:
    return _KEPT.search(text) is not None and not _GIVEN.search(text)


def _supposed(text: str, pairs: list[re.Match[str]], announced: bool) -> list[re.Match[str]]:
    """Return the pairs that a sentence says to be supposed: all of them, or the one beside the word."""
    word = DEFAULT.search(text)
    if word and _IN_BRACKETS.search(text):
        # « 0.05 (the default would be 0.01) »
        return []
    if word is None:
        return pairs if announced or (_keeps(text) and _WHOLE.search(text)) else []
    whole = re.search(
        r"(?:param[èe]tres|valeurs|arguments|settings|values|defaults)\b|default\s+(?:settings|values|param)|"
        r"d[ée]faut[^.]{0,20}:|^\W*(?:par d[ée]faut|by default)|default\w*[^.]{0,30}:",
        text,
        re.I,
    )
    # « lr = 0.0005, the rest as by default: … »
    rest = REST.search(text, 0, word.start())
    pairs = [pair for pair in pairs if not rest or pair.start() > rest.start()]
    if whole:
        return pairs
    beside = [
        pair
        for pair in pairs
        if word.start() - 40 <= pair.start() < word.end() + 40
        and not PAIR.search(text[min(pair.end(), word.start()) : max(pair.start(), word.start())])
    ]
    before = [pair for pair in beside if pair.start() <= word.start()]
    every = re.search(r"\(([^()]*)\)", text)
    if every and DEFAULT.search(every[1]) and PAIR.search(every[1]):
        return [pair for pair in pairs if every.start() <= pair.start() < every.end()]
    return before[-1:] or beside[:1]


def _table(block: Block, lead: _Lead) -> Iterator[_Said]:
    rows = [[plain(cell).strip("\x1e ") for cell in cells(line.text)] for line in block.lines]
    heads = rows[0]
    lead.optimizer = _only(" ".join(heads)) or lead.optimizer
    columns = [rank for rank, head in enumerate(heads) if DEFAULT.search(head)]
    if len(columns) != 1 and not lead.announced:
        return
    for row, line in zip(rows[1:], block.lines[1:], strict=True):
        kept = [cell for cell in row if cell]
        value = row[columns[0]] if columns and columns[0] < len(row) else kept[1] if len(kept) == 2 else ""
        pair = PAIR.fullmatch(f"{kept[0]} : {value}") if kept else None
        if pair:
            name = next(name for name in _SYMBOLS if pair[name])
            yield _Said(lead.optimizer, name, pair["value"], line.text, line.place)


def _judged(said: _Said, code: str) -> Iterator[Finding]:
    known = defaults(said.optimizer) if said.optimizer else {}
    checked = STABLE | ({"learning_rate"} if said.optimizer in SAME_RATE else frozenset())
    if said.name not in known or said.name not in checked or _same(said.value, known, said.name):
        return
    # What is passed may be called the default of the report; that of Keras is that of Keras.
    passed = "" if re.search("keras", said.text, re.I) else code
    written = re.findall(rf"\b{said.name}\s*=\s*([\w.-]+)", passed)
    if any(_same(said.value, {said.name: _literal(given)}, said.name) for given in written):
        return
    right = repr(known[said.name])
    yield Finding(
        CODE,
        said.place,
        quoted(said.text),
        Verdict.FALSE,
        f"{said.name} vaut {right} par défaut dans {said.optimizer}, et non {said.value.strip()}.",
        "",
        right,
    )


def _same(value: str, known: Mapping[str, Any], name: str) -> bool:
    return bool(_literal(value) == known[name])


def _literal(value: str) -> object:
    """Return what a value is worth, however its power of ten is written."""
    text = value.strip().replace("−", "-").replace(",", ".")
    text = re.sub(r"\s?[×x·]\s?10", "*10", text)
    text = re.sub(r"(?:(\d[\d.]*)\*)?10\s?\^\s?\(?\s?(-\s?\d+)\s?\)?", _power, text)
    try:
        return ast.literal_eval(text.capitalize() if text.isalpha() else text)
    except (ValueError, SyntaxError):
        return None


def _power(found: re.Match[str]) -> str:
    return f"{found[1] or 1}e{found[2].replace(' ', '')}"
