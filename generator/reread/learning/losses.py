"""Names of losses in sentences and in code, and the kind of function that a formula gives."""

import re

# In order: the first that fits a name is its function.
_FUNCTIONS = (
    ("mean_squared_error", r"squared?|\bmse\b|quadrati\w+"),
    ("sparse_categorical_crossentropy", r"sparse"),
    ("binary_crossentropy", r"bina(?:ry|ire)"),
    ("categorical_crossentropy", r"cat[ée]gori"),
    ("crossentropy", r"entrop"),
)
_ENTROPY = r"(?:cross[_ -]?entrop(?:y|ie)|entropie crois[ée]e)"
NAME = (
    rf"(?:(?:sparse[_ ])?(?:categorical|binary)[_ -]?{_ENTROPY}|"
    rf"{_ENTROPY}(?:[ _](?:cat[ée]gori(?:elle|que)|binaire|binary|categorical))?|"
    r"mean[_ ]squared?[_ ]error|mse|erreur quadratique(?:\smoyenne)?|quadratic (?:cost|error|loss))"
)
NAMED = re.compile(rf"(?<![\w=])(?<!=['\"])(?<!=\s['\"]){NAME}\b", re.I)
_LOGARITHM = re.compile(r"\\?(?<![a-z])(?:log|ln)(?![a-z])", re.I)
# What an optimiser squares is no difference.
_DERIVATIVE = re.compile(r"[(\[{\s]*(?:\\?partial|∂|\\?nabla|∇)[^=+−-]{1,40}[)\]}\s]*\^?[({\s]*[2²]?")
_SQUARE = re.compile(r"[-−–][^=\n]{1,40}?(?:[)|\]]|\\\|)\s*\^?\s*(?:\(\s*2\s*\)|\{\s*2\s*\}|2(?!\d)|²)")


def function(name: str) -> str:
    """Return the function that has a name, as Keras calls it; ``crossentropy`` for any of them."""
    return next((known for known, words in _FUNCTIONS if re.search(words, name, re.I)), name.lower())


def agrees(said: str, used: str) -> bool:
    """Tell whether a function may be said so: the one of sparse labels is another only by its labels."""
    return said == used or (said == "crossentropy" and used.endswith("_" + said)) or f"sparse_{said}" == used


def kind(formula: str) -> str:
    """Return the last word of the functions that a formula may be: entropy, error, empty for another."""
    _, equal, value = formula.partition("=")
    if not equal:
        return ""
    value = _DERIVATIVE.sub(" ", value)
    has_logarithm, has_square = _LOGARITHM.search(value), _SQUARE.search(value)
    if has_logarithm and not has_square:
        return "crossentropy"
    return "error" if has_square and not has_logarithm else ""
