"""Rule: a model has more trouble with some digits than with the others; digits only, not X-rays."""

from collections.abc import Sequence

from markupsafe import Markup
from scipy.stats import chi2_contingency, fisher_exact

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed
from generator.facts.reference import reference
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.classes import ClassErrors, class_errors
from generator.statistics.corrections import SIGNIFICANCE, holm

# Expected in each cell for the chi-squared law to hold; Cochran (1954) lets one cell in five have fewer.
ENOUGH_CASES = 5

HARDER = (
    Markup(
        "Le {name} se trompe davantage sur {digits} que sur les autres chiffres ; la moyenne est de "
        "{overall}."
    ),
    Markup(
        "Tous les chiffres ne se valent pas pour le {name} : il bute davantage sur {digits}, contre "
        "{overall} en moyenne."
    ),
    Markup(
        "Par rapport aux autres chiffres, le {name} lit moins bien {digits} ; sur l’ensemble, il se trompe "
        "sur {overall} des images."
    ),
    Markup(
        "En moyenne, le {name} se trompe sur {overall} des images de test ; c’est plus fréquent sur {digits}."
    ),
)
UNEVEN = (
    Markup(
        "Les chiffres ne sont pas tous aussi faciles pour le {name}, mais aucun ne se détache à coup sûr ; "
        "c’est sur {digits} qu’il se trompe le plus."
    ),
    Markup(
        "Le {name} se trompe le plus sur {digits}. Certains chiffres lui sont plus faciles que d’autres, "
        "mais on ne peut pas désigner le plus difficile avec certitude."
    ),
    Markup(
        "Pour le {name}, la difficulté varie d’un chiffre à l’autre, sans qu’on puisse dire lequel est le "
        "pire ; il se trompe le plus souvent sur {digits}."
    ),
    Markup(
        "Le {name} ne lit pas tous les chiffres aussi bien. Il bute surtout sur {digits}, mais pas assez "
        "pour écarter le hasard."
    ),
)
UNDECIDED = (
    Markup(
        "C’est sur {digits} que le {name} se trompe le plus, mais l’écart avec les autres chiffres peut être "
        "dû au hasard."
    ),
    Markup("Le {name} bute un peu plus sur {digits}, sans qu’on puisse exclure le hasard."),
    Markup(
        "Rien ne prouve qu’un chiffre soit plus difficile que les autres pour le {name} ; il se trompe le "
        "plus souvent sur {digits}."
    ),
    Markup(
        "Le {name} n’a pas de bête noire avérée : ses erreurs sur {digits} ne sont pas assez nombreuses pour "
        "écarter le hasard."
    ),
)
LEVEL = (
    Markup("Le {name} se trompe aussi souvent sur chaque chiffre ({overall} d’erreurs) : aucun ne ressort."),
    Markup("Aucun chiffre ne ressort pour le {name} : le taux d’erreur est partout de {overall}."),
    Markup("Le taux d’erreur du {name} est le même pour tous les chiffres : {overall}."),
)
NO_ERROR = (
    Markup("Le {name} ne se trompe sur aucune image de test : aucun chiffre ne lui pose de problème."),
    Markup("Tous les chiffres du test sont bien lus par le {name}, sans une seule erreur."),
    Markup("Sans erreur sur le test, le {name} n’a de mal avec aucun chiffre."),
)
UNSURE = "On ne peut pas l’affirmer"
UNNAMED = "Sans doute, sans pouvoir dire lesquels"

RULE = Rule(
    code="chiffres-difficiles",
    title="Certains chiffres sont-ils plus difficiles ?",
    method=(
        "Pour chaque chiffre, test exact de Fisher unilatéral : ses images de test bien et mal lues, contre "
        "celles de tous les autres chiffres réunis ; la méthode de Holm corrige pour le nombre de chiffres. "
        f"Un chiffre est dit plus difficile au-dessous de p = {language.shortest(SIGNIFICANCE)}. S’il y a "
        "assez d’erreurs, un test du khi-deux dit aussi si un même taux peut valoir pour tous les chiffres."
    ),
    wordings={
        "harder": Wording(Outcome.TRUE, "Oui", HARDER),
        "no-error": Wording(Outcome.FALSE, "Non, aucune erreur", NO_ERROR),
        "uneven": Wording(Outcome.INCONCLUSIVE, UNNAMED, UNEVEN),
        "undecided": Wording(Outcome.INCONCLUSIVE, UNSURE, UNDECIDED),
        "level": Wording(Outcome.INCONCLUSIVE, UNSURE, LEVEL),
    },
)


