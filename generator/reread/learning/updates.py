"""Equations of gradient descent, momentum, RMSprop and Adam, held to what these algorithms do."""

import re
from collections.abc import Iterator, Set

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.learning.equation import ADAPTIVE
from generator.reread.learning.symbol import Term, Update, updates

CODE = "equation-de-l-optimiseur"
_ASCENT = re.compile(r"ascent|ascension|mont[ée]e|maximi[sz]", re.I)
_MOMENTUM = re.compile(r"momentum|inertie|nesterov|velocity|vitesse", re.I)
_CORRECTED = re.compile(
    r"\b(?:correction|correct\w*)\b[^.;]{0,25}\bbiai?s\b|\bbiai?s\b[^.;]{0,15}\bcorr(?:ection|ig\w+|ected)",
    re.I,
)
_ASSIGNS = re.compile(r"=|←|<-|\\leftarrow|\\gets")
_BULLET = re.compile(r"^[\s>]*(?:[-*•+]|\d{1,2}[.)])\s+")
# Equations beside each other.
_BESIDE = re.compile(r"\\q?quad(?![a-zA-Z])")
LONGEST = 500
_SYMBOLS = {"first-rate": "β₁", "second-rate": "β₂", "decay": "ρ"}


def update_findings(section: Section, title: str) -> Iterator[Finding]:
    """Find updates with a square, a factor or a sign that is not theirs, one finding an equation."""
    text = f"{title}\n" + "\n".join(block.text for block in section.of(Kind.PROSE, Kind.OUTPUT))
    if _ASCENT.search(text):
        return
    every = [*_every(section)]
    velocities = {_velocity(update) for update, _, _ in every} - {None}
    steps = [term for update, _, _ in every if update.target.kind == "weight" for term in update.terms]
    rooted = {letter for term in steps if term.has("root") for letter in term.letters - {"m"}}
    adaptive = ADAPTIVE.search(text) and not _MOMENTUM.search(text)
    squares = {
        u.target.letter for u, _, _ in every if u.target.kind != "weight" and any(t.squared for t in u.terms)
    }
    corrected = any(
        u.target.kind == "hat" or any(t.complements and t.raised for t in u.terms) for u, _, _ in every
    )
    announced = _CORRECTED.search(text) and not corrected
    for update, place, line in every:
        wrong = (
            _average(update, rooted | set("vsr" if adaptive else ""))
            or _correction(update)
            or _step(update, velocities, squares | {"E"})
            or (_uncorrected(update) if announced else None)
        )
        if wrong:
            sentence, right = wrong
            yield Finding(CODE, place, quoted(line), Verdict.FALSE, sentence, "", right)


def _every(section: Section) -> Iterator[tuple[Update, Place, str]]:
    for block in section.of(Kind.PROSE, Kind.OUTPUT):
        for line in block.lines if not block.printed else ():
            if _ASSIGNS.search(line.text) and len(line.text) <= LONGEST:
                for equation in _BESIDE.split(_BULLET.sub("", line.text)):
                    yield from ((update, line.place, line.text) for update in updates(equation))


def _sides(update: Update) -> tuple[Term, Term] | None:
    """Return the term with what is updated, and the one with the gradient."""
    if len(update.terms) != 2 or update.target.kind not in ("average", "square-average"):
        return None
    own = [t for t in update.terms if t.letters == {update.target.letter} and not t.has("gradient", "root")]
    added = [t for t in update.terms if t.has("gradient") and not t.letters and not t.has("root")]
    return (own[0], added[0]) if len(own) == len(added) == 1 else None


def _average(update: Update, of_squares: Set[str]) -> tuple[str, str] | None:
    """Say what is wrong with an average; some letters are known to be those of squares."""
    sides = _sides(update)
    if sides is None:
        return None
    own, added = sides
    rate = next(iter(own.rates), "")
    letter = update.target.letter
    decays = rate == "decay" or (not rate and own.has("number"))
    squares = rate == "second-rate" or letter == "E"
    squares = squares or (decays and letter in of_squares and not added.has("step"))
    first = rate == "first-rate" or (letter == "m" and not squares)
    if squares and not added.squared:
        return "Cette moyenne est celle des carrés des gradients : il manque le carré du gradient.", "g²"
    if first and added.squared:
        return "Cette moyenne est celle des gradients eux-mêmes : le carré est de trop.", "g"
    return _weights(rate, added) if squares or rate == "first-rate" else None


