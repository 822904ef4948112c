"""What the pages call a model, its family and what it is given, in the words of the family itself."""

from typing import Annotated

from pydantic import Field

from experiments.results.record import Record

Text = Annotated[str, Field(min_length=1)]


class Names(Record):
    """French names, as they stand inside a sentence.

    `model` is masculine and unique in the report: « MLP 2 sur HOG ». `inputs` follows « 784 valeurs, ».
    `example` is one thing to classify, `category` one class of them, each with its plural.
    """

    family: Text
    model: Text
    inputs: Text
    example: Text
    examples: Text
    category: Text
    categories: Text
