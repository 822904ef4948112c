"""A rule decides: which case the results are, and the values that a sentence on this case needs.

It says nothing itself: the file of texts beside its module, ``x.fr.toml`` beside ``x.py``, holds its title,
its method, its question and one sentence per case (`generator.rules.wording`). Another laboratory may say the
same decisions in other words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from importlib import import_module
from pathlib import Path

from experiments.results.schema import Result
from generator.facts.quantity import Quantity
from generator.formulas.markup import Markup


class Outcome(Enum):
    """What the results say of an assertion."""

    TRUE = "true"
    FALSE = "false"
    INCONCLUSIVE = "inconclusive"


class News(Enum):
    """Whether an outcome is one to be glad of: that a model overfits is true, and no good news."""

    GOOD = "good"
    BAD = "bad"
    NEITHER = "neither"


@dataclass(frozen=True)
class Phrase:
    """A part of a sentence, by its name in the file of texts.

    Attributes
    ----------
    values : mapping
        By the names in braces of the phrase.
    number : Quantity, int or None
        What decides between its forms for one and for many; ``{n}`` stands for it.
    """

    name: str
    values: Mapping[str, object] = field(default_factory=dict)
    number: Quantity | int | None = None


@dataclass(frozen=True)
class Several:
    """Values that a sentence enumerates; with `choice`, the word before the last one is “or”, not “and”."""

    items: Sequence[object]
    choice: bool = False


@dataclass(frozen=True)
class Evidence:
    """A value that a decision rests on.

    Attributes
    ----------
    name : str
        Of its label, in the file of texts.
    about : mapping
        By the names in braces of the label.
    seed : Quantity or None
        Of the only training it is about, where the verdict is about several.
    """

    name: str
    value: Quantity | Markup | Phrase | Several
    about: Mapping[str, object] = field(default_factory=dict)
    seed: Quantity | None = None


@dataclass(frozen=True)
class Rule:
    """An assertion about results.

    Attributes
    ----------
    module : str
        Where it is decided: its ``__name__``.
    cases : mapping of Outcome
        Every case that the decision may end on.
    values : tuple of str
        Names of the values that its sentences and its question may use.
    constants : mapping of str
        What its method may use: thresholds, levels, as text.
    hoped : Outcome or None
        The outcome that is good news, the opposite one being bad news; None where neither is.
    by_seed : bool
        Whether it judges each training of a model by itself: where they disagree, its verdict is unsettled.
    """

    module: str
    cases: Mapping[str, Outcome]
    values: tuple[str, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    hoped: Outcome | None = None
    by_seed: bool = False

    @property
    def name(self) -> str:
        """Name of the rule among files: that of its module."""
        return self.module.rpartition(".")[2]

    @property
    def texts(self) -> Path:
        """File of texts beside the module."""
        file = import_module(self.module).__file__
        assert file is not None
        return Path(file).with_name(f"{self.name}.fr.toml")

    def conclude(
        self,
        case: str,
        subjects: Sequence[Result],
        values: Mapping[str, object],
        evidence: Sequence[Evidence] = (),
    ) -> "Verdict":
        """Return the decision.

        Parameters
        ----------
        case : str
        subjects : sequence of Result
            What the rule was read on; the first one also says how its examples and classes are called.
        values : mapping
            By name: `Quantity`, text, `Phrase` or `Several`.
        evidence : sequence of Evidence
            Shown on demand, below the method.

        Raises
        ------
        ValueError
            If the case or a value is not one that the rule declares.
        """
        unknown = sorted({case} - self.cases.keys() | values.keys() - set(self.values))
        if unknown:
            raise ValueError(f"rule {self.name} does not declare: {', '.join(unknown)}")
        vocabulary = subjects[0].names.model_dump() if subjects else {}
        return Verdict(
            self,
            case,
            tuple(dict.fromkeys(result.id for result in subjects)),
            values,
            tuple(evidence),
            {name: vocabulary[name] for name in VOCABULARY if name in vocabulary},
        )


class Unsettled(StrEnum):
    """How trainings with other seeds disagree; the value names the word for it among the shared texts."""

    TORN = "unsettled-torn"
    """Some conclude the contrary."""
    FAINT = "unsettled-faint"
    """Some conclude, the others cannot; none concludes the contrary."""


# What a family calls what it classifies; every text may use these names.
VOCABULARY = ("example", "examples", "category", "categories")


@dataclass(frozen=True)
class Verdict:
    """A decision of a rule about given results, not yet in words.

    Attributes
    ----------
    subjects : tuple of str
        Ids of the results that it was read on.
    vocabulary : mapping of str
        What the family of the first subject calls its examples and classes.
    unsettled : Unsettled or None
        How the same model trained with other seeds says otherwise, if it does: nothing is decided then.

    Raises
    ------
    ValueError
        If it is unsettled by a rule that does not judge seed by seed.
    """

    rule: Rule
    case: str
    subjects: tuple[str, ...]
    values: Mapping[str, object]
    evidence: tuple[Evidence, ...]
    vocabulary: dict[str, str]
    unsettled: Unsettled | None = None

    def __post_init__(self) -> None:
        if self.unsettled and not self.rule.by_seed:
            raise ValueError(f"rule {self.rule.name} does not judge seed by seed")

    @property
    def outcome(self) -> Outcome:
        """What the results say of the assertion."""
        return Outcome.INCONCLUSIVE if self.unsettled else self.rule.cases[self.case]

    @property
    def news(self) -> News:
        """Whether that is good or bad news; what is not decided, or what nobody hopes for, is neither."""
        if self.rule.hoped is None or self.outcome is Outcome.INCONCLUSIVE:
            return News.NEITHER
        return News.GOOD if self.outcome is self.rule.hoped else News.BAD
