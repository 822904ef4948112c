"""Random changes of the inputs, during the training only."""

from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.option import TO, Option

_FACTOR = Option("factor", " de facteur {}", joint=TO)
_RANGE = Option("value_range", ", valeurs de {}", usual=(0, 255), joint=TO)
_FILL = (
    Option("fill_mode", ", bords {}", usual="reflect"),
    Option("fill_value", ", valeur des bords {}", usual=0),
    Option("interpolation", ", interpolation {}", usual="bilinear"),
)
_HEIGHT = Option("height_factor", " de {} en hauteur", joint=TO)
_WIDTH = Option("width_factor", ", {} en largeur", joint=TO)

RANDOM_ROTATION = LayerKind(
    type="RandomRotation",
    why=without_weights("tourne les entrées au hasard pendant l’entraînement"),
    options=(Option("factor", " de {} tour", joint=TO), *_FILL),
)
RANDOM_TRANSLATION = LayerKind(
    type="RandomTranslation",
    why=without_weights("décale les entrées au hasard pendant l’entraînement"),
    options=(_HEIGHT, _WIDTH, *_FILL),
)
RANDOM_ZOOM = LayerKind(
    type="RandomZoom",
    why=without_weights("agrandit ou réduit les entrées au hasard pendant l’entraînement"),
    options=(_HEIGHT, _WIDTH, *_FILL),
)
RANDOM_CONTRAST = LayerKind(
    type="RandomContrast",
    why=without_weights("change le contraste des entrées au hasard pendant l’entraînement"),
    options=(_FACTOR, _RANGE),
)
RANDOM_BRIGHTNESS = LayerKind(
    type="RandomBrightness",
    why=without_weights("change la luminosité des entrées au hasard pendant l’entraînement"),
    options=(_FACTOR, _RANGE),
)
RANDOM_FLIP = LayerKind(
    type="RandomFlip",
    why=without_weights("retourne les entrées au hasard pendant l’entraînement"),
    options=(Option("mode", ", {}", usual="horizontal_and_vertical"),),
)
