"""How layers, and what is said of them, are told apart in a text, with the words of a laboratory."""

import re
from functools import cache

from generator.reread.arithmetic.number import NUMBER
from generator.reread.walk.words import LayerWords

SQUARE = r"\d{1,3}\s*[x×]\s*\d{1,3}"
# « 1 024 filtres » are no 24, nor « 4 × 4 filtres » 4.
_WHOLE = r"(?<![\w.,x×])(?<![x×]\s)(?<!\d[\s'’])"
# « 200 relu neurons »
_FUNCTIONS = r"(?:leaky[\s_-]?|s|g)?(?:re|e)lu|tanh|sigmo[iï]de?s?|softmax|linear|lin[ée]aires?"
_GAP = r"[\s\x1e]*"
_PRODUCT = rf"\d{{1,5}}(?:{_GAP}[x×*·∙]{_GAP}\d{{1,5}}){{1,3}}"


class Grammar:
    """Patterns made of the words of a laboratory."""

    def __init__(self, words: LayerWords) -> None:
        w = words
        ordinal = "|".join(names for names, _ in w.ordinals)
        counted = "|".join(names for names, _ in w.numbers)
        layer = rf"(?:{w.layer})\s+(?:(?:de|of)\s+)?"
        article = rf"(?:{w.again}|l['’]|une?|an?)\s*"
        before = rf"(?P<after>\b(?:{w.after})\s+(?:{article})?(?:(?:{ordinal})\s+)?(?:{layer})?)?"
        named = [
            (name, getattr(w, name))
            for name in ("strange", "conv", "gap", "pool", "flat", "dense", "norm", "activation", "dropout")
        ]
        # What is multiplied, added or counted is no number of neurons.
        used = rf"\s*[x×*·∙+/%=.,:]\s?\d|\s*%|\s+\d|['’]\d|\s*\(?(?:{w.weights}|{w.values})\b"
        neurons = rf"(?:(?:{w.hidden}|dense|{w.outputs}|{_FUNCTIONS})\s+){{0,2}}(?:{w.neurons}|{w.several})"
        kinds = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in named)
        unnamed = "|".join(pattern for _, pattern in named)
        # Where layers begin: by their name, or by what only one kind of layers has.
        self.layer = re.compile(
            rf"{before}(?:(?P<times>\b(?:\d|{counted}))[^\S\n]+(?:{layer})?)?(?:(?<![\w.,x×]){SQUARE}[^\S\n]+)?(?:{kinds})"
            rf"|(?P<other>\b(?:{w.after})\s+(?:{w.again})\s+(?:{ordinal})\b"
            rf"(?=(?:\s+(?:one|(?:les?|the)\s+(?:{w.maps})|{w.maps}|are|is|sont|est|on\s+a|we\s+(?:have|get)|il\s+reste))*"
            rf"[\s,:]*\(?\d))"
            rf"|(?P<wide>\b(?:{w.inputs})\b[^.\n\d×*)]{{0,20}}\d{{2,5}}\b(?!\s*[x×.,]\s?\d)(?:\s+(?:{w.neurons})\b)?"
            rf"|{_WHOLE}\d{{2,5}}\s+(?:{w.inputs}|pixels)\b)"
            rf"|(?P<ends>\b(?:{w.outputs})\b(?:\s*[:(]|\s+(?:{w.given})|\s)\s*\d{{1,5}}\b"
            rf"(?!{used})(?:\s+(?:{w.neurons})\b)?)"
            rf"|(?P<neurons>{_WHOLE}\d{{1,5}}[\s-]+{neurons}\b)"
            rf"|(?P<filters>{_WHOLE}\d{{1,4}}\s+(?:{w.filters})\b)"
            rf"|(?P<windows>\b(?:{w.windows})\b)",
            re.I,
        )
        self.size = re.compile(
            r"(?<![\w.,])(?<![*+=/]\s)(?P<open>\()?(?:None\s*,\s*)?(?P<high>\d{1,3})\s*(?P<sign>[x×,])\s*"
            r"(?P<large>\d{1,3})(?:\s*(?P=sign)\s*(?P<deep>\d{1,4}))?"
            # « 16, 16, 32, 32 » are more numbers than a size has.
            r"(?![\d.]*\s*[+*/]|\d|\s*[x×]\s*\d|\s\d{3}\b|\s*(?P=sign)\s*\d)"
            # What enters is not what comes out.
            rf"(?!\)?\s+(?:{w.inputs})\b|\)?\s*(?:à|to|en)\s+\(?\d|"
            r"\)?\s+(?!filt|kern|noy|conv|pool|wind|max|same|val|pad|str)[^\W\d]+\s+"
            r"(?:donn\w+|giv\w+|yield\w*|becom\w+)\b)"
        )
        self.made = re.compile(w.made, re.I)
        self.follows = re.compile(rf"\s+(?:{w.maps})\b", re.I)
        self.windows = re.compile(rf"\b(?:{w.windows})\b", re.I)
        self.units = {
            "conv": (
                re.compile(rf"{_WHOLE}(\d{{1,4}})\s+(?:{w.filters})\b", re.I),
                re.compile(rf"\b(?:{w.filters})\s*[:=]\s*(\d{{1,4}})\b(?!\s*[x×*,.])", re.I),
                re.compile(r"\(\s*\d{1,2}\s*[x×]\s*\d{1,2}\s*,\s*(\d{1,4})\b(?!\s*[x×])"),
                re.compile(r"^\W*conv\w*\W{0,2}(?<!\d)(\d{1,4})\s*(?:,\s*\(?|\()\d{1,2}\s*[x×,)]", re.I),
            ),
            "dense": (
                re.compile(
                    rf"{_WHOLE}(\d{{1,5}})[\s-]+{neurons}\b",
                    re.I,
                ),
                re.compile(
                    rf"(?:{w.dense}|\b(?:{w.outputs})\b)(?:\s+(?:{w.layer}))?(?:\s+\d(?=\s*:))?"
                    rf"(?:\s+(?:{w.given}))?\W{{0,3}}(\d{{1,5}})\b(?!{used})",
                    re.I,
                ),
                re.compile(
                    rf"\b(?:{w.neurons})(?:\s\w+){{0,4}}\s*[:=]\s*(\d{{1,5}})\b(?!\s*[x×*.,]\s?\d)", re.I
                ),
            ),
        }
        self.pool, self.flattening = re.compile(w.pool, re.I), re.compile(w.flat, re.I)
        self.stride = re.compile(rf"\b(?:{w.stride})\s*\(?(\d)\b(?:\s*[x×,]\s*\d\)?)?", re.I)
        number = rf"((?<![\w.,]){NUMBER})"
        self.count = re.compile(
            rf"\b(?:en\s+(?:a|ont|compten?t?)|en\s+poss[èe]de)\s+{number}(?![^\W\d]|\s*[x×*+=%])|"
            rf"(?<![\d.x×*+=]\s)(?<!['’]){number}\s+(?:{w.weights})\b",
            re.I,
        )
        values = rf"{_GAP}(?:{w.values})\b"
        product = rf"(?<![\w.,])(?P<product>{_PRODUCT})(?:{_GAP}={_GAP}(?P<result>{NUMBER}))?"
        ends = rf"(?![.,]?\d|{_GAP}[x×*·∙+=%/]|\s+-\s*\d)(?!{_GAP}(?:{w.weights})\b)"
        self.flat = re.compile(
            rf"(?:{product}|(?:=|→|[-=]+>|:|\(|\b(?:{w.given})\b)\W*(?<![\w.,])(?P<number>{NUMBER})|"
            rf"(?<![\w.,])(?P<counted>{NUMBER})(?={values})){ends}(?P<unit>{values})?",
            re.I,
        )
        self.counts_values = re.compile(rf"[\s\x1e$*_`]*(?:{w.values})\b", re.I)
        # What a picture laid flat has.
        self.laid = re.compile(
            rf"(?<![\w.,×x*'’])(\d{{3,5}})\s+(?:pixels|{w.values}|{w.inputs})\b|"
            rf"\b(?:{w.vectors})\s+(?:{w.given}|size|length|taille|longueur|\s)+\s*(\d{{3,5}})\b(?![.,]\d|\s*[x×*])",
            re.I,
        )
        self.reads, self.ends_and_hidden, self.series = _reads(w, values), _ends_and_hidden(w), _series(w)
        self.maps = re.compile(rf"\b(?:{w.maps})\b", re.I)
        self.maps_of = re.compile(rf"\b(?:{w.maps})\s+(?:\S+\s+){{0,4}}$", re.I)
        self.of_maps = re.compile(rf"\b(?:{w.maps})\s+(?:{w.given})\s+$", re.I)
        self.before_flat = re.compile(
            rf"(?:{product}|(?<![\w.,])(?P<number>{NUMBER})(?={values}))(?P<unit>{values})"
            rf"\s+(?:[^\W\d]+['’\s]+){{0,3}}$",
            re.I,
        )
        self.rate = re.compile(
            rf"\s*(?:\(|(?:(?:{w.given}|{w.layer}|{w.rate})\s+){{0,3}}[:=(]?)\s*(0?[.,]\d{{1,20}}|\d{{1,2}}\s?%)",
            re.I,
        )
        self.padding = {"same": re.compile(w.same, re.I), "valid": re.compile(w.valid, re.I)}
        self.unbiased = re.compile(w.unbiased, re.I)
        self.apart = re.compile(w.apart, re.I)
        self.single, self.read = (
            re.compile(rf"\b(?:{before})\b{end}", re.I)
            for before, end in ((w.single, ""), (w.read, "[^,;.]*$"))
        )
        self.repeated = re.compile(w.repeated, re.I)
        self.again = re.compile(rf"\b(?:{w.again})\s*(?:(?:{ordinal})\s*)?(?:{layer})?$", re.I)
        # « The first one puts out 8 maps, the second 16 », « … has 98 328 weights and the output 25 »
        self.goes_on, self.of, self.listed, self.elided = (
            re.compile(rf",\s*(?:(?:and|et|puis|then)\s+)?(?:{w.again})\s+(?:{ordinal})\b", re.I),
            re.compile(rf"\s+(?:{w.given})\s+", re.I),
            re.compile(rf"\d\s*(?:,|\b(?:{w.joined})\b)\s*$", re.I),
            re.compile(rf"(?:,|\b(?:{w.joined})\b)\s*(?:(?:{w.again}|l['’])\s*)?(?:{w.outputs})\b", re.I),
        )
        # « Avant la couche dense » tells where a layer is, and not when it was.
        self.place = re.compile(
            rf"\b(?:{w.beside})\s+(?:{w.again}|l['’]|une?|an?)\s*"
            rf"(?=(?:{layer})?(?:{unnamed}|(?:{w.outputs})\b))|\b(?:{w.shown})\b",
            re.I,
        )
        self.alone, self.hidden = re.compile(rf"\b(?:{w.alone})\b", re.I), re.compile(w.hidden, re.I)
        self.each = re.compile(rf"\b(?:{w.each})\b", re.I)
        self.begins = re.compile(rf"(?:[,;.:(\n]|{w.apart}|\b(?:and|et|une?|an?|{w.again}))\s*$", re.I)
        self.last_after = re.compile(rf"\s*(?:\w+\s+){{0,4}}?(?:{w.last})\b", re.I)
        self.last = re.compile(rf"\b(?:{w.last})\b", re.I)
        self.first = re.compile(rf"\b(?:{w.ordinals[0][0]})\b", re.I)
        self.times = [(re.compile(names, re.I), number) for names, number in w.numbers]
        self.ordinals = [
            (re.compile(rf"\b(?:{names})\s+(?:{layer})?(?:\w+\s+)?$", re.I), rank)
            for names, rank in w.ordinals
        ]
        self.rank = re.compile(
            rf"\s*(?:(?:{w.layer})\s*)?(?:n[°o]\.?\s*|#)?([1-9])(?!\s*[x×*%])(?=\s*(?:[:(),=–-]|$)|\s+[^\W\d])",
            re.I,
        )


