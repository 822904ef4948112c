"""Whole numbers in letters, in French and in English."""

NUMERALS = {
    word: number
    for number, words in enumerate(
        (
            "deux two",
            "trois three",
            "quatre four",
            "cinq five",
            "six",
            "sept seven",
            "huit eight",
            "neuf nine",
            "dix ten",
        ),
        2,
    )
    for word in words.split()
}
