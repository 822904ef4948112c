"""Rule: a model confuses some pairs of digits more than chance would; digits only, not X-rays."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.sections.confusion import confusion
from generator.statistics.classes import ConfusedPair, confused_classes
from generator.statistics.corrections import SIGNIFICANCE, holm

SPLIT = "test"
# How many pairs a sentence names.
NAMED = 3

BEYOND_CHANCE = (
    Markup("Plus souvent que le hasard ne le ferait, le {name} confond {pairs}{others}."),
    Markup("Le hasard n’explique pas toutes les confusions du {name} : {pairs}{others}."),
    Markup(
        "Quand le {name} se trompe, ce n’est pas toujours au hasard : il confond trop souvent "
        "{pairs}{others}."
    ),
    Markup(
        "Les erreurs du {name} ne tombent pas n’importe où : trop souvent, il prend l’un pour l’autre "
        "{pairs}{others}."
    ),
)
LEADER = (
    Markup(
        "La paire la plus confondue par le {name}, {pair} ({times} fois), ne l’est pas plus que le hasard ne "
        "le permet."
    ),
    Markup(
        "Aucune paire ne se détache pour le {name} : le hasard peut expliquer la plus fréquente, {pair} "
        "({times} fois)."
    ),
    Markup(
        "Les confusions du {name} sont trop rares ou trop dispersées pour en tirer une règle ; en tête, "
        "{pair} ({times} fois)."
    ),
    Markup("Le {name} confond d’abord {pair} ({times} fois), mais le hasard peut en être la cause."),
)
TIED = (
    Markup(
        "Aucune paire ne se détache pour le {name} : plusieurs arrivent en tête, {times} fois chacune, ce "
        "que le hasard peut expliquer."
    ),
    Markup(
        "Les erreurs du {name} se dispersent : plusieurs paires sont à égalité, {times} fois chacune, et le "
        "hasard peut l’expliquer."
    ),
    Markup(
        "Le {name} ne confond aucune paire plus que le hasard ne le permet ; les plus fréquentes, à égalité, "
        "reviennent {times} fois."
    ),
)
NO_ERROR = (
    Markup("Le {name} ne se trompe sur aucune image de test : il ne confond aucun chiffre."),
    Markup("Sans une seule erreur sur le test, le {name} ne prend aucun chiffre pour un autre."),
    Markup("Aucune image de test n’est mal lue par le {name} : il ne confond aucune paire."),
)
UNSURE = "Rien de sûr"

RULE = Rule(
    code="paires-confondues",
    title="Certaines paires de chiffres sont-elles confondues plus que par hasard ?",
    method=(
        "Le hasard voudrait que les erreurs faites sur un chiffre se partagent également entre tous les "
        "autres. Pour chaque paire, test binomial exact unilatéral : parmi les erreurs faites sur ses deux "
        "chiffres, combien prennent l’un pour l’autre. Pour chaque paire retenue, le sens est jugé par un "
        "test binomial exact bilatéral. La méthode de Holm corrige pour le nombre de paires ; le seuil est "
        f"p = {language.shortest(SIGNIFICANCE)}."
    ),
    wordings={
        "beyond-chance": Wording(Outcome.TRUE, "Oui", BEYOND_CHANCE),
        "no-error": Wording(Outcome.FALSE, "Non, aucune erreur", NO_ERROR),
        "leader": Wording(Outcome.INCONCLUSIVE, UNSURE, LEADER),
        "tied": Wording(Outcome.INCONCLUSIVE, UNSURE, TIED),
    },
)


@dataclass(frozen=True)
class Finding:
    """A pair and its corrected p-values; that of the direction only where the excess is sure."""

    pair: ConfusedPair
    excess: float
    direction: float | None = None


def confused_pairs(result: Result) -> Verdict:
    """Find the pairs of digits that a model surely confuses more than chance would on test."""
    tested = _tested(confused_classes(result, SPLIT))
    sure = _with_directions([each for each in tested if each.excess < SIGNIFICANCE])
    tops = [each for each in tested if each.pair.total.value == tested[0].pair.total.value]
    errors = confusion(result, SPLIT).errors
    if errors.value == 0:
        case = "no-error"
    elif sure:
        case = "beyond-chance"
    else:
        case = "leader" if len(tops) == 1 else "tied"
    name = reference(result).name
    shown = sure or tops[:NAMED]
    return RULE.conclude(
        case,
        (result,),
        f"Le {name} confond-il certains chiffres plus que par hasard ?",
        {
            "name": name,
            "pairs": _series([_described(each) for each in sure[:NAMED]]),
            "others": _others(sure[NAMED:]),
            "pair": _named(tops[0].pair),
            "times": tops[0].pair.total,
        },
        [Evidence("Erreurs sur les images de test", errors), *map(_proof, shown)] if errors.value else (),
        result.position - 1,
    )


def surely_confused(result: Result) -> list[ConfusedPair]:
    """Return the pairs that the rule finds beyond chance, the most confused first."""
    return [each.pair for each in _tested(confused_classes(result, SPLIT)) if each.excess < SIGNIFICANCE]


def _tested(pairs: Sequence[ConfusedPair]) -> list[Finding]:
    """Test the excess of each pair, and put the most confused first."""
    corrected = holm([pair.excess_p_value for pair in pairs])
    tested = [Finding(pair, p) for pair, p in zip(pairs, corrected, strict=True)]
    return sorted(tested, key=lambda each: (-each.pair.total.value, each.excess))


def _with_directions(findings: Sequence[Finding]) -> list[Finding]:
    corrected = holm([each.pair.direction_p_value for each in findings])
    return [Finding(each.pair, each.excess, p) for each, p in zip(findings, corrected, strict=True)]


def _named(pair: ConfusedPair) -> Markup:
    return Markup("le {} et le {}").format(pair.first.name, pair.second.name)


def _described(finding: Finding) -> Markup:
    """Say how often a pair is confused, what chance would give, and the direction if it is sure."""
    pair = finding.pair
    direction = Markup()
    if finding.direction is not None and finding.direction < SIGNIFICANCE:
        direction = Markup(" : {}").format(_direction(pair))
    return Markup("{} ({} fois au lieu de {}{})").format(_named(pair), pair.total, pair.expected, direction)


def _direction(pair: ConfusedPair) -> Markup:
    """Say in which direction a pair is confused most."""
    often, rarely = pair.first_as_second, pair.second_as_first
    said = Markup("un {} lu comme un {}").format(pair.first.name, pair.second.name)
    if often.value < rarely.value:
        often, rarely = rarely, often
        said = Markup("un {} lu comme un {}").format(pair.second.name, pair.first.name)
    if rarely.value == 0:
        return Markup("toujours {}").format(said)
    return Markup("{} fois {}, {} fois l’inverse").format(often, said, rarely)


def _series(items: Sequence[Markup]) -> Markup:
    """Join pairs, which hold an « et » already: a, b, puis c."""
    *first, last = items or [Markup()]
    return Markup(", ").join(first) + Markup(", puis ") + last if first else last


def _others(findings: Sequence[Finding]) -> Markup:
    """Say how many more pairs were found."""
    if not findings:
        return Markup()
    number = len(findings)
    sources = tuple(source for each in findings for source in each.pair.total.sources)
    text = "une" if number == 1 else language.integer(number)
    return Markup(" ; s’y {} {} {}").format(
        language.plural(number, "ajoute", "ajoutent"),
        Quantity(number, text, sources, "autres paires confondues plus que par hasard"),
        language.plural(number, "autre paire", "autres paires"),
    )


def _proof(finding: Finding) -> Evidence:
    pair = finding.pair
    sources = pair.first.errors.sources + pair.second.errors.sources
    value = Markup("{} fois, {} au hasard ; p corrigée (Holm) : {}").format(
        pair.total,
        pair.expected,
        computed(finding.excess, sources, "test binomial exact, méthode de Holm", 2),
    )
    if finding.direction is not None:
        value += Markup(" ; un {} lu comme un {} : {} fois, l’inverse : {} fois ; p corrigée : {}").format(
            pair.first.name,
            pair.second.name,
            pair.first_as_second,
            pair.second_as_first,
            computed(finding.direction, pair.total.sources, "test binomial exact, méthode de Holm", 2),
        )
    return Evidence(Markup("Le {} et le {}").format(pair.first.name, pair.second.name), value)
