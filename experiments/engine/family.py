"""How a family of experiments names itself: the value ``FAMILY`` of its file, read without running it."""

import ast
from dataclasses import dataclass, fields

from experiments.errors import ExperimentError
from experiments.results.names import Names

VARIABLE = "FAMILY"
EXAMPLE = """FAMILY = {
    "name": "MLP sur les pixels",
    "model": "MLP {} sur les pixels",
    "inputs": "soit les niveaux de gris de l’image",
    "example": "image",
    "examples": "images",
    "category": "chiffre",
    "categories": "chiffres",
}"""


@dataclass(frozen=True, kw_only=True)
class Family:
    """The French names of a family.

    Attributes
    ----------
    name : str
        « MLP sur les pixels ».
    model : str
        Name of its models, masculine, braces standing for the rank: « MLP {} sur les pixels ».
    inputs : str
        What the values that enter its networks are, after their number.
    example, examples : str
        One thing to classify, and several.
    category, categories : str
        One class, and several.
    """

    name: str
    model: str
    inputs: str
    example: str
    examples: str
    category: str
    categories: str

    def names(self, position: int) -> Names:
        """Return the names of the model of this rank, from 1."""
        return Names(
            family=self.name,
            model=self.model.format(position),
            inputs=self.inputs,
            example=self.example,
            examples=self.examples,
            category=self.category,
            categories=self.categories,
        )


def family_of(tree: ast.Module, file: str) -> Family:
    """Return what a file says of its family.

    Raises
    ------
    ExperimentError
        If it says nothing, or not what is expected.
    """
    values = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and [getattr(t, "id", None) for t in node.targets] == [VARIABLE]
    ]
    if not values:
        raise ExperimentError(
            f"{file} : il manque {VARIABLE}, les noms français de cette famille d’expériences. Écrivez en "
            f"tête du fichier, par exemple :\n{EXAMPLE}"
        )
    where = f"{file}, ligne {values[-1].lineno}, {VARIABLE}"
    try:
        said = ast.literal_eval(values[-1])
    except ValueError as error:
        raise ExperimentError(
            f"{where} : un dictionnaire de textes est attendu, sans calcul. Par exemple :\n{EXAMPLE}"
        ) from error
    wanted = {field.name for field in fields(Family)}
    given = said if isinstance(said, dict) else {}
    faults = [f"il manque {name}" for name in sorted(wanted - given.keys())]
    faults += [f"{name} n’existe pas" for name in sorted(map(str, given.keys() - wanted))]
    faults += [
        f"{name} doit être un texte, pas {given[name]!r}"
        for name in sorted(wanted & given.keys())
        if not isinstance(given[name], str) or not given[name].strip()
    ]
    if not faults and given["model"].count("{}") != 1:
        faults = ["model doit contenir une fois {}, la place du rang du modèle"]
    if not faults and set(given["model"].replace("{}", "")) & set("{}"):
        faults = ["model contient une accolade de trop"]
    if faults:
        raise ExperimentError(f"{where} : {' ; '.join(faults)}. Par exemple :\n{EXAMPLE}")
    return Family(**given)
