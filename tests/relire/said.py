"""Parts of a report that say in words what others compute, right unless an error is asked for."""

from random import Random

from tests.relire.notation import Notation
from tests.relire.pieces import Expected, Writer, slipped
from tests.relire.printed import Layer, code_of


def sized(draw: Random, way: Notation, to: Writer, error: str) -> Expected:
    """Write the code of a network, and its sizes in a sentence."""
    neurons, filters, side = draw.choice((50, 64, 128)), draw.choice((8, 16, 32)), draw.choice((3, 5))
    flat = 14 * 14 * filters
    layers = [
        Layer("Conv2D", filters, 1, side, (28, 28, filters), filters * (side * side + 1)),
        Layer("MaxPooling2D", 0, filters, 2, (14, 14, filters), 0),
        Layer("Flatten", 0, flat, 0, (flat,), 0),
        Layer("Dense", neurons, flat, 0, (neurons,), (flat + 1) * neurons),
        Layer("Dense", 10, neurons, 0, (10,), (neurons + 1) * 10),
    ]
    code, _ = code_of(layers, draw.choice(("functional", "add", "list")), unconnected=False)
    to.add(f"## {draw.choice(('Réseau', 'Network'))} {draw.choice('ABC')}\n\n```python\n{code}\n```\n")
    said = {
        "neurons": neurons + 7 if error == "neurons" else neurons,
        "filters": filters + 5 if error == "filters" else filters,
        "side": side + 1 if error == "kernel" else side,
    }
    sentence = draw.choice(
        (
            "La convolution a {filters} filtres de {side}x{side}, la couche dense compte {neurons} neurones.",
            "The convolution has {filters} filters of size {side}x{side}, the dense layer {neurons} units.",
            "Une convolution ({filters} filtres, noyau {side}×{side}) lit ; {neurons} neurones suivent.",
        )
    )
    line = to.add(sentence.format(**said))
    return ({"neurons": "neurones", "filters": "filtres", "kernel": "noyau"}[error], line) if error else None


def described(draw: Random, way: Notation, to: Writer, error: str) -> Expected:
    """Write a network in words, then its total."""
    filters, neurons = draw.choice((8, 16, 32)), draw.choice((32, 64, 128))
    total = filters * 10 + (14 * 14 * filters + 1) * neurons + (neurons + 1) * 10
    to.add(f"## {draw.choice(('Réseau', 'Network'))} {draw.choice('DEF')}\n")
    if draw.random() < 0.5:
        to.add(
            f"- Input: 28x28x1\n- Conv2D: {filters} filters, 3x3 kernel, same padding\n- MaxPooling2D 2x2\n"
            f"- Flatten\n- Dense: {neurons} neurons\n- Output: 10 neurons\n"
        )
    else:
        to.add(
            f"L’entrée de 28x28x1 passe dans une convolution de {filters} filtres 3×3 (padding same), un max "
            f"pooling 2×2, un flatten, une couche dense de {neurons} neurones et une sortie de 10 neurones.\n"
        )
    stated = slipped(draw, total) if error else total
    line = to.add(way.words["sum"].format(f"{stated:,}".replace(",", "'")))
    return ("total-des-poids", line) if error else None


def classes(draw: Random, way: Notation, to: Writer, error: str) -> Expected:
    """Print a classification report."""
    to.add("## Scores\n\n```\n              precision    recall  f1-score   support\n")
    found: Expected = None
    for name, support in (("NORMAL", 234), ("PNEUMONIA", 390)):
        precision, recall = draw.uniform(0.6, 0.95), draw.uniform(0.6, 0.95)
        f1 = 2 * precision * recall / (precision + recall)
        wrong = error and name == "PNEUMONIA"
        f1 = f1 - 0.06 if wrong else f1
        line = to.add(f"{name:>12}       {precision:.2f}      {recall:.2f}      {f1:.2f}       {support}")
        if wrong:
            found = ("rapport-de-classification", line)
    to.add("```")
    return found


def sample(draw: Random, way: Notation, to: Writer, error: str) -> Expected:
    """Write an accuracy on so few cases that most are impossible."""
    right = draw.randrange(8, 16)
    share = right / 16 + (0.03 if error else 0)
    to.add("## Validation\n")
    line = to.add(
        draw.choice(
            (
                f"The accuracy on the 16 validation images is {share:.4f}.",
                f"Sur les 16 images de validation, l’exactitude est de {share * 100:.2f} %.".replace(
                    ".", ",", 1
                ),
            )
        )
    )
    return ("precision-impossible", line) if error else None


def kinds(draw: Random, way: Notation, to: Writer, error: str) -> Expected:
    """Write a matrix, and which errors prevail in it."""
    alarms, missed = draw.sample((3, 12, 40, 90, 130), 2)
    to.add(f"## Test\n\n```\n[[{234 - alarms} {alarms}]\n [{missed} {390 - missed}]]\n```\n")
    more = alarms > missed
    words = (
        ("faux positifs", "faux négatifs") if more is not bool(error) else ("faux négatifs", "faux positifs")
    )
    line = to.add(
        draw.choice(
            (
                f"Il y a plus de {words[0]} que de {words[1]}.",
                f"La plupart des erreurs sont des {words[0]}.",
                f"Most errors are {'false positives' if words[0] == 'faux positifs' else 'false negatives'}.",
            )
        )
    )
    return ("erreurs-inversees", line) if error else None


SAID = {
    sized: ("neurons", "filters", "kernel"),
    described: ("total",),
    classes: ("f1",),
    sample: ("impossible",),
    kinds: ("inverted",),
}
