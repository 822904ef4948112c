"""The texts of a rule: title, method, question and one sentence per case, checked against its decision."""

import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.errors import LabError
from experiments.language import shortest, whole_percent
from experiments.measures.wilson import CONFIDENCE
from generator.formulas.markup import Markup
from generator.rules.decision import VOCABULARY, Rule
from generator.statistics.corrections import SIGNIFICANCE

SHARED = Path(__file__).with_name("shared.fr.toml")
# What every method may quote.
CONSTANTS = {"confidence": whole_percent(CONFIDENCE), "level": shortest(SIGNIFICANCE)}
# How a text that speaks of no family in particular calls what is classified.
NEUTRAL = dict(zip(VOCABULARY, ("exemple", "exemples", "classe", "classes"), strict=True))
HEAD = ("code", "title", "method", "question")
FORMS = ("one", "many")


class WordingError(LabError):
    """A file of texts does not fit the rule that it words."""


@dataclass(frozen=True)
class Case:
    """How one case is said.

    Attributes
    ----------
    label : str
        The outcome in a word or two.
    """

    label: str
    sentence: Markup


@dataclass(frozen=True)
class Wording:
    """The texts of a rule; names in braces stand for values.

    Attributes
    ----------
    file : str
        Name of the file, for messages.
    code : str
        Stable name of the rule on pages.
    phrases : mapping of tuple of str, shape (2,)
        Parts of sentences, for one and for many.
    evidence : mapping of str
        Labels of what a decision rests on.
    """

    file: str
    code: str
    title: str
    method: str
    question: str
    cases: Mapping[str, Case]
    phrases: Mapping[str, tuple[str, str]]
    evidence: Mapping[str, str]


@dataclass(frozen=True)
class Shared:
    """What several rules say.

    Attributes
    ----------
    words : mapping of str
        That stand around conclusions.
    phrases : mapping of tuple of str, shape (2,)
    """

    words: Mapping[str, str]
    phrases: Mapping[str, tuple[str, str]]
    evidence: Mapping[str, str]


def read_shared(*paths: Path) -> Shared:
    """Read the texts that rules share; those of a later file come before those of an earlier one.

    Raises
    ------
    WordingError
        If a file cannot be read.
    """
    words: dict[str, str] = {}
    phrases: dict[str, tuple[str, str]] = {}
    evidence: dict[str, str] = {}
    for path in paths:
        texts = _read(path)
        words |= texts.get("words", {})
        phrases |= _phrases(path, texts.get("phrases", {}))
        evidence |= texts.get("evidence", {})
    return Shared(words, phrases, evidence)


def read_wording(rule: Rule, path: Path, shared: Shared) -> Wording:
    """Read the texts of a rule; phrases and labels that it lacks are those that rules share.

    Raises
    ------
    WordingError
        If the file cannot be read, lacks a text or a case, has one too many, or names an unknown value.
    """
    texts = _read(path)
    cases = texts.get("cases", {})
    faults = [f"il manque {name}" for name in HEAD if not isinstance(texts.get(name), str)]
    faults += [f"il manque le cas « {name} »" for name in rule.cases if name not in cases]
    faults += [f"la règle n’a pas de cas « {name} »" for name in cases if name not in rule.cases]
    faults += [
        f"le cas « {name} » doit avoir label et sentence, rien d’autre"
        for name, case in cases.items()
        if set(case) != {"label", "sentence"}
    ]
    if faults:
        raise WordingError(f"{path.name} : {' ; '.join(faults)}. Corrigez ce fichier ou {rule.name}.py.")
    constants = CONSTANTS | dict(rule.constants)
    _check_names(path, "method", texts["method"], {*constants, *VOCABULARY})
    _check_names(path, "title", texts["title"], VOCABULARY)
    for name, text in {"question": texts["question"], **{n: c["sentence"] for n, c in cases.items()}}.items():
        _check_names(path, name, text, {*rule.values, *VOCABULARY})
    for name, case in cases.items():
        _check_names(path, name, case["label"], {*constants, *VOCABULARY})
    phrases, evidence = _phrases(path, texts.get("phrases", {})), texts.get("evidence", {})
    for name, text in [*((n, t) for n, forms in phrases.items() for t in forms), *evidence.items()]:
        _check_braces(path, name, text)
    kept = {**constants, **{name: f"{{{name}}}" for name in VOCABULARY}}
    return Wording(
        file=path.name,
        code=texts["code"],
        title=texts["title"],
        method=texts["method"].strip().format(**kept),
        question=texts["question"],
        cases={n: Case(c["label"].format(**kept), _markup(c["sentence"])) for n, c in cases.items()},
        phrases={**shared.phrases, **phrases},
        evidence={**shared.evidence, **evidence},
    )


def names_in(text: str) -> set[str]:
    """Return the names in braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _check_braces(path: Path, place: str, text: str) -> set[str]:
    try:
        return names_in(text)
    except ValueError as error:
        raise WordingError(f"{path.name}, {place} : accolades mal fermées dans « {text} ».") from error


def _check_names(path: Path, place: str, text: str, known: Iterable[str]) -> None:
    unknown = sorted(_check_braces(path, place, text) - set(known))
    if unknown:
        raise WordingError(
            f"{path.name}, {place} : valeur inconnue {', '.join(unknown)}. Il existe : "
            f"{', '.join(sorted(known))}."
        )


def _phrases(path: Path, texts: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    found = {}
    for name, text in texts.items():
        forms = (text, text) if isinstance(text, str) else tuple(text.get(form) for form in FORMS)
        if None in forms:
            raise WordingError(f"{path.name}, phrases.{name} : un texte, ou ses formes one et many, attendu.")
        found[name] = forms
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise WordingError(f"{path.name} : ce fichier de textes manque dans {path.parent.name}/.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WordingError(f"{path.name} : ce n’est pas du TOML en UTF-8 ({error}). Corrigez-le.") from error


def _markup(text: str) -> Markup:
    return Markup(text.strip())  # noqa: S704 (a file of the project, not of a user)
