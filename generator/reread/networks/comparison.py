"""Compare the code of a network with the summary printed of it, and find layers that are in no network."""

from collections.abc import Iterator

from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.stated import StatedLayer, StatedNetwork
from generator.reread.networks.summary import Summary

UNCONNECTED, DIFFERENT = "couche-non-connectee", "code-et-resume"


def unconnected_findings(network: StatedNetwork, text_of_line: str) -> Iterator[Finding]:
    """Find layers that are declared, and on no path to the output.

    Parameters
    ----------
    network : StatedNetwork
    text_of_line : str
        The line of code of the first one.
    """
    if not network.unconnected:
        return
    names = ", ".join(layer.label for layer in network.unconnected)
    several = len(network.unconnected) > 1
    yield Finding(
        UNCONNECTED,
        network.unconnected[0].place,
        quoted(text_of_line),
        Verdict.FALSE if network.complete else Verdict.DOUBT,
        f"{names} : {'ces couches sont créées' if several else 'cette couche est créée'}, mais aucune autre "
        "n’en lit la sortie : le réseau ne les contient pas."
        if several
        else f"{names} : cette couche est créée, mais aucune autre n’en lit la sortie : le réseau ne la "
        "contient pas.",
        " → ".join(layer.name or layer.type for layer in network.layers),
    )


def same(code: StatedNetwork, summary: StatedNetwork) -> bool:
    """Tell whether nothing that both state differs."""
    return _difference(code, summary) is None


def comparison_findings(code: StatedNetwork, summary: Summary) -> Iterator[Finding]:
    """Find the first layer that a summary and the code before it do not have alike."""
    found = _difference(code, summary.network)
    if found is None:
        return
    written, stated = found
    if written is None or stated is None:
        only, where = (stated, "le résumé") if written is None else (written, "le code")
        sentence = f"La couche {only.label if only else ''} n’est que dans {where}."
        place = stated.place if stated else summary.network.place
    else:
        place = stated.place
        sentence = (
            f"Le code crée ici {_described(written)}, et le résumé montre {_described(stated)} : "
            "ce n’est pas le même réseau."
        )
    yield Finding(DIFFERENT, place, quoted(stated.label if stated else ""), Verdict.FALSE, sentence)


def _difference(
    code: StatedNetwork, summary: StatedNetwork
) -> tuple[StatedLayer | None, StatedLayer | None] | None:
    for written, stated in zip(code.layers, summary.layers, strict=False):
        shapes = written.output_shape, stated.output_shape
        counted = written.parameters, stated.parameters
        # A summary may cut the name of a class.
        if not written.type.startswith(stated.type):
            return written, stated
        if None not in shapes and shapes[0] != shapes[1]:
            return written, stated
        if None not in counted and counted[0] != counted[1]:
            return written, stated
    longest = max(code.layers, summary.layers, key=len)
    if len(code.layers) == len(summary.layers):
        return None
    extra = longest[min(len(code.layers), len(summary.layers))]
    return (extra, None) if longest is code.layers else (None, extra)


def _described(layer: StatedLayer) -> str:
    shape = f", sortie {' × '.join(map(str, layer.output_shape))}" if layer.output_shape else ""
    count = f", {shown(layer.parameters)} poids" if layer.parameters is not None else ""
    return f"{layer.label}{shape}{count}"
