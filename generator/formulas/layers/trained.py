"""Arguments that layers with trained weights share: where a weight starts, and what holds it back."""

from generator.formulas.layers.option import Option


def weight_options(argument: str, name: str, initializer: str) -> tuple[Option, ...]:
    """Return the options of one table of weights.

    Parameters
    ----------
    argument : str
        What Keras calls it: ``kernel``.
    name : str
        French, with its article: « du noyau ».
    initializer : str
        Keras class of its usual initialiser.
    """
    return (
        Option(f"{argument}_initializer", f", départ {name} {{}}", usual=initializer),
        Option(f"{argument}_regularizer", f", régularisation {name} {{}}", usual=None),
        Option(f"{argument}_constraint", f", contrainte {name} {{}}", usual=None),
    )
