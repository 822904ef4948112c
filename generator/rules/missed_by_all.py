"""Rule: some test examples are wrong for every model, or each is right for at least one."""

from collections import Counter
from collections.abc import Sequence

from experiments.measures.answers import labels_of, predictions_of
from experiments.measures.shared_errors import misreadings
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.several import first_classes
from generator.statistics.pairs import check_same_examples

Sources = tuple[str, ...]
# Classes missed once each, up to so many, are named.
NAMED = 3

RULE = Rule(
    __name__,
    cases={"some": Outcome.TRUE, "none": Outcome.FALSE, "alone": Outcome.INCONCLUSIVE},
    values=("models", "missed", "truths", "alike", "every", "once", "at_first"),
    hoped=Outcome.FALSE,
)


def missed_by_all(results: Sequence[Result]) -> Verdict:
    """Judge whether every model is wrong about some test examples, with each of its seeds.

    Raises
    ------
    ResultError
        If the results are not about the same examples.
    """
    if len(results) < 2:
        return RULE.conclude("alone", results, {})
    for other in results[1:]:
        check_same_examples(results[0], other, "test")
    trainings = [training for result in results for training in result.trainings]
    judged = [training.evaluation["test"] for training in trainings]
    labels = labels_of(judged[0]).tolist()
    answers = zip(*(predictions_of(each).tolist() for each in judged), strict=True)
    sources = (
        f"{results[0].file}#/evaluation/test/labels",
        *(f"{training.file}#/evaluation/test/predictions" for training in trainings),
    )
    missed = [(truth, said) for truth, said in zip(labels, answers, strict=True) if truth not in said]
    several = len(trainings) > len(results)
    values: dict[str, object] = {
        "models": computed_count(len(results), sources, "nombre de modèles"),
        "every": Phrase("every") if several else "",
        "once": Phrase("once") if several else "",
        "at_first": _at_first(results) if several else "",
    }
    if missed:
        number = computed_count(len(missed), sources, "exemples sur lesquels tous les modèles se trompent")
        unanimous = sum(len(set(said)) == 1 for _, said in missed)
        values |= {
            "missed": Phrase("examples", number=number),
            "truths": _truths(results[0], [truth for truth, _ in missed], sources),
            "alike": _alike(unanimous, number, sources),
        }
    wrong = misreadings(judged).tolist()
    return RULE.conclude("some" if missed else "none", results, values, _evidence(results[0], wrong, sources))


def _at_first(results: Sequence[Result]) -> Phrase:
    """Return on how many examples all are wrong at their first training: more than at all of them."""
    wrong = misreadings([result.evaluation["test"] for result in results]).tolist()
    sources = tuple(f"{result.file}#/evaluation/test/predictions" for result in results)
    formula = "exemples que tous les modèles classent mal à leur premier entraînement"
    return Phrase("at-first", number=computed_count(wrong.count(len(results)), sources, formula))


def _truths(result: Result, labels: Sequence[int], sources: Sources) -> Phrase:
    """Return which classes are missed most."""
    tally = Counter(labels)
    most = max(tally.values())
    leading = [
        Phrase("class", {"name": _class(result, label)}) for label in sorted(tally) if tally[label] == most
    ]
    if len(tally) == 1:
        return Phrase("always", {"class": leading[0]}, number=len(labels))
    if most == 1:
        few = len(leading) <= NAMED
        return Phrase("each-once", {"classes": Several(leading)}) if few else Phrase("never-the-same")
    times = computed_count(most, sources, "exemples de cette classe sur lesquels tous se trompent")
    if len(leading) == 1:
        return Phrase("mostly", {"class": leading[0], "times": times})
    formula = "autres classes aussi souvent en cause"
    classes = first_classes(leading, sources, formula, choice=True)
    return Phrase("mostly-several", {"classes": classes, "times": times})


def _alike(unanimous: int, missed: Quantity, sources: Sources) -> Phrase:
    """Return on how many examples the models all give the same wrong answer.

    The answers alone do not tell the causes of unanimity apart.
    """
    if unanimous == missed.value:
        return Phrase("all-alike", number=missed)
    if unanimous == 0:
        return Phrase("none-alike", number=missed)
    formula = "exemples dont toutes les réponses, fausses, sont les mêmes"
    return Phrase("some-alike", number=computed_count(unanimous, sources, formula))


def _class(result: Result, rank: int) -> Quantity:
    source = f"{result.file}#/data/classes/{rank}"
    return Quantity(rank, result.data.classes[rank], (source,), "nom de la classe")


def _evidence(result: Result, wrong: Sequence[int], sources: Sources) -> list[Evidence]:
    never = computed_count(wrong.count(0), sources, "exemples sur lesquels aucun modèle ne se trompe")
    formula = "maximum, sur les exemples, du nombre d’entraînements qui se trompent"
    return [
        Evidence("tested", count(read(result, "/evaluation/test/count"))),
        Evidence("never", never),
        Evidence("most", computed_count(max(wrong), sources, formula)),
    ]
