"""Whose report it is: what ``rapport.toml`` says of it, and nothing that it does not say."""

import datetime
import difflib
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, field_validator

from experiments.errors import LabError
from experiments.language import day
from experiments.results.folder import content_of

FILE = "rapport.toml"
# What each key expects, and a line that gives it.
EXPECTED = {
    "title": ("un texte d’une ligne", 'title = "Réseaux de neurones profonds"'),
    "authors": ("une liste de noms", 'authors = ["Prénom Nom", "Prénom Nom"]'),
    "group": ("un texte d’une ligne", 'group = "Groupe 7"'),
    "course": ("un texte d’une ligne", 'course = "ARN, HEIG-VD"'),
    "date": ("une date (année-mois-jour)", "date = 2026-05-31"),
}
ISO = re.compile(r"\d{4}-\d\d-\d\d")
PLACE = re.compile(r"\(at line (\d+), column \d+\)")
LONGEST = 60
# Control characters, halves of characters, ends of lines.
NOT_ON_A_LINE = ("Cc", "Cs", "Zl", "Zp")


def _one_line(text: str) -> str:
    if any(unicodedata.category(sign) in NOT_ON_A_LINE for sign in text):
        raise ValueError("not on one line")
    return text.strip()


Line = Annotated[str, AfterValidator(_one_line)]


class Authorship(BaseModel):
    """What the authors say of their report; what they do not say is empty.

    Attributes
    ----------
    date : date or None
        The one that they chose: never that of the build.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: Line = ""
    authors: list[Line] = []
    group: Line = ""
    course: Line = ""
    date: datetime.date | None = None

    @field_validator("date", mode="before")
    @classmethod
    def _written_as_a_text(cls, value: Any) -> Any:
        # A moment of the day is no date, though Python holds it for one.
        return (
            datetime.date.fromisoformat(value) if isinstance(value, str) and ISO.fullmatch(value) else value
        )

    @field_validator("authors")
    @classmethod
    def _named(cls, value: list[str]) -> list[str]:
        return [name for name in value if name]

    @property
    def day(self) -> str:
        """The date as one says it: « 31 mai 2026 »; empty if there is none."""
        return day(self.date) if self.date else ""


def read_authorship(root: Path) -> Authorship:
    """Read ``rapport.toml`` at the root of the project; without that file, nothing is said.

    Raises
    ------
    LabError
        If it cannot be read, or says something else than it can; the message names each key.
    """
    try:
        # With a last line end, the parser says at which line a file stops too soon.
        record = tomllib.loads(content_of(root / FILE).decode("utf-8-sig") + "\n")
        return Authorship.model_validate(record)
    except FileNotFoundError:
        return Authorship()
    except OSError as error:
        raise LabError(
            f"{FILE} : la lecture a échoué ({error.strerror}), un fichier lisible est attendu. Vérifiez ses "
            "droits, ou déplacez ce qui porte ce nom."
        ) from error
    except ValidationError as error:
        raise LabError("\n".join(dict.fromkeys(_fault(dict(each)) for each in error.errors()))) from error
    except (ValueError, RecursionError) as error:
        raise LabError(
            f"{FILE}{_place(error)} : un fichier TOML, en UTF-8, est attendu. Une ligne donne une clé et sa "
            f"valeur, un texte entre guillemets : {EXPECTED['title'][1]}"
        ) from error


def _fault(error: dict[str, Any]) -> str:
    key = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key.lower(), EXPECTED, 1)
        suggestion = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
        return f"{FILE}, clé « {key} » : elle est inconnue.{suggestion} Les clés sont {', '.join(EXPECTED)}."
    expected, example = EXPECTED[key]
    found = _short(error["input"])
    return f"{FILE}, clé « {key} » : attendu {expected}, trouvé {found}. Écrivez par exemple : {example}"


def _short(value: Any) -> str:
    shown = str(value) if isinstance(value, datetime.date | datetime.time) else repr(value)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def _place(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f", octet {error.start + 1}"
    place = PLACE.search(str(error))
    return f", ligne {place[1]}" if place else ""
