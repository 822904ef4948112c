"""Summary of one experiment on digits: its networks, its choice, its errors."""

from markupsafe import Markup

from experiments.language import alternatives, plural
from experiments.results.schema import Result
from generator.facts.quantity import computed_count, count
from generator.facts.reading import read
from generator.facts.reference import FAMILIES, reference
from generator.facts.scores import score
from generator.lab.questions import PER_EXPERIMENT
from generator.lab.summary.line import Line
from generator.rules.confused_pairs import confused_pairs, surely_confused
from generator.rules.decision import Outcome
from generator.statistics.choice import select

HOG = "mlp-hog"

# What is said of the errors of the model that is kept, by outcome of the rule on confused pairs.
CONFUSIONS = {
    Outcome.TRUE: Markup(" et confond surtout le {first} et le {second}"),
    Outcome.FALSE: Markup(", sans une erreur"),
    Outcome.INCONCLUSIVE: Markup(" ; aucune paire de chiffres n’y est confondue plus que par hasard"),
}


def experiment_lines(results: list[Result]) -> list[Line]:
    """Summarise one experiment; that on HOG says what its descriptor is, too."""
    family = results[0].family
    everyone = tuple(result.id for result in results)
    # The evidence is where the choice is made: that question comes first.
    questions = sorted(PER_EXPERIMENT, key=lambda name: name != "choix")
    line = Line(tuple(f"{family}-{name}" for name in questions), _sentence(results), everyone)
    if family != HOG:
        return [line]
    return [Line(("hog-descripteur",), _descriptors(results), everyone), line]


def _sentence(results: list[Result]) -> Markup:
    chosen = select(results)
    lightest, heaviest = (
        count(read(choose(results, key=lambda result: result.model.parameters), "/model/parameters"))
        for choose in (min, max)
    )
    number = computed_count(
        len(results), tuple(f"{result.file}#/id" for result in results), "modèles de cette expérience"
    )
    weights = Markup("{} à {} poids").format(lightest, heaviest)
    if lightest.value == heaviest.value:
        weights = Markup("{} poids").format(lightest)
    return Markup(
        "{} ({} {} de {}) : la validation retient le {}, qui lit bien {} des images de test{}."
    ).format(
        FAMILIES[chosen.family].name,
        number,
        plural(number.value, "réseau", "réseaux"),
        weights,
        reference(chosen).title.lower(),
        score(chosen, "test", "test").accuracy,
        _confusions(chosen),
    )


def _confusions(chosen: Result) -> Markup:
    wording = CONFUSIONS[confused_pairs(chosen).outcome]
    pairs = surely_confused(chosen)
    return wording.format(first=pairs[0].first.name, second=pairs[0].second.name) if pairs else wording


def _descriptors(results: list[Result]) -> Markup:
    by_size = {result.model.input_shape[0]: result for result in reversed(results)}
    sizes = [count(read(by_size[size], "/model/input_shape/0")) for size in sorted(by_size)]
    return Markup("Le descripteur HOG résume les contours d’une image en {} valeurs.").format(
        alternatives(sizes)
    )
