"""Scores that are those of a classifier which always gives the same answer."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.scores.elsewhere import sentence_of
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.reported import Reported

CODE = "classifieur-constant"
# « Always answering the same class would give… »
_ANSWERS = (
    r"(?:r[ée]pond\w*|pr[ée]di\w*|di(?:re|[ts])\w*|donner|class\w+|"
    r"answer\w*|predict\w*|say\w*|guess\w*|call\w*)"
)
_TOLD = re.compile(
    rf"\b{_ANSWERS}\s+(?:toujours|syst[ée]matiquement|tout|always)\b|\b(?:toujours|tout|always)\s+{_ANSWERS}|"
    rf"\b{_ANSWERS}\s+(?:\w+\s+)?[«\"“'’]?\s*[^\W\d]+\s*[»\"”'’]?\s+"
    r"(?:[àa]\s+tou\w+|partout|pour\s+tou\w+|[àa]\s+chaque|for\s+(?:all|every\w*)|every\s+time|to\s+every\w*)\b",
    re.I,
)
_BEATEN = re.compile(
    r"\b(?:(?P<worse>n['’]atteint\s+(?:m[êe]me\s+)?pas|n['’](?:arriv\w+|atteignons)\s+pas|"
    r"ne\s+(?:bat|bats|battons|d[ée]passe|d[ée]passons)\s+(?:m[êe]me\s+)?pas|(?:fait|faisons|fais|est)\s+moins\s+bien|"
    r"(?:does|do)(?:\s+not|n['’]t)\s+(?:even\s+)?(?:beat|reach|exceed)|worse\s+than\s+(?:this|that|it)|"
    r"en[\s-]dessous\s+de\s+(?:cette|ce)|below\s+(?:this|that))|"
    r"bat|battons|bats|d[ée]pass\w+|(?:fait|faisons|fais)\s+(?:\w+\s+)?mieux|beats?|outperforms?|(?:does\s+)?(?:\w+\s+)?better|exceeds?)\b",
    re.I,
)
# What is above such an answer, or below, is of something else.
_BESIDE = re.compile(
    r"\b(?:than|contre|against|versus|vs|compared\s+(?:to|with)|par\s+rapport)\b|"
    r"\b(?:mieux|meilleure?s?|moins\s+bien|(?:plus|moins)\s+(?:haute?|basse?|[ée]lev\w+|bonne?s?|bas|bon)s?|"
    r"(?:sup|inf)[ée]rieure?s?|au[- ]dessus|en[- ]dessous)\s+(?:que|[àa]|aux?|du|de|des)\b|"
    r"\b(?:mieux|meilleure?s?|moins\s+bien)\s+qu['’]",
    re.I,
)
# Further, it is the score of something else.
FAR = Fraction(1, 10)
# So narrow a score is no chance.
NARROW = Fraction(1, 500)
ALREADY_SAID = ("toujours", "always", "constant", "systématiquement", "partout", "only predicts", "baseline")


def constant_findings(
    section: Section, tables: Sequence[Matrix], stated: Sequence[Reported], counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Find the scores of a section that answering the same class for every case gives too.

    Parameters
    ----------
    section : Section
    tables : sequence of Matrix
    stated : sequence of Reported
    counts : sequence of sequences of int
        Cases of each class, partition by partition; those of two classes matter.
    """
    text = "\n".join(block.text for block in section.blocks).lower()
    if any(word in text for word in ALREADY_SAID):
        return
    scores = [score for score in stated if score.split != "other"]
    constant = [table for table in tables if _answer(table) is not None]
    if constant:
        table = constant[0]
        share = (
            f"{shown(table.right)} / {shown(table.total)} = {_decimal(Fraction(table.right, table.total))}"
        )
        text = scores[0].text if scores else " ".join(map(str, table.rows))
        place = scores[0].place if scores else table.places[0]
        yield _finding(place, text, Verdict.FALSE, share)
    elif not tables:
        yield from _unseen(scores, counts)


def always_findings(
    stated: Sequence[Reported], counts: Sequence[Sequence[int]], classes: str
) -> Iterator[Finding]:
    """Find scores that answering one of two classes for every case does not give, on any known partition."""
    pairs = [(cases, sum(count)) for count in counts if len(count) == 2 for cases in count]
    right = {
        "accuracy": [Fraction(cases, total) for cases, total in pairs],
        "f1": [Fraction(2 * cases, total + cases) for cases, total in pairs],
    }
    linked = [*_linked(stated, classes)]
    yield from linked
    for score in stated if not linked else ():
        values = right.get(score.metric, ())
        near = [value for value in values if abs(value - score.low) < FAR]
        about = is_of_constant(score, classes)
        if not about or not near or score.nearly or any(map(score.allows, values)):
            continue
        value = min(near, key=lambda value: abs(value - score.low))
        written = f"{rounded(100 * value, '.4g')} %" if "%" in score.written else rounded(value, ".3f")
        yield Finding(
            CODE,
            score.place,
            quoted(score.text),
            # Of partitions of another size it may be right.
            Verdict.DOUBT,
            f"Sur la partition connue la plus proche, cela donnerait {written}, et non {score.written}.",
            "",
            written,
            wrong=score.written,
        )


