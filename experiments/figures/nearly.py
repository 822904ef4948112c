"""A number between 0 and 1 that reads neither unless it is: what is not quite all is said to be more than."""

from experiments import language


def at_most_all(value: float, decimals: int) -> str:
    """Format a score with so many decimals; what is not quite 1 never reads 1."""
    text = language.decimal(value, decimals)
    if value < 1 and text == language.decimal(1, decimals):
        return f"plus de {language.decimal(1 - 10.0**-decimals, decimals)}"
    return text


def neither_all_nor_nothing(value: float, decimals: int) -> str:
    """Format a probability with so many decimals; what is not quite sure reads neither 0 nor 1."""
    least = 10.0**-decimals
    if 0 < value < least / 2:
        return f"moins de {language.decimal(least, decimals)}"
    return at_most_all(value, decimals)
