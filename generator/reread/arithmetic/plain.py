"""What a line says once its markup is gone: Markdown, HTML and LaTeX become plain arithmetic."""

import html
import re
from functools import lru_cache

# Where a piece of code, a formula or a bold text begins or ends: nothing is written across it.
BORDER = "\x1e"
# A line that an author cut within one line of text.
BREAK = "\x1f"
NARROW = "\u202f"
LONGEST = 20_000
# Each check reads the report for itself: what is asked for again is kept, so much of it.
KEPT = 2048

_BULLET = re.compile(r"^[\s>]*(?:(?:[-*•]|\+(?!\s*\d)|\d{1,3}[.)])\s+)+")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{0,300})\]\([^()\n]{0,1000}\)")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>()]+")
# Its exponents and fractions are tags: what is left without them would be another formula.
_MATHML = re.compile(r"<math\b[^\n]{0,20000}?</math>")
_POWER_TAG = re.compile(r"<sup>\s*([^<>]{1,20})\s*</sup>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,1000}>")
_SPACES = re.compile(r"(?<=\d)(?:\\[,;:! ]|~|\\thinspace\s?)(?=\d)")
_FILLER = re.compile(
    r"\\[,;:! ]|\\(?:quad|qquad|thinspace|displaystyle|left|right|bigl?|bigr?|Bigl?|Bigr?)(?![a-zA-Z])"
)
_WORDS = re.compile(r"\\(?:text\w*|math[a-z]+|operatorname\*?|mbox|boxed|emph)\s*\{([^{}]{0,500})\}")
_BRACE = re.compile(r"\\(?:under|over)brace\s*\{([^{}]{0,500})\}\s*[_^]\s*\{[^{}]{0,500}\}")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]{0,500})\}\s*\{([^{}]{0,500})\}")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{[^{}]{0,50}\}")
_INDEX = re.compile(r"(?<=[^\W\d])_\{([^{}]{0,100})\}")
_EXPONENT = re.compile(r"\^\{([^{}]{0,100})\}")
_MATH = re.compile(r"\$\$?|\\[()\[\]]")
_SYMBOLS = (
    (re.compile(r"\\(?:times|cdot|ast|cdotp|bullet)(?![a-zA-Z])"), " × "),
    (re.compile(r"\\div(?![a-zA-Z])"), " ÷ "),
    (re.compile(r"\\(?:approx|simeq|sim)(?![a-zA-Z])"), " ≈ "),
    (re.compile(r"\\(?:ln|log)(?![a-zA-Z])"), " ln"),
    (re.compile(r"\\sqrt\s*\{([^{}]{0,200})\}"), r" sqrt(\1)"),
    (re.compile(r"\\lfloor(?![a-zA-Z])"), " floor("),
    (re.compile(r"\\lceil(?![a-zA-Z])"), " ceil("),
    (re.compile(r"\\r(?:floor|ceil)(?![a-zA-Z])"), ")"),
    (re.compile(r"\\(?:to|rightarrow|Rightarrow|implies)(?![a-zA-Z])"), " → "),
)
_POWER_STARS = re.compile(r"(?<=[\w)])\*\*(?=[\w(])")
_STARS = re.compile(r"\*{2,3}")
_EMPHASIS = re.compile(r"(?<![\w)*])\*(?=[^\W\d_(])|(?<=[^\W\d_.,:!?])\*(?![\w(*])(?!\s*[\d(])")
_UNDERSCORES = re.compile(r"(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")
_ESCAPED = re.compile(r"\\([*_#&%$|~+\-.!()\[\]{}])")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
# « $= 90.4$ % », « 90.4 pour cent » are each one number.
_PERCENT = re.compile(rf"(?<=\d)({BORDER}?)(\s?)(?:%|(?:pour|per)\s?cent\b)", re.I)
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
# A formula copied from a page comes twice, side by side: as it is shown, then as it is read aloud.
_COPIED = re.compile(r"(?P<formula>[\d(][^\s=]{2,80}=)(?P<result>\d{1,15})(?P=formula)")


def plain(line: str) -> str:
    """Return the text of a line of Markdown, with its formulas as plain arithmetic.

    Longer lines than a person writes are cut at `LONGEST` characters.
    """
    return _plain(line[:LONGEST])


@lru_cache(KEPT)
def _plain(line: str) -> str:
    text = _BULLET.sub("", line)
    text = _PICTURE.sub(" ", text)
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub(" ", text)
    if "<" in text:
        text = _MATHML.sub(BREAK, text)
        text = _POWER_TAG.sub(r"^\1", text)
        text = _BREAK_TAG.sub(BREAK, text)
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if any(mark in text for mark in ("\\", "$", "{,}", "&=")):
        text = _without_latex(text)
    text = _COPIED.sub(r"\g<formula>", text)
    text = _POWER_STARS.sub("^", text)
    text = _STARS.sub(BORDER, text)
    text = _EMPHASIS.sub(BORDER, text)
    text = _UNDERSCORES.sub("", text)
    text = _RAISED.sub(lambda found: "^" + found[0].translate(SUPERSCRIPTS), text)
    return _PERCENT.sub(r"\2%\1", text.replace("`", BORDER))


def _without_latex(text: str) -> str:
    text = text.replace("\\\\", BREAK)
    text = _SPACES.sub(NARROW, text)
    text = _MATH.sub(BORDER, text)
    text = _ENVIRONMENT.sub(" ", text)
    text = _FILLER.sub(" ", text)
    text = text.replace("\\%", "%").replace("{,}", ",")
    for _ in range(4):
        previous = text
        text = _WORDS.sub(r" \1 ", text)
        text = _BRACE.sub(r" (\1) ", text)
        text = _EXPONENT.sub(r"^(\1)", text)
        text = _INDEX.sub(r"_\1", text)
        text = _FRACTION.sub(r"((\1)/(\2))", text)
        if text == previous:
            break
    for pattern, sign in _SYMBOLS:
        text = pattern.sub(sign, text)
    text = _ESCAPED.sub(r"\1", text)
    return text.replace("&", " ")