def is_constant(sentence: str, classes: str) -> bool:
    """Tell whether a sentence is about one answer for all cases."""
    return bool(_TOLD.search(sentence) and re.search(classes, sentence, re.I))


def is_of_constant(score: Reported, classes: str) -> bool:
    """Tell whether a score is that of one answer for all cases, and not what it is compared with."""
    sentence = sentence_of(score)
    told = _TOLD.search(sentence)
    if told is None or not is_constant(sentence, classes):
        return False
    at = sentence.find(score.written)
    low, high = sorted((at, told.start()))
    return _BESIDE.search(sentence, low, high) is None


def _linked(stated: Sequence[Reported], classes: str) -> Iterator[Finding]:
    """Find the accuracy and the F1 of one answer for all that are of no same sample: F1 = 2a / (1 + a)."""
    told = [(sentence_of(each), each) for each in stated if is_of_constant(each, classes)]
    for text in dict.fromkeys(text for text, _ in told):
        pair = [[each for own, each in told if own == text and each.metric == m] for m in ("accuracy", "f1")]
        if any(len(each) != 1 or each[0].nearly for each in pair):
            continue
        ((accuracy,), (f1,)) = pair
        low, high = (2 * max(a, Fraction(0)) / (1 + a) for a in (accuracy.low, accuracy.high))
        if low > f1.high or f1.low > high:
            yield Finding(
                CODE,
                accuracy.place,
                quoted(text),
                Verdict.FALSE,
                f"Une réponse toujours pareille qui a une exactitude de {accuracy.written} a un F1 de "
                f"{_decimal((low + high) / 2)}, et non {f1.written}.",
                "2 × exactitude / (1 + exactitude)",
                wrong=accuracy.written,
            )


def beaten_findings(
    section: Section, tables: Sequence[Matrix], counts: Sequence[Sequence[int]], classes: str
) -> Iterator[Finding]:
    """Find a model said to beat one answer for all cases, or not to, where its matrix shows the contrary."""
    largest = {sum(count): max(count) for count in counts if len(count) == 2 and count[0] != count[1]}
    two = [table for table in tables if len(table.rows) == 2 and table.total in largest]
    known = [(table.right, largest[table.total]) for table in two]
    for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)) if known else ():
        told = False
        for sentence in sentences(passage):
            told = told or is_constant(sentence.text, classes)
            said = _BEATEN.search(sentence.text)
            if not told or said is None or sentence.text.rstrip().endswith("?"):
                continue
            if all((right > most) is (said["worse"] is not None) for right, most in known):
                right, most = known[-1]
                yield Finding(
                    CODE,
                    sentence.place(said.start()),
                    quoted(sentence.text),
                    Verdict.FALSE,
                    f"D’après la matrice, {shown(right)} cas sont bien classés, et une réponse toujours "
                    f"pareille en classerait {shown(most)}.",
                )


def _answer(table: Matrix) -> int | None:
    """Return the one class of two that a matrix shows as an answer, None when both are given."""
    if len(table.rows) != 2:
        return None
    for rows in (table.rows, tuple(zip(*table.rows, strict=True))):
        given = [label for label in (0, 1) if any(row[label] for row in rows)]
        # Both classes are in the sample.
        if len(given) == 1 and all(sum(row) for row in rows):
            return given[0]
    return None


def _unseen(scores: Sequence[Reported], counts: Sequence[Sequence[int]]) -> Iterator[Finding]:
    for count in counts:
        if len(count) != 2:
            continue
        total, cases = sum(count), max(count)
        right, f1 = Fraction(cases, total), Fraction(2 * cases, total + cases)
        about = [[score for score in scores if score.metric == name] for name in ("f1", "accuracy")]
        pairs = [(score, value) for of, value in zip(about, (f1, right), strict=True) for score in of]
        same = all(score.allows(value) and score.high - score.low <= NARROW for score, value in pairs)
        both = all(about)
        # Balanced classes give such scores by chance.
        if not pairs or not same or (not both and count[0] == count[1]):
            continue
        score = pairs[0][0]
        computation = f"{shown(cases)} / {shown(total)} = {_decimal(right)} ; F1 = {_decimal(f1)}"
        yield _finding(score.place, score.text, Verdict.FALSE if both else Verdict.DOUBT, computation)
        return


def _finding(place: Place, text: str, verdict: Verdict, computation: str) -> Finding:
    return Finding(
        CODE,
        place,
        quoted(text),
        verdict,
        "C’est le score de qui répondrait toujours la même classe, sans rien lire : ce modèle ne fait "
        "pas mieux.",
        computation,
    )


def _decimal(value: Fraction) -> str:
    return rounded(value, ".4f")
