"""A typed number that contradicts the result it names: said only when there is no other way to read it.

There is a contradiction when one sentence names one model, and only one; says the word of a score that its
result records, with nothing but little words between it and a number; neither doubts nor compares; and when,
rounded as it was typed, no such score of this model is that number: neither that of its result, nor that of
another seed, nor their mean, nor that of any epoch.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from experiments.results.schema import Result
from generator.report.comments.inserted import insert, noun
from generator.report.comments.typed_number import TypedNumber
from generator.report.comments.vocabulary import Vocabulary
from generator.statistics.mean_accuracy import scores_of

SENTENCE = re.compile(r"[^.!?…;]*(?:\.\d[^.!?…;]*)*[.!?…;]?")
# So far from its score, in signs, a number may stand.
NEAR = 200
# Who doubts, denies, compares or tells of another time may be right all the same.
DOUBTS = re.compile(
    r"\b(?:environ|presque|près|autour|quasi\w*|approx\w*|plus|moins|mieux|pire|meilleure?s?|au-delà|sous|"
    r"supérieur\w*|inférieur\w*|dépass\w*|atteindr\w*|attend\w*|espér\w*|vis(?:e|ait|ons|ions)|objectif|but|"
    r"cible|seuil|dev(?:r|ait)\w*|aur(?:a|ai)\w*|ser(?:a|ai)\w*|pourr\w*|si|sinon|quand|avant|ancien\w*|"
    r"auparavant|d’abord|d'abord|initial\w*|premi\w+|dernier\w*|essai\w*|hasard|constante|publi\w*|article\w*|"
    r"littérature|exemple|sans|ne|pas|jamais|aucun\w*|faux|fausse\w*|erreur\w*|entre|gagn\w*|perd\w*|"
    r"augment\w*|baiss\w*|diminu\w*|pass\w+|écart\w*|différence\w*|couches?|on m’a|croi\w*|cru\w*|pens\w*)\b|"
    r"\bn[’']|[<>≈~≥≤±?]",
    re.IGNORECASE,
)
SPLITS = {
    "test": r"test",
    "validation": r"validation",
    "train": r"entra[îi]nement|train(?:ing)?",
}
LINKS = (
    "de|du|d|des|le|la|les|l|en|sur|pour|au|aux|à|a|est|était|vaut|valait|égale?|atteint|atteignait|finale?|"
    "moyenne?|obtenue?s?|mesurée?s?|jeu|ensemble|partition|données|of|on|set|is|avec|une|un|score"
)


@dataclass(frozen=True)
class Score:
    """A score that results record, and the words that tell it.

    Attributes
    ----------
    steps : tuple of str
        Where the result holds it; ``*`` for any partition.
    """

    words: str
    steps: tuple[str, ...]
    filter: str


ACCURACY = Score(r"exactitude|accuracy", ("evaluation", "*", "accuracy"), "pourcent")
LOSS = Score(r"perte|loss", ("evaluation", "*", "loss"), "nombre")
WEIGHTS = Score(r"nombre\s+de\s+(?:poids|paramètres)|poids|paramètres", ("model", "parameters"), "entier")
BATCH = Score(r"(?:taille\s+(?:de|des)\s+)?lots?|batch(?:[ _-]size)?", ("training", "batch_size"), "entier")
EPOCHS = Score(r"nombre\s+d[’']époques", ("training", "epochs"), "entier")
SEED = Score(r"graine|seed", ("training", "seed"), "entier")
SCORES = (ACCURACY, LOSS, WEIGHTS, BATCH, EPOCHS, SEED)


@dataclass(frozen=True)
class Contradiction:
    """A typed number, and why it cannot be."""

    number: TypedNumber
    message: str


def contradictions(
    text: str, numbers: Sequence[TypedNumber], vocabulary: Vocabulary
) -> Iterator[Contradiction]:
    """Go through the numbers of a text that contradict a result.

    Parameters
    ----------
    text : str
        Of a paragraph, an item or a cell.
    numbers : sequence of TypedNumber
        The numbers that it claims, in order.
    vocabulary : Vocabulary
    """
    starts = [each.start for each in numbers]
    for sentence in SENTENCE.finditer(text):
        within = numbers[bisect_left(starts, sentence.start()) : bisect_left(starts, sentence.end())]
        model = _only_model(sentence[0], vocabulary) if within else ""
        if model:
            for number in within:
                message = _message(text, sentence.span(), number, vocabulary.results[model], vocabulary)
                if message:
                    yield Contradiction(number, message)


def _only_model(sentence: str, vocabulary: Vocabulary) -> str:
    """Return the id of the model that a sentence speaks of, nothing if there may be another one."""
    named = {
        vocabulary.models[" ".join(found[0].lower().split())] for found in vocabulary.model.finditer(sentence)
    }
    rest = vocabulary.model.sub(" ", sentence)
    if len(named) != 1 or vocabulary.kinds.search(rest) or DOUBTS.search(rest):
        return ""
    return named.pop()


def _message(
    text: str, span: tuple[int, int], number: TypedNumber, result: Result, vocabulary: Vocabulary
) -> str:
    before = text[max(span[0], number.start - NEAR) : number.start]
    after = text[number.end : min(span[1], number.end + NEAR)]
    words = "|".join((LINKS, *SPLITS.values(), vocabulary.examples))
    links = rf"(?:[\s,:=()’']|\b(?:{words})\b|{vocabulary.model.pattern})*"
    follow = re.match(links, after, re.IGNORECASE)
    for score in SCORES:
        word = rf"(?:\b(?:{'|'.join(SPLITS.values())})\s+)?\b(?:{score.words})\b"
        phrase = re.search(rf"{word}{links}$", before, re.IGNORECASE) or re.match(
            rf"\s*(?:d[e’']\s*)?{word}{links}", after, re.IGNORECASE
        )
        if phrase is None or not _may_be(number, score):
            continue
        said = phrase[0] + (follow[0] if follow else "")
        splits = [
            name for name, words in SPLITS.items() if re.search(rf"\b(?:{words})\b", said, re.IGNORECASE)
        ]
        split = splits[0] if len(splits) == 1 else ""
        values = _values(result, score, split)
        if not any(_same(number, value, score) for value in values):
            return _told(text[number.start : number.end], result, score, split)
        return ""
    return ""


def _may_be(number: TypedNumber, score: Score) -> bool:
    """Tell whether a number is written as such a score is."""
    if score is ACCURACY:
        return number.percent or (0 < number.value < 1 and number.decimals > 0)
    if score is LOSS:
        return not number.percent and number.decimals > 0
    return not number.percent and number.decimals == 0


def _same(number: TypedNumber, value: float, score: Score) -> bool:
    """Tell whether a value, rounded as the number was typed, is that number."""
    shown = 100 * value if score is ACCURACY and number.percent else value
    step = float(f"1e{-number.decimals}")  # without end if need be
    if score is WEIGHTS and number.value:
        while number.value % (10 * step) == 0:  # « 400 000 » may be rounded
            step *= 10
    return math.isfinite(number.value) and abs(shown - number.value) <= step / 2 * (1 + 1e-9)


def _values(result: Result, score: Score, split: str) -> list[float]:
    """Return every value that a score of a model may have."""
    if score in (ACCURACY, LOSS):
        name = score.steps[-1]
        values: list[float] = []
        for each in [split] if split else SPLITS:
            over_seeds = [float(getattr(scores_of(training, each), name)) for training in result.trainings]
            values += [*over_seeds, fmean(over_seeds)]
        curves = {"train": [name], "validation": [f"val_{name}"], "test": []}
        for each in [split] if split else SPLITS:
            values += [value for curve in curves[each] for value in getattr(result.history, curve)]
        return values
    if score is WEIGHTS:
        layers = [layer.parameters for layer in result.model.layers]
        return [float(value) for value in (result.model.parameters, *layers)]
    if score is EPOCHS:
        return [float(result.training.epochs), float(len(result.history.loss))]
    if score is SEED:
        return [float(result.training.seed), *(float(replicate.seed) for replicate in result.replicates)]
    return [float(result.training.batch_size)]


def _told(typed: str, result: Result, score: Score, split: str) -> str:
    steps = tuple(split or "test" if step == "*" else step for step in score.steps)
    written = f'"{result.id}".{".".join(steps)} | {score.filter}'
    recorded = insert(written, {result.id: result})
    name, _ = noun(steps, result.names.model) or ("cette valeur", "")
    return (
        f"« {typed} » contredit {result.file} : {name} y vaut {recorded.text}. Écrivez {{{{ {written} }}}}, "
        "qui suivra le résultat."
    )