def _reads(w: LayerWords, values: str) -> re.Pattern[str]:
    """Return what reads how many values enter a layer: « the dense layer receives 1176 values »."""
    number = rf"(?<![\w.,])(?P<number>{NUMBER})(?:{values}|\s+(?:{w.inputs})\b)"
    reads = rf"\b(?:{w.read}|(?:{w.given})(?=\s+\S+\s+(?:{w.inputs})\b))\b"
    return re.compile(rf"(?:{w.dense})[^.;\d]{{0,20}}{reads}[^.;\d]{{0,20}}{number}", re.I)


def _ends_and_hidden(w: LayerWords) -> dict[str, re.Pattern[str]]:
    """Return what names the output layer, and a hidden one."""
    return {
        "sortie": re.compile(
            rf"\b(?:(?:{w.outputs})\b(?!\s+(?:(?:of|de)\s+(?!\d)|du|des|shape|size)\b)|"
            rf"(?:{w.layer})\s+(?:de\s+)?(?:{w.last})\b)",
            re.I,
        ),
        "couche cachée": re.compile(
            rf"\b(?:{w.layer})\s+(?:{w.hidden})\b|\b(?:{w.hidden})\s+(?:{w.layer})\b", re.I
        ),
    }


def _series(w: LayerWords) -> dict[str, re.Pattern[str]]:
    """Return what reads sizes of several layers in a row."""
    joined = rf"\s*(?:[,;/]|{w.joined})\s*(?:(?:{w.joined})\s+)?"
    several = rf"{_WHOLE}(\d{{1,4}}(?:{joined}\d{{1,4}}){{1,7}})"
    squares = rf"(?<![\w.,])({SQUARE}(?:{joined}{SQUARE}){{1,7}})(?!\s*[x×*])"
    return {
        "NEURONS": re.compile(rf"{several}\s+(?:{w.neurons})\b", re.I),
        "FILTERS": re.compile(rf"{several}\s+(?:{w.filters})\b", re.I),
        "KERNEL": re.compile(
            rf"\b(?:{w.windows})\s+(?:[^\W\d]+\s+){{0,2}}{squares}|{squares}\s+(?:{w.windows})\b", re.I
        ),
    }


@cache
def grammar(words: LayerWords) -> Grammar:
    """Return the grammar of these words, always the same one."""
    return Grammar(words)
