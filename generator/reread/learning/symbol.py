"""Symbols of the equations of optimisers, in LaTeX, Unicode or plain text, whatever their names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_AT = r"(?:\s*\(\s*t\s*(?:[-−+]\s*1\s*)?\))?"
_SUB = (
    r"(?:\s*_\s*(?:\([^()]{0,10}\)|\{[^{}]{0,20}\}|[A-Za-zθ](?:w|\b|(?=\W))(?:-1)?|\\theta|\d)|[₀-₉ₜ₋]+)?"
    + _AT
)
_OF = r"(?:\s*\((?:[^()]|\([^()]*\)){0,40}\))?"
# In order: the first that fits is taken.
_KINDS = (
    # Two equations on one line.
    ("end", r"(?:\\q?quad(?![A-Za-z])\s*|\s{3,})(?=[^\s=+]{1,20}(?:\s*\{?[^\s=+{}]{1,10}\}){0,2}\s*=(?!=))"),
    (
        "skip",
        r"\\(?:left|right|displaystyle|quad|qquad)(?![A-Za-z])|\\[,;:!>]|[\s$`&]+|\\[()\[\]]|\\(?:big|Big)[glr]?",
    ),
    (
        "gradient",
        r"\\[dt]?frac\s*\{\s*\\(?:partial|delta)(?:[^{}]|\{[^{}]*\}){0,40}\}\s*\{\s*\\(?:partial|delta)(?:[^{}]|\{[^{}]*\}){0,30}\}"
        rf"|\\nabla{_SUB}\s*(?:\\(?:mathcal|mathbf)\s*\{{?\s*)?(?:[A-Zf]\b\}}?{_SUB})?{_OF}"
        rf"|∇{_SUB}[θw]?\s?[A-Zf]?{_SUB}{_OF}|∂\w{{0,2}}\s?/\s?∂\w{{0,2}}|\b[dΔ][wWθb]\b|\bgrad(?:ient)?(?:_t)?\b{_OF}|"
        rf"\bg(?:_t|ₜ|(?=²)|\b)(?![^\W²]){_SUB}|\bg_\{{[^{{}}]{{0,10}}\}}",
    ),
    ("square-average", rf"\bE\s*\[\s*g{_SUB}\s*(?:\^\s*\{{?\s*2\s*\}}?|²)?\s*\]{_SUB}"),
    (
        "hat",
        rf"\\(?:wide)?(?:hat|tilde|bar)\s*\{{?\s*(?P<hatted>[mvsr])\s*(?:_t)?\s*\}}?{_SUB}|"
        rf"\b(?P<plain>[mvsr])_?(?:hat|corr\w*)\b|(?P<capped>[mvsr]\u0302|v̂|m̂){_SUB}",
    ),
    ("first-rate", r"(?:\\?\bbeta|β|\bb)\s*_?\s*(?:\{\s*1\s*\}|1(?!\d)|₁)|\\beta\s*_\s*(?:\{\s*1\s*\}|1)"),
    ("second-rate", r"(?:\\?\bbeta|β|\bb)\s*_?\s*(?:\{\s*2\s*\}|2(?!\d)|₂)|\\beta\s*_\s*(?:\{\s*2\s*\}|2)"),
    ("decay", r"\\(?:rho|gamma|beta|mu)(?![A-Za-z])|[ρβγμ]|\b(?:rho|beta|gamma|mu)\b"),
    ("step", rf"\\(?:eta|alpha)(?![A-Za-z]){_SUB}|[ηα]|\b(?:lr|eta|alpha|learning_rate)\b"),
    ("epsilon", r"\\(?:var)?epsilon|[εϵ]|\beps(?:ilon)?\b"),
    ("weight", rf"\\theta(?![A-Za-z]){_SUB}|θ{_SUB}|\b(?:theta|[wW])(?:\b|(?=_|[₀-₉ₜ])){_SUB}"),
    ("average", rf"\b(?P<letter>[mvsrMVSR])(?:\b|(?=_|[₀-₉ₜ])){_SUB}(?!['’])"),
    ("root", r"\\sqrt|√|\bsqrt\b"),
    ("fraction", r"\\[dt]?frac"),
    ("power", r"\^\s*(?:\{[^{}]{0,10}\}|\w+)|²|\*\*\s*\w+|ᵗ"),
    ("assign", r":=|<-|←|\\(?:leftarrow|gets)(?![A-Za-z])|=(?!=)"),
    ("plus", r"\+"),
    ("minus", r"[-−–]"),
    ("times", r"\\(?:cdot|times|odot|circ|ast)(?![A-Za-z])|[*×·⋅⊙∘]"),
    ("over", r"/"),
    ("open", r"[({\[]"),
    ("close", r"[)}\]]"),
    ("one", r"1(?![.,]?\d)"),
    ("number", r"\d+(?:[.,]\d+)?"),
    ("end", r"\\\\|[.,;:]|$"),
    ("other", r"\\[A-Za-z]+|[^\W\d_]+|."),
)
_TOKEN = re.compile("|".join(f"(?P<k{rank}>{pattern})" for rank, (_, pattern) in enumerate(_KINDS)))
_RATES = ("first-rate", "second-rate", "decay")


@dataclass(frozen=True)
class Symbol:
    """A symbol: its kind, its letter where several have that kind, and how it is written."""

    kind: str
    letter: str
    text: str


@dataclass(frozen=True)
class Term:
    """What is added or taken away.

    Attributes
    ----------
    negative : bool
    symbols : tuple of Symbol
    complements : tuple of str
        Kinds of the rates β that stand as 1 − β.
    raised : bool
        Whether one of them has an exponent, as in 1 − βᵗ.
    summed : tuple of str
        Kinds of the rates that stand as 1 + β, where 1 − β is meant.
    """

    negative: bool
    symbols: tuple[Symbol, ...]
    complements: tuple[str, ...]
    raised: bool
    summed: tuple[str, ...] = ()

    def has(self, *kinds: str) -> bool:
        """Tell whether a symbol has one of these kinds."""
        return any(symbol.kind in kinds for symbol in self.symbols)

    @property
    def rates(self) -> tuple[str, ...]:
        """Kinds of the rates that stand by themselves."""
        return tuple(symbol.kind for symbol in self.symbols if symbol.kind in _RATES)

    @property
    def letters(self) -> frozenset[str]:
        """Letters of the averages."""
        return frozenset(s.letter for s in self.symbols if s.kind in ("average", "square-average", "hat"))

    @property
    def squared(self) -> bool:
        """Whether the gradient is squared, or multiplied by itself."""
        kinds = [symbol.kind for symbol in self.symbols]
        for rank, kind in enumerate(kinds):
            after = [each for each in self.symbols[rank + 1 :] if each.kind != "close"]
            if kind == "gradient" and after and after[0].kind == "power" and re.search("[2²]", after[0].text):
                return True
        return kinds.count("gradient") > 1


@dataclass(frozen=True)
class Update:
    """An assignment: what it gives a value to, and the terms of this value."""

    target: Symbol
    terms: tuple[Term, ...]
    complete: bool


def updates(line: str) -> Iterator[Update]:
    """Go through the assignments of one line whose symbols are all known."""
    held: list[Symbol] = []
    for symbol in (*_symbols(line), Symbol("end", "", "")):
        if symbol.kind not in ("end", "other"):
            held.append(symbol)
            continue
        yield from _update(held, symbol.kind == "end")
        held = []


def _symbols(line: str) -> Iterator[Symbol]:
    for found in _TOKEN.finditer(line):
        rank = next(each for each in range(len(_KINDS)) if found[f"k{each}"] is not None)
        kind = _KINDS[rank][0]
        if kind != "skip":
            letter = found["letter"] or found["hatted"] or found["plain"] or found["capped"] or ""
            yield Symbol(kind, letter[:1].lower() or ("E" if kind == "square-average" else ""), found[0])


def _update(symbols: Sequence[Symbol], complete: bool) -> Iterator[Update]:
    assigned = [rank for rank, symbol in enumerate(symbols) if symbol.kind == "assign"]
    if len(assigned) != 1 or assigned[0] != 1:
        return
    terms = tuple(_terms(symbols[2:]))
    if terms:
        yield Update(symbols[0], terms, complete)


def _terms(symbols: Sequence[Symbol]) -> Iterator[Term]:
    depth, start, negative = 0, 0, False
    for rank, symbol in enumerate((*symbols, Symbol("plus", "", ""))):
        depth += (symbol.kind == "open") - (symbol.kind == "close")
        if symbol.kind in ("plus", "minus") and (depth == 0 or rank == len(symbols)):
            if rank > start:
                yield _term(symbols[start:rank], negative)
            start, negative = rank + 1, symbol.kind == "minus"


def _term(symbols: Sequence[Symbol], negative: bool) -> Term:
    kept: list[Symbol] = []
    complements: list[str] = []
    summed: list[str] = []
    raised = False
    rank = 0
    while rank < len(symbols):
        kinds = [symbol.kind for symbol in symbols[rank : rank + 4]]
        if kinds[:2] in (["one", "minus"], ["one", "plus"]) and kinds[2:3] and kinds[2] in _RATES:
            (complements if kinds[1] == "minus" else summed).append(kinds[2])
            has_power = kinds[3:4] == ["power"]
            raised = raised or has_power
            rank += 4 if has_power else 3
            continue
        kept.append(symbols[rank])
        rank += 1
    return Term(negative, tuple(kept), tuple(complements), raised, tuple(summed))
