"""What the claims of the original report are held against: the rest of the report, and our results."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.facts.layers import formula_layers
from generator.lab.review.claim import (
    Accuracy,
    Claim,
    Classes,
    DescribedNetwork,
    FeatureSize,
    ImageSize,
    Loss,
    Named,
    Network,
    Training,
)
from generator.lab.review.network import LaidOut, from_code, from_words, same_layers
from generator.lab.review.published_scores import (
    SPLIT,
    ComparedScores,
    PublishedScores,
    compare_scores,
    images_right,
)
from generator.lab.review.seed import SeedSection

Kind = TypeVar("Kind", bound=Claim)
NAMING = (ImageSize, Classes, FeatureSize)


@dataclass(frozen=True)
class Grounds:
    """The sections of the report, and our results on digits by family."""

    sections: tuple[SeedSection, ...]
    raw: tuple[Result, ...]
    hog: tuple[Result, ...]
    cnn: tuple[Result, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """All our results on digits."""
        return (*self.raw, *self.hog, *self.cnn)

    def ours(self, model: str) -> Result | None:
        """Return our model of the same rank as one of the report, if there is one."""
        return next((result for result in self.results if result.id == model), None)

    def quotations(self, kind: type[Kind], model: str = "") -> list[tuple[str, Kind]]:
        """Return the claims of a kind after their quotations, in one model's sections or the whole report."""
        return [
            (statement.quotation, claim)
            for section in self.sections
            if not model or section.model == model
            for statement in section.statements
            for claim in statement.claims
            if isinstance(claim, kind)
        ]

    def claims(self, kind: type[Kind], model: str = "") -> list[Kind]:
        """Return the claims of a kind; see `quotations`."""
        return [claim for _, claim in self.quotations(kind, model)]

    def named(self, kind: str) -> str:
        """Return the name that the report gives to its optimiser or its loss."""
        (name,) = (claim.name for claim in self.claims(Named) if claim.kind == kind)
        return name

    def accuracies(self, model: str) -> list[Accuracy]:
        """Return the accuracy of a model, if the report gives one."""
        return [claim for claim in self.claims(Accuracy, model) if claim.kind == "accuracy"]

    def names(self, model: str) -> dict[str, int]:
        """Return the numbers that the report names, such as ``n_classes``, as they stand for a model."""
        found: dict[str, int] = {}
        for kind in NAMING:
            for claim in self.claims(kind, model if kind is FeatureSize else ""):
                found |= claim.model_dump(exclude={"kind"})
        return found

    def network(self, name: str) -> LaidOut:
        """Return a network of the report, by the id of its model or by its name.

        The layers are ours when they are the same, so that their numbers lead to a result.

        Raises
        ------
        LabError
            If the report states no such network.
        """
        for text, described in self.quotations(DescribedNetwork):
            if described.name == name:
                return from_words(text, self.names("")["height"])
        for code, _ in self.quotations(Network, name):
            written, result = from_code(code, self.names(name)), self.ours(name)
            if result is not None and same_layers(written.layers, result):
                return LaidOut(written.stated, tuple(formula_layers(result)))
            return written
        raise LabError(f"La relecture ne connaît pas le réseau « {name} ». Corrigez l’affirmation.")

    def differences(self, model: str) -> list[str]:
        """Return what sets our model of the same rank apart from that of the report, in French."""
        result = self.ours(model)
        (training,) = self.claims(Training, model)
        assert result is not None
        ((code, _),) = self.quotations(Network, model)
        pairs = {
            "la topologie": same_layers(from_code(code, self.names(model)).layers, result),
            "la taille des lots": training.batch_size == result.training.batch_size,
            "le nombre d’époques": training.n_epoch == result.training.epochs,
            "l’optimiseur": self.named("optimizer") == result.training.optimizer.name,
        }
        return [name for name, equal in pairs.items() if not equal]

    @cached_property
    def compared(self) -> dict[str, ComparedScores]:
        """Scores of the models that are the same as ours, by id."""
        published = []
        for model in dict.fromkeys(section.model for section in self.sections if section.model):
            result = self.ours(model)
            for loss, accuracy in zip(self.claims(Loss, model), self.accuracies(model), strict=True):
                if result is None or self.differences(model):
                    continue
                right = images_right(accuracy.accuracy, result.evaluation[SPLIT].count)
                if right is not None:
                    published.append(PublishedScores(loss.loss, accuracy.accuracy, right, result))
        return compare_scores(published)

    def place(self, section: SeedSection) -> str:
        """Return the short name of where a section stands."""
        titles = {s.model: (s.family, s.heading) for s in self.sections if s.family}
        if section.model not in titles:
            return section.place
        family, heading = titles[section.model]
        names = [result.names.family for result in self.results if result.family == family]
        return f"{names[0]}, {heading.lower()}" if names else section.place
