"""Check the code of a model: against the table below it, and against our model of the same rank."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from experiments.language import enumeration, plural
from experiments.results.schema import Result
from generator.facts.quantity import count
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.lab.review.check import Check, judged, pick
from generator.lab.review.keras_code import CodeReading, is_python
from generator.lab.review.stated_network import same_layers
from generator.lab.review.summary_table import read_row

AGREEMENT, OURS, SYNTAX, PROMISE = "code-et-resume", "meme-modele", "code-python", "resume-annonce"
SAME_LAYERS = (
    Markup("Le code crée les couches que liste le tableau, dans le même ordre et de même taille."),
    Markup("Code et tableau décrivent le même réseau."),
    Markup("Couche par couche, c’est bien le réseau du tableau."),
)
SAME_MODEL = (
    Markup(
        "Notre {model} a les mêmes couches et s’entraîne de même, par lots de {batch} {images} pendant "
        "{epochs} {times} : les scores peuvent se comparer."
    ),
    Markup(
        "C’est aussi notre {model}, réglages d’entraînement compris : lots de {batch} {images}, {epochs} "
        "{times}. Les scores peuvent se comparer."
    ),
    Markup(
        "Mêmes couches, mêmes lots de {batch} {images} et mêmes {epochs} {times} que notre {model} : les "
        "scores peuvent se comparer."
    ),
)
PROMISE_KEPT = (Markup("Le tableau annoncé suit."), Markup("Le tableau est bien là."))
PROMISE_BROKEN = (
    Markup("Rien ne suit cette phrase : la section est vide."),
    Markup("L’annonce est là, pas le tableau."),
)


@dataclass(frozen=True)
class Counterpart:
    """Our model of the same rank, and what sets it apart from that of the report.

    Attributes
    ----------
    result : Result or None
        None when our report has no such model.
    differences : tuple of str
        In French; empty when both are the same model.
    """

    result: Result | None
    differences: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether both are the same model, so that scores can be compared."""
        return self.result is not None and not self.differences


def counterpart(reading: CodeReading, optimizer: str, result: Result | None) -> Counterpart:
    """Compare what the code states with our model: layers, inputs, training.

    Parameters
    ----------
    reading : CodeReading
    optimizer : str
        That the original report names.
    result : Result or None
    """
    if result is None:
        return Counterpart(None, ())
    training = result.training
    pairs = (
        ("la topologie", same_layers(reading.layers, result)),
        ("la taille des lots", training.batch_size == reading.setting("batch_size")),
        ("le nombre d’époques", training.epochs == reading.setting("n_epoch")),
        ("l’optimiseur", training.optimizer.name == optimizer),
    )
    return Counterpart(result, tuple(name for name, equal in pairs if not equal))


def ours_check(other: Counterpart, rank: int) -> Check:
    """Say whether our model is the one that the report describes."""
    if other.result is None:
        sentence = Markup("Notre rapport n’a pas de modèle de ce rang : rien à quoi comparer ses scores.")
        return judged(OURS, None, sentence)
    name = reference(other.result).name
    if other.differences:
        sentence = Markup(
            "Notre {} n’est pas le même modèle : {} {}. Les scores ne se comparent pas."
        ).format(
            name,
            enumeration(other.differences),
            "diffère" if len(other.differences) == 1 else "diffèrent",
        )
        return judged(OURS, None, sentence, subjects=(other.result.id,))
    batch, epochs = (
        count(read(other.result, f"/training/{setting}")) for setting in ("batch_size", "epochs")
    )
    sentence = pick(SAME_MODEL, rank).format(
        model=name,
        batch=batch,
        images=plural(batch.value, "image", "images"),
        epochs=epochs,
        times=plural(epochs.value, "époque", "époques"),
    )
    return judged(OURS, True, sentence, subjects=(other.result.id,))


def agreement_check(reading: CodeReading, rows: Sequence[str], rank: int) -> Check:
    """Check that the code and the table of the report describe the same layers."""
    if not rows:
        return judged(AGREEMENT, None, Markup("Aucun tableau ne suit, auquel comparer ce code."))
    stated = [(layer.type, layer.output_shape[-1]) for layer in reading.layers]
    listed = [(line["type"], int(line["size"])) for line in map(read_row, rows)]
    if stated == listed:
        return judged(AGREEMENT, True, pick(SAME_LAYERS, rank))
    sentence = Markup("Le code ne crée pas les couches que liste le tableau.")
    return judged(AGREEMENT, False, sentence, slips=("autre-reseau",), gist="code et tableau différents")


def promise_check(rows: Sequence[str], rank: int) -> Check:
    """Check that the table that a sentence promises is there."""
    if rows:
        return judged(PROMISE, True, pick(PROMISE_KEPT, rank))
    return judged(
        PROMISE,
        False,
        pick(PROMISE_BROKEN, rank),
        slips=("tableau-absent",),
        gist="le tableau annoncé manque",
    )


def syntax_check(line: str) -> Check:
    """Check that Python accepts a line of code."""
    if is_python(line):
        return judged(SYNTAX, True, Markup("Python accepte cette ligne."))
    sentence = Markup("Python refuse cette ligne telle qu’elle est écrite.")
    if "//" in line:
        sentence = Markup(
            "Python refuse cette ligne telle qu’elle est écrite : <code>//</code> y est une division "
            "entière, et non le début d’un commentaire."
        )
    return judged(SYNTAX, False, sentence, slips=("syntaxe",), gist="syntaxe de Python")
