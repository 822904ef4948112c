"""Where pages are made one by one, each with tools of its own, or found as they were kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.errors import LabError
from experiments.language import typeset
from experiments.results.schema import Result
from generator.facts.reference import reference
from generator.facts.together import together
from generator.formulas.markup import Markup, escape
from generator.report.authored import Authored
from generator.report.authorship import Authorship
from generator.report.comments.comments import Comments
from generator.report.faults import SLIPS, told
from generator.report.kept_pages import KeptPage, KeptPages
from generator.report.lab import Lab
from generator.report.lacking import TEMPLATE, Lacking
from generator.report.notice import result_at_fault
from generator.report.page import Contents, Index, Page
from generator.report.question import Answer
from generator.report.results import Results
from generator.report.tools import NOTHING, Tools, digest_of
from generator.rules.speaker import Speaker


@dataclass(frozen=True)
class Made:
    """A page being made: what it computes from the results, what it answers, and the tools it is made with.

    Attributes
    ----------
    view : object
        What its template shows; nothing for a page that was kept.
    models : mapping
        What the pages of its models show, by id; none for a page that was kept.
    inputs : list
        What decides of it besides the code and the tools, as JSON values.
    texts : dict of str, or None
        Its text and those of the pages of its models, by path, for a page that was kept.
    """

    view: Any
    models: Mapping[str, Any]
    answers: list[Answer]
    tools: Tools
    inputs: list[Any]
    texts: dict[str, str] | None = None


class UnshowableError(Exception):
    """A page that describes a result cannot show it: the report is made again without it."""

    def __init__(self, result: Result, reason: str) -> None:
        super().__init__(reason)
        self.result = result
        self.reason = reason


class Workshop:
    """The results of a report, the texts of its laboratory, and the pages kept from before.

    Parameters
    ----------
    lab : Lab
    folder : Path
        Of the results.
    kept : KeptPages
    authorship : Authorship, optional
        Whose report it is.
    comments : Comments, optional
        What its authors say of it; they are read here.
    """

    def __init__(
        self,
        lab: Lab,
        folder: Path,
        kept: KeptPages,
        authorship: Authorship | None = None,
        comments: Comments | None = None,
    ) -> None:
        self.lab, self.folder, self.kept, self.authorship = lab, folder, kept, authorship
        self.results, self.speaker = Results(folder, lab.described), Speaker(lab.wordings)
        self.comments = comments or Comments()
        self.comments.read(lab, self.results, self.speaker.word("typed"))

    def page(self, page: Page) -> Made:
        """Make what a page computes and answers, without the results that it cannot show.

        Raises
        ------
        UnshowableError
            If it describes one of these.
        """
        while True:
            beside = [self.results.found(family, page.path) for family in page.beside]
            families = [*(self.results.found(family, page.path) for family in page.families), *beside]
            digests = [[self.results.digest(result) for result in family] for family in families]
            inputs = [*self._inputs(page), digests]
            if found := self._found(page, inputs):
                return found
            tools = self._tools(page.path)
            try:
                needed = [self.results.needed(family, page.path) for family in page.families]
                view = page.view(*needed, *beside)
                models = page.models.view(view) if page.models else {}
                return Made(view, models, page.answers(view, tools.speaker), tools, inputs)
            except (LabError, LookupError, ArithmeticError, *SLIPS) as error:
                result = result_at_fault(error)
                if result is None:
                    raise
                if result.family in page.describes:
                    raise UnshowableError(result, told(error)) from error
                self.results.leave_out(result, told(error), page.path)

    def index(self, index: Index, contents: Contents) -> Made:
        """Make what a page about the others computes."""
        inputs = self._inputs(index)
        placed = {
            name: [each.page, each.answer.questions, escape(each.answer.sentence), each.answer.subjects]
            for name, each in contents.answers.items()
        }
        held = {
            "results": digest_of(json.dumps([self.results.digest(result) for result in contents.results])),
            "answers": digest_of(json.dumps(placed)),
        }
        if found := self._found(index, inputs, held):
            return found
        tools = self._tools(index.path, held)
        return Made(index.view(tools.open(contents)), {}, [], tools, inputs)

    def texts(self, page: Page | Index, made: Made) -> dict[str, str]:
        """Return the text of a page and of the pages of its models, by path; kept for the next builds.

        Raises
        ------
        LabError
            If its template fails, or lacks the mark of an answer.
        """
        if made.texts is not None:
            return made.texts
        placed = _PlacedAnswers(made.answers)
        try:
            texts = {page.path: self._rendered(page, page.path, page.template, made, made.view, placed)}
            if isinstance(page, Page) and page.models:
                for model, view in made.models.items():
                    path = page.place(model)
                    texts[path] = self._rendered(page, path, page.models.template, made, view, placed)
        except SLIPS as error:
            raise LabError(told(error)) from error
        if placed.missing:
            calls = ", ".join(f'answer("{question}")' for question in placed.missing)
            raise LabError(
                f"{page.folder.name}/{page.template.name} : il manque {calls}, là où est la réponse."
            )
        self.kept.keep(page.path, made.inputs, made.tools.asked(), KeptPage(made.answers, texts))
        return texts

    def _rendered(
        self, page: Page | Index, path: str, template: Path, made: Made, view: Any, placed: "_PlacedAnswers"
    ) -> str:
        text = made.tools.templates.get_template(template.as_posix()).render(
            page=view, answer=placed, parent=page.path, **self._frame(page, path)
        )
        return typeset(together(text))

    def lacking(self, page: Page | Index, lacks: Mapping[str, Lacking]) -> dict[str, str]:
        """Return what stands in place of a page that cannot be made, and of those of its models, by path."""
        template = self._tools(page.path).templates.get_template(TEMPLATE)
        return {
            path: typeset(template.render(page=view, **self._frame(page, path)))
            for path, view in lacks.items()
        }

    def _found(
        self, page: Page | Index, inputs: list[Any], contents: Mapping[str, str] = NOTHING
    ) -> Made | None:
        tools = self._tools(page.path, contents)
        found = self.kept.find(page.path, inputs, tools)
        return Made(None, {}, found.answers, tools, inputs, found.texts) if found else None

    def _tools(self, path: str, contents: Mapping[str, str] = NOTHING) -> Tools:
        everyone = [reference(result) for family in self.lab.listed for result in self.results.found(family)]
        authored = Authored(self.authorship, self.comments)
        return Tools(
            path, self.lab, self.folder, self.speaker, everyone, self.kept.compiled, contents, authored
        )

    def _inputs(self, page: Page | Index) -> list[Any]:
        frame = self._frame(page, page.path)
        notices = [[notice.subject, notice.reason] for notice in frame["notices"]]
        # Pages name a family as such where they name all of it.
        beside = page.beside if isinstance(page, Page) else ()
        sizes = [len(self.results.found(family)) for family in (*self._families(page), *beside)]
        return [page.template.as_posix(), frame["profile"], notices, sizes]

    def _frame(self, page: Page | Index, path: str) -> dict[str, Any]:
        families = self._families(page)
        notices = [notice for notice in self.results.notices if notice.concerns(page.path, families)]
        return {"path": path, "profile": self.results.profile, "notices": notices}

    def _families(self, page: Page | Index) -> Sequence[str]:
        return page.families if isinstance(page, Page) else self.lab.listed


class _PlacedAnswers:
    """What a template calls where an answer stands: says it, or marks its place where a conclusion does."""

    def __init__(self, answers: list[Answer]) -> None:
        self.missing = {answer.questions[0]: answer for answer in answers}

    def __call__(self, question: str, said: bool = True) -> Markup:
        if question not in self.missing:
            raise LabError(
                f"Le gabarit marque la réponse à « {question} », que page.py ne donne pas (ou deux fois)."
            )
        answer = self.missing.pop(question)
        if not said:
            return Markup('<span class="answer" id="reponse-{}"></span>').format(question)
        subjects = " ".join(answer.subjects)
        return Markup('<p class="answer" id="reponse-{}" data-subjects="{}">{}</p>').format(
            question, subjects, answer.sentence
        )
