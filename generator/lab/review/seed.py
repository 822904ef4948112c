"""The original report: its sections, the statements quoted in them, and what each one claims."""

import re
import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from experiments.errors import LabError
from generator.lab.review.claim import AnyClaim, Signature, Summary
from generator.reread.arithmetic.number import NUMBER, readings

CLAIMS = Path(__file__).with_name("claims")
# In the order of the report.
FILES = ("introduction", "learning", "pixels", "hog", "cnn", "depth")
NUMBER_WORDS = {1: "une seule", 3: "trois"}
LONGEST = 90
# Level of the headings under that of a model.
PART = 5


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Statement(_Data):
    """A quotation, its spelling kept, and its claims; a table has no quotation but the cells it claims.

    `language` is that of a piece of code; `excerpt` stands for the quotation in a list, when it is long.
    """

    quotation: str = ""
    language: str = ""
    excerpt: str = ""
    claims: tuple[AnyClaim, ...]

    @model_validator(mode="after")
    def _holds_its_claims(self) -> "Statement":
        if not self.quotation and all(isinstance(claim, Summary | Signature) for claim in self.claims):
            return self
        stated = [self.excerpt, *(value for claim in self.claims for value in claim.stated())]
        missing = [value for value in stated if not occurs(value, self.quotation)]
        if missing:
            raise ValueError(f"« {self.quotation} » ne contient pas {', '.join(map(repr, missing))}")
        return self


class OurAnswer(_Data):
    """Where our report says the same thing: page under ``docs/``, section (or none), text of the link."""

    page: str
    anchor: str
    text: str


class SeedSection(_Data):
    """A section.

    One that has a `family` is about a model, its id being that of our result of the same rank, and the parts
    that follow are about this `model` too. `empty` lists headings without text, `mention` is a note of the
    authors on the section, `note` is ours, `place` its name in a list of links.
    """

    id: str
    heading: str
    level: int = PART
    model: str = ""
    family: str = ""
    place: str = ""
    note: str = ""
    mention: str = ""
    empty: tuple[str, ...] = ()
    ours: OurAnswer | None = None
    statements: tuple[Statement, ...] = ()


class _File(_Data):
    sections: tuple[SeedSection, ...]


@cache
def seed_sections() -> tuple[SeedSection, ...]:
    """Return the sections of the report, in order; see `read_sections` for the failures."""
    texts = {name: (CLAIMS / f"{name}.toml").read_text(encoding="utf-8") for name in FILES}
    return tuple(section for name, text in texts.items() for section in read_sections(name, text))


def read_sections(name: str, text: str) -> tuple[SeedSection, ...]:
    """Read the sections of a file of claims, from its name and its text.

    Raises
    ------
    LabError
        If a claim has an unknown kind or field, or holds what its quotation does not say.
    """
    try:
        read = _File.model_validate(tomllib.loads(text)).sections
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise LabError(f"{name}.toml : {error}\nCorrigez la citation ou ce qu’elle affirme.") from error
    sections: list[SeedSection] = []
    for section in read:
        inherited = sections[-1].model if sections and section.level == PART else ""
        model = section.id if section.family else inherited
        sections.append(section.model_copy(update={"model": model}))
    return tuple(sections)


def occurs(value: object, quotation: str) -> bool:
    """Tell whether a quotation holds a text as it stands, or a number in digits or in words."""
    if isinstance(value, str):
        return value in quotation
    if isinstance(value, int) and NUMBER_WORDS.get(value, "\0") in quotation:
        return True
    written = [reading.middle for text in re.findall(NUMBER, quotation) for reading in readings(text)]
    return Fraction(str(value)) in written


def shortened(quotation: str) -> str:
    """Return the first words of a quotation, for a list."""
    if len(quotation) <= LONGEST:
        return quotation
    return quotation[:LONGEST].rpartition(" ")[0] + "…"
