"""What the original report says of one model."""

from dataclasses import dataclass

ANNOUNCEMENT = (
    "Vous trouverez ci-dessous le résumé des poids et paramètres du modèle donné par la méthode "
    "model.summary() de Keras."
)


@dataclass(frozen=True)
class SeedModel:
    """The section of one model; what an empty section lacks is empty.

    Attributes
    ----------
    title : str
    identifier : str
        Id of our result for the same model, should there be one.
    headings : tuple of str, shape (4,)
        Topology, weights, history and performance, as the report spells them.
    code : str
        Keras code of the topology.
    feature_size : str
        Line that computes the number of inputs; empty when there is none.
    announcement : str
        Sentence that promises the table of ``model.summary()``.
    rows, totals : tuple of str
        Lines of that table, one per layer, then below it.
    lines : tuple of str
        Computation by hand, one line per layer.
    total : str
        Sentence that gives the total.
    history : str
        Name of the picture of the training history.
    loss, accuracy : str
        Scores on the test.
    confusion : str
        Name of the picture of the confusion matrix.
    """

    title: str
    identifier: str
    headings: tuple[str, str, str, str]
    announcement: str = ANNOUNCEMENT
    code: str = ""
    feature_size: str = ""
    rows: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    total: str = ""
    history: str = ""
    loss: str = ""
    accuracy: str = ""
    confusion: str = ""


@dataclass(frozen=True)
class SeedExperiment:
    """The models of one experiment under their heading.

    Attributes
    ----------
    heading : str
    identifier : str
        Its name in the addresses of the page.
    family : str
        Family of our results on the same experiment.
    models : tuple of SeedModel
    """

    heading: str
    identifier: str
    family: str
    models: tuple[SeedModel, ...]
