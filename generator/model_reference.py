"""Name a model anywhere in the report, with a link to what is said of it."""

from dataclasses import dataclass

from markupsafe import Markup

from experiments.results.schema import Result

# Page of each family under docs/, and what the family is called.
FAMILIES = {
    "mlp-raw": ("partie-2/pixels-bruts.md", "MLP sur les pixels"),
    "mlp-hog": ("partie-2/hog.md", "MLP sur HOG"),
    "cnn-digits": ("partie-2/cnn.md", "CNN"),
    "cnn-pneumonia": ("partie-4.md", "CNN sur les radiographies"),
}


@dataclass(frozen=True)
class ModelReference:
    """A model as another page names it.

    Attributes
    ----------
    id : str
    title : str
        Name among the models of its experiment: « Modèle 2 ».
    family : str
        Name of its experiment: « MLP sur HOG ».
    page : str
        Page that describes it, under ``docs/``.
    """

    id: str
    title: str
    family: str
    page: str

    @property
    def name(self) -> str:
        """Name in the whole report."""
        return f"{self.family}, {self.title.lower()}"

    def link(self, origin: str) -> Markup:
        """Return a Markdown link from the page `origin` to the section of the model."""
        return Markup("[{}]({}#{})").format(self.name, relative(self.page, origin), self.id)


def reference(result: Result) -> ModelReference:
    """Return how to name the model of a result."""
    page, family = FAMILIES[result.family]
    return ModelReference(result.id, f"Modèle {result.position}", family, page)


def relative(page: str, origin: str) -> str:
    """Return the path of a page as a link from another one."""
    return "../" * origin.count("/") + page
