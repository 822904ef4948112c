"""Labels that code leaves whole, or turns into vectors, against the loss that it compiles."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Kind
from generator.reread.finding import Finding, Verdict, quoted

CODE = "perte-et-etiquettes"
_LOADED = re.compile(r"\.load_data\(")
_FITTED = re.compile(r"\.fit\(\s*[\w.\[\], -]+?,\s*y_?\w*")
_VECTORS = re.compile(
    r"to_categorical|one_?hot|get_dummies|\beye\(|LabelBinarizer|OneHotEncoder|categorical['\"]\s*[,)]", re.I
)
_LOSS = re.compile(r"loss\s*=\s*[\"'](?P<sparse>sparse_)?categorical_crossentropy[\"']")
_TURNED = re.compile(r"^\s*(y_?train\w*)\s*(?:,\s*\w+\s*)?=\s*(?:\w+\.)*to_categorical\(\s*\1", re.M)
_LEARNT = re.compile(r"\.fit\(\s*\w+\s*,\s*(y_?train\w*)\s*[,)]")
_WHOLE = (
    "Ce code ne transforme pas les étiquettes, qui restent des entiers : categorical_crossentropy "
    "attend des "
    "vecteurs, c’est sparse_categorical_crossentropy."
)
_SPARSE = (
    "Ce code transforme les étiquettes en vecteurs : sparse_categorical_crossentropy attend des "
    "entiers, c’est "
    "categorical_crossentropy."
)


def label_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find losses that are not for the labels that the code of a whole document gives to its trainings."""
    coded = [block for block in blocks if block.kind is Kind.CODE]
    code = "\n".join(block.text for block in coded)
    losses = [(line, found) for block in coded for line in block.lines if (found := _LOSS.search(line.text))]
    if not _LOADED.search(code) or not _FITTED.search(code):
        return
    # Elsewhere than in a notebook, some of the code may be left out.
    whole = all(block.lines[0].place.cell for block in coded) and not _VECTORS.search(_LOSS.sub("", code))
    turned = {*_TURNED.findall(code)}
    # The labels of the training under their own name, turned into vectors before all that is fitted.
    vectors = turned and {*_LEARNT.findall(code)} <= turned
    for line, found in losses:
        if whole and not found["sparse"]:
            yield Finding(CODE, line.place, quoted(line.text), Verdict.DOUBT, _WHOLE)
        elif vectors and found["sparse"]:
            yield Finding(CODE, line.place, quoted(line.text), Verdict.FALSE, _SPARSE)
