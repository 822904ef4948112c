"""A review in Markdown, which is also what the terminal shows."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.finding import Finding, Verdict
from generator.reread.outputs.summary import COLUMNS, row, summary
from generator.reread.review import Review

TITLES = {
    Verdict.FALSE: "Faux, le calcul le prouve",
    Verdict.DOUBT: "À vérifier",
    Verdict.UNFINISHED: "Inachevé",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def markdown(reviews: Sequence[Review]) -> str:
    """Write the reviews of some reports; beyond one, a table comes first."""
    return "\n".join(_lines(reviews)) + "\n"


def _lines(reviews: Sequence[Review]) -> Iterator[str]:
    if len(reviews) > 1:
        yield "# Relecture de tous les rapports\n"
        yield "| " + " | ".join(COLUMNS) + " |"
        yield "| --- | ---: | ---: | ---: | ---: | --- |"
        for review in reviews:
            yield "| " + " | ".join(escaped(cell) for cell in row(review)) + " |"
        yield ""
    for review in reviews:
        yield f"# Relecture de {escaped(review.name)}\n"
        yield f"{summary(review)}\n"
        yield from (f"- {escaped(notice)}" for notice in review.notices)
        for verdict, title in TITLES.items():
            found = review.of(verdict)
            if found:
                yield f"\n## {title}\n"
                for finding in found:
                    yield from _finding(finding)
        yield ""


def _finding(finding: Finding) -> Iterator[str]:
    yield f"- **{escaped(str(finding.place))}** ({finding.code}) : « {escaped(finding.quote)} »  "
    yield f"  {escaped(finding.sentence)}"
    if finding.computation:
        yield f"  Calcul : {escaped(finding.computation)}"


def escaped(text: str) -> str:
    """Return a text in which Markdown reads no markup."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"[\n\r]+", " ", text))