def _weights(rate: str, added: Term) -> tuple[str, str] | None:
    """Say what is wrong with the two weights of an average."""
    if not rate:
        return None
    symbol = _SYMBOLS[rate]
    if added.complements and rate not in added.complements:
        return f"Les deux poids de la moyenne doivent faire 1 : {symbol} et 1 − {symbol}.", f"1 − {symbol}"
    if added.summed:
        return f"Les deux poids de la moyenne doivent faire 1 : {symbol} et 1 − {symbol}.", f"1 − {symbol}"
    if not added.complements and not added.has("number", "one"):
        return (
            f"Les deux poids de la moyenne doivent faire 1 : le gradient est multiplié par 1 − {symbol}.",
            f"1 − {symbol}",
        )
    if added.negative and added.complements:
        return "Le nouveau terme de la moyenne s’ajoute, il ne se retranche pas.", "+"
    return None


def _velocity(update: Update) -> bool | None:
    """Tell whether a velocity goes along the gradient, False where it goes down; None where it is none."""
    sides = _sides(update)
    if sides is None or update.target.letter != "v" or sides[1].squared:
        return None
    return not sides[1].negative


def _correction(update: Update) -> tuple[str, str] | None:
    if update.target.kind != "hat" or len(update.terms) != 1:
        return None
    (term,) = update.terms
    if len(term.complements + term.summed) != 1 or term.has("gradient", "step"):
        return None
    if term.summed:
        symbol = _SYMBOLS[term.summed[0]]
        return (
            f"La correction du biais divise par 1 − {symbol}ᵗ, et non par une somme, qui "
            "rapetisserait les premières moyennes.",
            f"1 − {symbol}ᵗ",
        )
    right = {"m": "first-rate", "v": "second-rate", "s": "second-rate"}.get(update.target.letter)
    (rate,) = term.complements
    if rate != "decay" and right and rate != right:
        return (
            f"La correction du biais divise cette moyenne par 1 − {_SYMBOLS[right]}ᵗ, et non par "
            f"1 − {_SYMBOLS[rate]}ᵗ.",
            f"1 − {_SYMBOLS[right]}ᵗ",
        )
    if not term.raised and rate == right:
        symbol = _SYMBOLS[rate]
        return (
            f"La correction du biais divise par 1 − {symbol}ᵗ : l’exposant t manque, sans lui elle ne "
            "s’atténue jamais.",
            f"1 − {symbol}ᵗ",
        )
    return None


def _uncorrected(update: Update) -> tuple[str, str] | None:
    """Say that a step reads averages that nothing corrected."""
    averages = {symbol.letter for term in update.terms for symbol in term.symbols if symbol.kind == "average"}
    if update.target.kind != "weight" or len(averages) < 2:
        return None
    return (
        "La correction du biais est annoncée, et ce pas lit les moyennes sans elle : il manque la division "
        "par 1 − β₁ᵗ et par 1 − β₂ᵗ.",
        "m̂ / (√v̂ + ε)",
    )


def _step(update: Update, velocities: Set[bool | None], squares: Set[str]) -> tuple[str, str] | None:
    if update.target.kind != "weight" or len(update.terms) != 2:
        return None
    own, step = update.terms
    if own.negative or {symbol.kind for symbol in own.symbols} != {"weight"} or step.has("minus"):
        return None
    if {symbol.kind for symbol in step.symbols} == {"average"} and step.letters == {"v"}:
        if velocities == {not step.negative}:
            return (
                "Avec cette définition de v, le poids remonterait le gradient : un des deux signes est faux.",
                "+" if step.negative else "−",
            )
        return None
    if step.has("gradient", "epsilon") and step.letters & squares and not _rooted(step):
        return "Il manque la racine de la moyenne des carrés au dénominateur.", "√v + ε"
    return _direction(step, update.complete) if step.has("step") else None


def _direction(step: Term, complete: bool) -> tuple[str, str] | None:
    """Say what is wrong with a step that has a learning rate."""
    first, gradient, root = "m" in step.letters, step.has("gradient"), step.has("root")
    if (gradient or (root and step.letters)) and not step.negative:
        return "La descente de gradient retranche le pas : le signe est un moins.", "−"
    if first and gradient:
        return (
            "Le pas d’Adam est m̂ divisé par la racine de v̂ : le gradient n’y est plus multiplié.",
            "m̂ / (√v̂ + ε)",
        )
    if first and step.has("epsilon") and len(step.letters) > 1 and not _rooted(step):
        return "Il manque la racine de v̂ au dénominateur.", "√v̂ + ε"
    if root and not first and not gradient and complete:
        return "Il manque le gradient : ce pas irait toujours dans le même sens.", "g"
    return None


def _rooted(step: Term) -> bool:
    return step.has("root") or any("0.5" in s.text or "1/2" in s.text for s in step.symbols)
