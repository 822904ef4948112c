"""Questions of the assignment that a report leaves without an answer."""

from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Document
from generator.reread.documents.outline import Outline
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict
from generator.reread.knowledge import Asked

CODE = "question-sans-reponse"
# A part of a report is no report with most of its answers missing.
LEAST_ANSWERED = 0.6
LEAST_LENGTH = 3000


def question_findings(documents: Sequence[Document], questions: Sequence[Asked]) -> Iterator[Finding]:
    """Go through the questions that a whole report does not answer."""
    texts = ["\n".join(_said(document)) for document in documents]
    if not questions or sum(map(len, texts)) < LEAST_LENGTH:
        return
    missing = [asked for asked in questions if not any(asked.answered.search(text) for text in texts)]
    if len(missing) > (1 - LEAST_ANSWERED) * len(questions):
        return
    for asked in missing:
        yield Finding(
            CODE,
            Place(documents[0].name, 0, 1),
            asked.title,
            Verdict.UNFINISHED,
            "Aucun mot de cette question n’a été trouvé : elle est peut-être sans réponse.",
        )


def _said(document: Document) -> Iterator[str]:
    """Go through what a report says, with the headings of all that holds something."""
    outline = Outline(document.blocks)
    for rank, section in enumerate(outline.sections):
        text = "\n".join(block.text for block in section.blocks)
        if text.strip():
            yield f"{outline.title(rank)}\n{text}"
