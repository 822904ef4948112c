"""Random changes of the inputs, during the training only."""

from dataclasses import replace

from generator.formulas.layers.drawn import DrawnOption
from generator.formulas.layers.kind import LayerKind, Role, unknown_work, without_weights
from generator.formulas.layers.option import COMMA, TO, Option
from generator.formulas.layers.words import BORDERS, INTERPOLATIONS

_CHANCE = Option("factor", ", avec une probabilité tirée de {}", usual=(0, 1), joint=TO)
_RANGE = Option("value_range", ", valeurs de {}", usual=(0, 255), joint=TO)
_INTERPOLATION = Option("interpolation", ", interpolation {}", usual="bilinear", words=INTERPOLATIONS)
_BORDER_VALUE = Option("fill_value", ", valeur des bords {}", usual=0)
_FILL = (
    Option("fill_mode", ", bords {}", usual="reflect", words=BORDERS),
    _BORDER_VALUE,
    _INTERPOLATION,
)
_UNCHANGED_AT_HALF = Option("factor", ", facteur de {} (inchangée à 0,5)", joint=TO)
# Keras looks at a frame this much larger than its input: a positive factor shrinks what it shows.
_ZOOM_HEIGHT = DrawnOption("height_factor", ", cadre de {} fois la hauteur", base=1)
_ZOOM_WIDTH = DrawnOption(
    "width_factor", ", de {} fois la largeur", base=1, absent=", et d’autant de fois la largeur"
)
_BRIGHTNESS = DrawnOption("factor", ", ajout de {} fois l’étendue des valeurs")
_CONTRAST = DrawnOption("factor", ", contraste multiplié par {}", base=1, lower_factor=-1, mirrored=False)
_HUE = DrawnOption(
    "factor",
    ", teinte décalée de {} tour dans un sens ou dans l’autre",
    lower_factor=0.5,
    upper_factor=0.5,
    mirrored=False,
)


def _kind(layer_type: str, action: str, *options: Option) -> LayerKind:
    """Return a layer that acts during the training only; `action` follows « La couche »."""
    return LayerKind(
        type=layer_type,
        role=Role.AUGMENTATION,
        why=without_weights(f"{action} au hasard pendant l’entraînement"),
        options=options,
    )


