"""Comments of the authors, on values of results."""

from numpy.random import Generator

from tests.perturbation.records import Records

PLACES = ("index.md", "partie-1.md", "partie-3.md", "partie-4.md")
VALUES = (
    ".evaluation.test.accuracy | pourcent",
    ".evaluation.validation.loss | nombre",
    ".evaluation.test.count | entier",
    ".model.parameters | entier",
    ".history.val_loss[-1] | nombre",
    ".history.val_accuracy[0]",
    ".provenance.seconds | duree",
    ".training.batch_size",
)
COMPARED = ("accuracy | points", "loss | nombre")


def comment(records: Records, rng: Generator) -> str:
    """Let the authors speak of models, on the page of one of them and on another page."""
    first, second = (str(each) for each in rng.choice(list(records.results), 2))
    sentences = [f'Ici {{{{ "{first}"{value} }}}}.' for value in rng.permutation(VALUES)[:4]]
    measure, form = str(rng.choice(COMPARED)).split(" | ")
    path = f".evaluation.test.{measure}"
    sentences.append(f'L’écart est de {{{{ "{first}"{path} - "{second}"{path} | {form} }}}}.')
    for name in (f"{first}.md", str(rng.choice(PLACES))):
        records.comments[name] = " ".join(sentences)
    return f"commentaires sur {first} et {second}"