def hardest_classes(result: Result) -> Verdict:
    """Find the digits that a model surely misreads more often than the others on test."""
    classes = [each for each in class_errors(result, "test") if each.images.value]
    corrected = holm([_harder_p_value(each, classes) for each in classes])
    ranked = sorted(zip(classes, corrected, strict=True), key=lambda found: -found[0].rate)
    harder = [(each, p) for each, p in ranked if p < SIGNIFICANCE]
    worst = [(each, p) for each, p in ranked if each.rate == ranked[0][0].rate]
    named = harder or worst
    equality = _equality_p_value(classes)
    overall = _overall(classes)
    if overall.value == 0:
        case = "no-error"
    elif harder:
        case = "harder"
    elif len(worst) == len(classes):
        case = "level"
    else:
        case = "uneven" if equality is not None and equality < SIGNIFICANCE else "undecided"
    name = reference(result).name
    return RULE.conclude(
        case,
        (result,),
        f"Le {name} a-t-il plus de mal avec certains chiffres ?",
        {"name": name, "digits": _digits([each for each, _ in named]), "overall": overall},
        _evidence(named, classes, equality) if overall.value else (),
        result.position - 1,
    )


def _harder_p_value(one: ClassErrors, classes: Sequence[ClassErrors]) -> float:
    """Return how often chance would put as many of the errors on a class, were it as easy as the rest."""
    others = [each for each in classes if each is not one]
    table = [
        [one.errors.value, one.images.value - one.errors.value],
        [
            sum(each.errors.value for each in others),
            sum(each.images.value - each.errors.value for each in others),
        ],
    ]
    return float(fisher_exact(table, alternative="greater").pvalue)


def _equality_p_value(classes: Sequence[ClassErrors]) -> float | None:
    """Return the p-value of one rate for all classes; None with too few errors for the test to hold."""
    images = [each.images.value for each in classes]
    errors = [each.errors.value for each in classes]
    rarest = min(sum(errors), sum(images) - sum(errors))
    if rarest * min(images) / sum(images) < ENOUGH_CASES:
        return None
    right = [total - wrong for total, wrong in zip(images, errors, strict=True)]
    return float(chi2_contingency([errors, right], correction=False).pvalue)


def _overall(classes: Sequence[ClassErrors]) -> Quantity:
    images = sum(int(each.images.value) for each in classes)
    rate = sum(each.errors.value for each in classes) / images
    sources = tuple(source for each in classes for source in each.errors.sources)
    return Quantity(rate, language.percent(rate, images), sources, "erreurs / images de test")


def _digits(classes: Sequence[ClassErrors]) -> Markup:
    """Name digits with their rates: « le 8 (3 % d’erreurs) et le 6 (2 %) »."""
    noun = Markup(" d’erreurs")
    return language.enumeration(
        [
            Markup("le {} ({}{})").format(each.name, each.rate_shown, "" if rank else noun)
            for rank, each in enumerate(classes)
        ]
    )


def _evidence(
    named: Sequence[tuple[ClassErrors, float]], classes: Sequence[ClassErrors], equality: float | None
) -> list[Evidence]:
    sources = tuple(source for each in classes for source in each.errors.sources)
    found = [
        Evidence(
            Markup("Erreurs sur le {}").format(each.name),
            Markup("{} sur {} ; p corrigée (Holm) : {}").format(
                each.errors,
                _images(each),
                computed(p, sources, "test exact de Fisher, méthode de Holm", 2),
            ),
        )
        for each, p in named
    ]
    lowest = min(each.rate for each in classes)
    found += [
        Evidence(
            Markup("Au plus bas, erreurs sur le {}").format(each.name),
            Markup("{} sur {}").format(each.errors, _images(each)),
        )
        for each in classes
        if each.rate == lowest
    ]
    if equality is not None:
        p = computed(equality, sources, "test du khi-deux d’homogénéité", 2)
        found.append(Evidence("p d’un même taux pour tous les chiffres (khi-deux)", p))
    return found


def _images(one: ClassErrors) -> Markup:
    return Markup("{} {}").format(one.images, language.plural(one.images.value, "image", "images"))