RANDOM_ROTATION = _kind(
    "RandomRotation",
    "tourne les entrées",
    DrawnOption("factor", " de {} tour dans le sens direct"),
    *_FILL,
)
RANDOM_TRANSLATION = _kind(
    "RandomTranslation",
    "décale les entrées",
    DrawnOption("height_factor", " de {} fois la hauteur vers le bas"),
    DrawnOption("width_factor", ", {} fois la largeur vers la droite"),
    *_FILL,
)
RANDOM_ZOOM = _kind("RandomZoom", "agrandit ou réduit les entrées", _ZOOM_HEIGHT, _ZOOM_WIDTH, *_FILL)
RANDOM_FLIP = _kind(
    "RandomFlip",
    "retourne les entrées",
    Option(
        "mode",
        ", une fois sur deux, {}",
        words={
            "horizontal": "de gauche à droite",
            "vertical": "de haut en bas",
            "horizontal_and_vertical": "de gauche à droite et de haut en bas à la fois",
        },
    ),
)
RANDOM_SHEAR = _kind(
    "RandomShear",
    "incline les entrées",
    Option("x_factor", ", de {} en largeur, dans un sens ou dans l’autre", usual=0, joint=TO),
    Option("y_factor", ", de {} en hauteur, dans un sens ou dans l’autre", usual=0, joint=TO),
    *_FILL,
)
RANDOM_PERSPECTIVE = _kind(
    "RandomPerspective",
    "change la perspective des entrées",
    _CHANCE,
    Option("scale", ", ampleur {}", usual=1),
    _INTERPOLATION,
    _BORDER_VALUE,
)
RANDOM_ELASTIC_TRANSFORM = _kind(
    "RandomElasticTransform",
    "déforme les entrées",
    _CHANCE,
    Option("scale", ", ampleur de {}", usual=(0, 1), joint=TO),
    *_FILL,
    _RANGE,
)
RANDOM_ERASING = _kind(
    "RandomErasing",
    "efface un rectangle des entrées",
    _CHANCE,
    Option("scale", ", surface de {}", usual=(0.02, 0.33), joint=TO),
    Option("fill_value", ", remplacé par {}", usual=None, joint=COMMA),
    _RANGE,
)
RANDOM_GAUSSIAN_BLUR = _kind(
    "RandomGaussianBlur",
    "floute les entrées",
    _CHANCE,
    Option("kernel_size", ", noyau de {}", usual=3),
    Option("sigma", ", écart-type de {}", usual=(0, 1), joint=TO),
    _RANGE,
)
RANDOM_CONTRAST = _kind("RandomContrast", "change le contraste des entrées", _CONTRAST, _RANGE)
RANDOM_BRIGHTNESS = _kind("RandomBrightness", "change la luminosité des entrées", _BRIGHTNESS, _RANGE)
RANDOM_SATURATION = _kind("RandomSaturation", "change la saturation des entrées", _UNCHANGED_AT_HALF, _RANGE)
RANDOM_HUE = _kind("RandomHue", "change la teinte des entrées", _HUE, _RANGE)
RANDOM_SHARPNESS = _kind("RandomSharpness", "change la netteté des entrées", _UNCHANGED_AT_HALF, _RANGE)
RANDOM_COLOR_DEGENERATION = _kind(
    "RandomColorDegeneration",
    "affaiblit les couleurs des entrées",
    Option("factor", ", part de gris de {}", joint=TO),
    _RANGE,
)
RANDOM_COLOR_JITTER = _kind(
    "RandomColorJitter",
    "change les couleurs des entrées",
    replace(_BRIGHTNESS, key="brightness_factor", usual=None),
    replace(_CONTRAST, key="contrast_factor", usual=None),
    DrawnOption("saturation_factor", ", saturation de facteur {} (inchangée à 0,5)", usual=None),
    replace(_HUE, key="hue_factor", usual=None),
    _RANGE,
)
RANDOM_GRAYSCALE = _kind(
    "RandomGrayscale",
    "passe les entrées en niveaux de gris",
    Option("factor", ", avec une probabilité de {}"),
)
RANDOM_INVERT = _kind("RandomInvert", "inverse les valeurs des entrées", _CHANCE, _RANGE)
RANDOM_POSTERIZATION = _kind(
    "RandomPosterization",
    "réduit le nombre de valeurs différentes des entrées",
    DrawnOption("factor", " sur {} bits", open_end=True),
    _RANGE,
)
SOLARIZATION = _kind(
    "Solarization",
    "inverse les plus grandes valeurs des entrées",
    Option("addition_factor", ", ajout de {}", usual=0, joint=TO),
    Option("threshold_factor", ", seuil de {}", usual=0, joint=TO),
    _RANGE,
)
AUG_MIX = _kind(
    "AugMix",
    "mélange plusieurs suites de changements des entrées, tirées",
    Option("num_chains", ", {} suites", usual=3),
    Option("chain_depth", ", de {} changements chacune", usual=3),
    Option("factor", ", ampleur de {}", usual=(0, 0.3), joint=TO),
    Option("alpha", ", alpha {}", usual=1),
    Option("all_ops", ", sans les changements de couleurs", usual=True),
    _INTERPOLATION,
    _RANGE,
)
RAND_AUGMENT = _kind(
    "RandAugment",
    "applique aux entrées des changements tirés",
    Option("num_ops", ", {} changements", usual=2),
    Option("factor", ", ampleur de {}", usual=(0, 0.5), joint=TO),
    _INTERPOLATION,
    _RANGE,
)
CUT_MIX = _kind(
    "CutMix",
    "remplace un rectangle d’une entrée par celui d’une autre, tirée",
    Option("factor", ", facteur de {}", usual=(0, 1), joint=TO),
)
MIX_UP = _kind(
    "MixUp", "mélange chaque entrée avec une autre, tirée", Option("alpha", ", alpha {}", usual=0.2)
)
EQUALIZATION = LayerKind(
    type="Equalization",
    why=without_weights("égalise l’histogramme des entrées pendant l’entraînement"),
    options=(Option("bins", ", {} classes", usual=256), _RANGE),
)
# These two act after the training too.
AUTO_CONTRAST = LayerKind(
    type="AutoContrast",
    why=without_weights("étire le contraste des entrées"),
    options=(_RANGE,),
    multiply_adds=unknown_work,
)
LOCAL_EQUALIZATION = LayerKind(
    type="ContrastLimitedAdaptiveHistogramEqualization",
    why=without_weights("égalise l’histogramme des entrées zone par zone"),
    options=(
        Option("clip_limit", ", contraste limité à {}", usual=4),
        Option("tile_grid_size", ", {} zones", usual=8),
        _RANGE,
    ),
    multiply_adds=unknown_work,
)
