"""Name several models in a sentence: a whole family at once, never eleven names in a row."""

from collections.abc import Callable, Sequence

from generator.facts.grouping import grouped
from generator.facts.quantity import computed_count
from generator.facts.reference import ModelReference
from generator.formulas.markup import Markup, enumeration

# So many models of a family are still named one by one.
FEW = 2


def naming(
    link: Callable[..., Markup], everyone: Sequence[ModelReference]
) -> Callable[[Sequence[ModelReference], str], Markup]:
    """Return what templates call to name models, with links to their sections.

    Parameters
    ----------
    link : callable
        As `generator.report.address.links` makes it.
    everyone : sequence of ModelReference
        The models of the report: a family is named as such when none of its models is left out.
    """
    families = grouped(everyone, lambda model: model.key)

    def names(models: Sequence[ModelReference], origin: str) -> Markup:
        said: list[Markup] = []
        for key, group in grouped(models, lambda model: model.key).items():
            if len(group) > FEW and len(group) == len(families.get(key, ())):
                sources = tuple(f"results/{model.id}.json#/id" for model in group)
                number = computed_count(len(group), sources, "modèles de cette famille")
                said.append(Markup("les {} {}").format(number, link(group[0], origin, group[0].family)))
            else:
                said += [link(model, origin) for model in group]
        return enumeration(said)

    return names
