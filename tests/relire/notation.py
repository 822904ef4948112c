"""The ways in which a report may write its numbers and operations, drawn once per report."""

from dataclasses import dataclass
from random import Random

THOUSANDS = ("'", "’", " ", ",", "", "\u202f", "\u00a0")
TIMES = ("*", " * ", " × ", "×", " x ", "·", " ∙ ", " · ", r" \times ", r" \cdot ")
FRENCH = {
    "hidden": "couche cachée",
    "output": "couche de sortie",
    "bias": "biais",
    "weights": "poids",
    "total": "Total des poids",
    "inputs": "entrées",
    "neurons": "neurones",
    "sum": "Pour avoir le nombre total de poids, on additionne les couches, ce qui nous done {} poids.",
}
ENGLISH = {
    "hidden": "hidden layer",
    "output": "output layer",
    "bias": "bias",
    "weights": "weights",
    "total": "Total weights",
    "inputs": "inputs",
    "neurons": "neurons",
    "sum": "The total number of parameters is {}.",
}


@dataclass(frozen=True)
class Notation:
    """One way of writing, and the words of one language."""

    thousands: str
    times: str
    words: dict[str, str]
    remarks: bool
    wrapping: str
    form: int

    def number(self, value: int) -> str:
        """Write a whole number."""
        cut = r"\," if self.latex and self.thousands in (" ", "\u202f") else self.thousands
        return f"{value:,}".replace(",", cut)

    @property
    def latex(self) -> bool:
        """Whether operations are formulas of LaTeX."""
        return self.times.strip().startswith("\\")

    def wrapped(self, operation: str) -> str:
        """Set an operation apart as this report does."""
        if self.latex:
            return rf"\( {operation} \)" if self.wrapping == "`" else f"${operation}$"
        return f"`{operation}`" if self.wrapping == "`" else operation

    def remark(self, word: str) -> str:
        """Name the operand before, or not."""
        return f" ({self.words[word]})" if self.remarks and not self.latex else ""

    def dense(self, inputs: int, units: int, first: str = "") -> str:
        """Write how many weights a dense layer has, up to the sign of equality; `first` stands for inputs."""
        left, right = first or str(inputs), str(units)
        if self.form == 0:
            product = f"{left}{self.remark('inputs')}{self.times}{right}{self.remark('neurons')}"
            return f"{product} + {right}{self.remark('bias')}"
        if self.form == 1:
            return f"({left}{self.times}{right}) + {right}{self.remark('bias')}"
        if self.form == 2:
            return f"{right}{self.times}({left} + 1{self.remark('bias')})"
        return f"{right}{self.times}{left} + {right}"


def drawn(draw: Random) -> Notation:
    """Draw a way of writing."""
    return Notation(
        draw.choice(THOUSANDS),
        draw.choice(TIMES),
        draw.choice((FRENCH, ENGLISH)),
        draw.random() < 0.4,
        draw.choice(("", "`")),
        draw.randrange(4),
    )
