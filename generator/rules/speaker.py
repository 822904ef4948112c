"""Say in words what rules decide, as the texts of the laboratory put it."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from experiments.language import plural
from generator.facts.quantity import Quantity
from generator.formulas.markup import Markup, enumeration, escape
from generator.rules.decision import Evidence, News, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.wording import (
    CONSTANTS,
    NEUTRAL,
    SHARED,
    Wording,
    WordingError,
    read_shared,
    read_wording,
)

Text = TypeVar("Text")
# The word for a verdict that other seeds do not confirm; see `generator.rules.decision.Verdict`.


@dataclass(frozen=True)
class SaidEvidence:
    """A value that a decision rests on, and what it is."""

    name: Markup
    value: Markup


@dataclass(frozen=True)
class Said:
    """A verdict in words; see `generator.rules.decision.Verdict` and `generator.rules.wording.Wording`.

    Attributes
    ----------
    values : mapping of Markup
        What its sentence says, value by value, for who says it in a shorter one.
    """

    code: str
    title: str
    subjects: tuple[str, ...]
    question: Markup
    outcome: Outcome
    news: News
    label: str
    sentence: Markup
    method: str
    values: Mapping[str, Markup]
    evidence: tuple[SaidEvidence, ...]

    @property
    def css(self) -> str:
        """Classes that show the outcome, and whether it is good news."""
        return f"verdict-{self.outcome.value} news-{self.news.value}"


class Speaker:
    """Puts verdicts in words.

    Parameters
    ----------
    overrides : Path or None
        Folder of a laboratory that words some rules in its own way: ``x.toml`` in place of ``x.fr.toml``, and
        ``shared.toml``, whose words, phrases and labels come before those that rules share.

    Attributes
    ----------
    worded : dict of Rule
        The rules that it was asked the texts of, by module.
    words : dict of str
        The words that it was asked, by name.
    """

    def __init__(self, overrides: Path | None = None) -> None:
        self.overrides = overrides
        self._shared = read_shared(*filter(None, (SHARED, self._own("shared.toml"))))
        self._wordings: dict[str, Wording] = {}
        self.worded: dict[str, Rule] = {}
        self.words: dict[str, str] = {}

    def anew(self) -> "Speaker":
        """Return one that was asked nothing yet; no file of texts is read twice."""
        other = copy(self)
        other.worded, other.words = {}, {}
        return other

    def wording(self, rule: Rule) -> Wording:
        """Return the texts of a rule.

        Raises
        ------
        WordingError
            If they do not fit the rule.
        """
        self.worded[rule.module] = rule
        if rule.module not in self._wordings:
            path = self._own(f"{rule.name}.toml") or rule.texts
            self._wordings[rule.module] = read_wording(rule, path, self._shared)
        return self._wordings[rule.module]

    def say(self, verdict: Verdict) -> Said:
        """Put a verdict in words.

        Raises
        ------
        WordingError
            If its texts need a value, a phrase or a label that is not there.
        """
        wording = self.wording(verdict.rule)
        words = NEUTRAL | verdict.vocabulary | {"confidence": CONSTANTS["confidence"]}
        teller = _Teller(wording, words, verdict.case, (self.word("and"), self.word("or")))
        told = {name: teller.tell(value) for name, value in verdict.values.items()}
        values = told | words
        case = wording.cases[verdict.case]
        return Said(
            code=wording.code,
            title=wording.title.format(**words),
            subjects=verdict.subjects,
            question=teller.fill(wording.question, values),
            outcome=verdict.outcome,
            news=verdict.news,
            label=self.word(verdict.unsettled) if verdict.unsettled else case.label.format(**words),
            sentence=teller.fill(case.sentence, values),
            method=wording.method.format(**words),
            values=told,
            evidence=tuple(map(teller.evidence, verdict.evidence)),
        )

    def word(self, name: str) -> str:
        """Return a word that stands around conclusions; `name` is its name in the shared texts."""
        self.words[name] = self._shared.words[name]
        return self.words[name]

    def _own(self, name: str) -> Path | None:
        path = self.overrides / name if self.overrides else None
        return path if path and path.exists() else None


@dataclass(frozen=True)
class _Teller:
    """Turns the values of one verdict into text."""

    wording: Wording
    words: Mapping[str, str]
    case: str
    joining: tuple[str, str]

    def tell(self, value: object) -> Markup:
        if isinstance(value, Phrase):
            return self._phrase(value)
        if isinstance(value, Several):
            word = self.joining[value.choice]
            return enumeration([self.tell(item) for item in value.items], word) if value.items else Markup()
        return escape(value)

    def evidence(self, evidence: Evidence) -> SaidEvidence:
        label = self._found(self.wording.evidence, evidence.name, "evidence")
        about = {name: self.tell(value) for name, value in evidence.about.items()}
        said = self.fill(label, about | dict(self.words))
        if evidence.seed is not None:
            said += self.tell(Phrase("of-seed", {"seed": evidence.seed}))
        return SaidEvidence(said, self.tell(evidence.value))

    def fill(self, text: str, values: Mapping[str, object]) -> Markup:
        try:
            return Markup(text).format(**values)  # noqa: S704 (texts of the project; values are escaped)
        except KeyError as error:
            raise WordingError(
                f"{self.wording.file}, cas « {self.case} » : « {text} » demande {error}, que la règle ne "
                f"donne pas dans ce cas. Elle donne : {', '.join(sorted(values))}."
            ) from error

    def _phrase(self, phrase: Phrase) -> Markup:
        one, many = self._found(self.wording.phrases, phrase.name, "phrases")
        values = {name: self.tell(value) for name, value in phrase.values.items()} | dict(self.words)
        if phrase.number is None:
            return self.fill(many, values)
        number = phrase.number
        amount = number.value if isinstance(number, Quantity) else number
        return self.fill(plural(amount, one, many), values | {"n": self.tell(number)})

    def _found(self, texts: Mapping[str, Text], name: str, table: str) -> Text:
        if name not in texts:
            raise WordingError(
                f"{self.wording.file} : il manque « {name} » dans [{table}], dont le cas « {self.case} » a "
                "besoin."
            )
        return texts[name]
