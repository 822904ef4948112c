"""Questions of the assignment that a report leaves without an answer."""

from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Document, Kind
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict
from generator.reread.knowledge import Asked

CODE = "question-sans-reponse"
# A part of a report is no report with most of its answers missing.
LEAST_ANSWERED = 0.6
LEAST_LENGTH = 3000


def question_findings(documents: Sequence[Document], questions: Sequence[Asked]) -> Iterator[Finding]:
    """Go through the questions that a whole report does not answer."""
    texts = ["\n".join(_said(document.blocks)) for document in documents]
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
            "Rien ne semble répondre à cette question.",
        )


def _said(blocks: Sequence[Block]) -> Iterator[str]:
    return (block.text for block in blocks if block.kind is not Kind.HEADING)
