"""What the page of an experiment on digits answers: its networks, its choice, its errors."""

from experiments.language import plural
from experiments.results.schema import Result
from generator.facts.quantity import computed_count, count
from generator.facts.reading import read
from generator.facts.reference import reference
from generator.formulas.markup import Markup
from generator.lab.questions import PER_EXPERIMENT
from generator.report.question import Answer
from generator.rules.confused_pairs import confused_pairs, surely_confused
from generator.rules.decision import Outcome
from generator.rules.speaker import Speaker
from generator.sections.experiment import Experiment
from generator.statistics.choice import select
from generator.statistics.mean_accuracy import accuracy_sources, mean_accuracy

SENTENCE = Markup(
    "{} ({} {} de {}) : la validation retient le {}, qui classe correctement {} des images de test{}{}."
)
# What is said of the errors of the model that is kept, by outcome of the rule on confused pairs.
CONFUSIONS = {
    Outcome.TRUE: Markup(" et confond{others} le {first} et le {second} plus souvent que par hasard"),
    Outcome.FALSE: Markup(", sans une erreur"),
    Outcome.INCONCLUSIVE: Markup(
        " ; rien ne montre qu’il confonde une paire de chiffres plus que par hasard"
    ),
}

# The most confused pair is named; others may be confused too.
OTHERS = ", entre autres,"


def experiment_answers(experiment: Experiment, speaker: Speaker) -> list[Answer]:
    """Answer at once everything that is asked of an experiment."""
    results = experiment.results
    # The evidence is where the choice is made: that question comes first.
    names = sorted(PER_EXPERIMENT, key=lambda name: name != "choix")
    questions = tuple(f"{results[0].family}-{name}" for name in names)
    return [Answer(questions, _sentence(results), tuple(result.id for result in results))]


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
    return SENTENCE.format(
        chosen.names.family,
        number,
        plural(number.value, "réseau", "réseaux"),
        weights,
        reference(chosen).title.lower(),
        mean_accuracy(chosen, "test"),
        _trainings(chosen),
        _confusions(chosen),
    )


def _trainings(chosen: Result) -> Markup:
    """Say over how many seeds an accuracy is a mean; nothing for a single training."""
    if not chosen.replicates:
        return Markup()
    seeds = computed_count(len(chosen.trainings), accuracy_sources(chosen, "test"), "entraînements")
    return Markup(" en moyenne sur {} graines").format(seeds)


def _confusions(chosen: Result) -> Markup:
    wording = CONFUSIONS[confused_pairs(chosen).outcome]
    pairs = surely_confused(chosen)
    if not pairs:
        return wording
    return wording.format(
        first=pairs[0].first.name, second=pairs[0].second.name, others=OTHERS if len(pairs) > 1 else ""
    )
