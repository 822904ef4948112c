"""Sizes of layers drawn in a row, and biases told after a product, against the computations beside them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.form import WeightForm, layer_forms
from generator.reread.networks.grounds import quote
from generator.reread.networks.statement import BIAS, CONVOLUTION, Computed, Statements

DRAWN, BIASES = "calcul-autre-reseau", "nombre-de-biais"
_PLUS = re.compile(
    rf"^[\s*_`$]*[,(]?\s*(?:plus|\+|et|and|with|avec)\s+(?:the\s+|les\s+|ses\s+|its\s+)?(?P<number>\d{{1,5}})\s+{BIAS.pattern}",
    re.I,
)


def drawn_findings(said: Statements) -> Iterator[Finding]:
    """Find a drawing of a section that is not that of the only network counted: on its line, or at all."""
    drawn = [each for each in said.topologies if len(each[0]) > 2 and not CONVOLUTION.search(each[2])]
    counted = [*_chains(said)]
    drawings, every = {sizes for sizes, _, _ in drawn}, {own for own, _ in counted}
    for sizes, place, text in drawn:
        beside = {own for own, where in counted if where == place}
        known = beside or every
        alone = len(drawings) == 1 if known is every else sum(where == place for _, where, _ in drawn) == 1
        own = next(iter(known), ())
        if len(known) != 1 or not alone or sizes in every or len(own) != len(sizes) or not {*own} & {*sizes}:
            continue
        yield Finding(
            DRAWN,
            place,
            quoted(text),
            Verdict.DOUBT,
            f"Le texte dessine {_row(sizes)}, et les calculs de cette partie comptent {_row(own)}.",
            "",
            _row(own),
        )
        return


def _chains(said: Statements) -> Iterator[tuple[tuple[int, ...], Place]]:
    """Go through the networks whose layers are counted one after another: their sizes, and where."""
    forms: list[WeightForm] = []
    place = Place("", 0, 0)
    for computed in said.computed:
        for form in layer_forms(computed.operation) if computed.weights else ():
            inputs, units = _sides(form)
            if forms and _sides(forms[-1])[1] != inputs:
                yield from ((sizes, place) for sizes in _sizes(forms))
                forms = []
            place = place if forms else computed.place
            forms = [*forms, form] if units else []
    yield from ((sizes, place) for sizes in _sizes(forms))


def _sizes(forms: Sequence[WeightForm]) -> Iterator[tuple[int, ...]]:
    if len(forms) > 1:
        yield (_sides(forms[0])[0], *(_sides(form)[1] for form in forms))


def _sides(form: WeightForm) -> tuple[int, int]:
    """Return the inputs and the units of a dense layer; no units for anything else."""
    if len(form.factors) != 2:
        return 0, 0
    return (form.inputs, form.units) if form.units else (form.factors[0], form.factors[1])


def bias_count_findings(said: Statements) -> Iterator[Finding]:
    """Find « 784 * 128 = 100 352, plus 10 biases », where each of the 128 neurons has one."""
    products = [(each, each.form) for each in said.computed if each.form and len(each.form.factors) == 2]
    following = {id(first): second for (first, _), (_, second) in pairwise(products)}
    for computed, form in products:
        told = _PLUS.match(computed.passage.text[computed.chain.end :])
        after = following.get(id(computed))
        if told is None or form.biased:
            continue
        number, units = int(told["number"]), {*form.factors}
        linked = after and form.factors[1] == after.factors[0]
        if linked or _before(computed, products) == form.factors[0]:
            units = {form.factors[1]}
        if number not in units:
            right = form.factors[1]
            yield Finding(
                BIASES,
                computed.passage.place(computed.chain.end + told.start("number")),
                quote(computed) + told[0],
                Verdict.FALSE,
                f"Chacun des {shown(right)} neurones a un biais : il n’y en a pas {shown(number)}.",
                "",
                shown(right),
                wrong=told["number"],
            )


def _before(computed: Computed, products: Sequence[tuple[Computed, WeightForm]]) -> int:
    """Return the units of the layer that is counted before, 0 for none."""
    last = 0
    for each, form in products:
        if each is computed:
            return last
        last = form.factors[1]
    return 0


def _row(sizes: Sequence[int]) -> str:
    return " → ".join(map(str, sizes))
