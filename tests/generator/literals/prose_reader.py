"""The text of a page that a reader sees or hears, without the tags around it."""

import html
from html.parser import HTMLParser

from tests.generator.literals.sentence import Branch, Run, Sentence
from tests.generator.literals.sentence_ends import split_sentences

# Attributes that a browser shows or speaks.
SPOKEN = ("alt", "aria-label", "data-tooltip", "title")
# Tags inside of which a sentence goes on.
INLINE = {"a", "abbr", "code", "em", "span", "strong", "sub", "sup"}


class ProseReader(HTMLParser):
    """Put sentences together from pieces of markup, whatever tags they begin or end in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.sentences: list[Sentence] = []
        self._line: list[Run] = []
        self._branches: tuple[Branch, ...] = ()
        self._tag_branches: tuple[Branch, ...] = ()

    @property
    def inside_tag(self) -> bool:
        """Whether what comes next belongs to a tag that is still open."""
        return bool(self.rawdata)

    def read(self, run: Run) -> None:
        """Read the next piece."""
        if self.inside_tag and run.branches != self._branches:
            # Two branches of an attribute are no single word.
            self.feed(" ")
        self._branches = run.branches
        self._tag_branches = max(self._tag_branches, run.branches, key=len)
        self.feed(run.text)
        if not self.inside_tag:
            self._tag_branches = ()

    def read_apart(self, run: Run) -> None:
        """Read a text that is no part of the line."""
        self.sentences += split_sentences([run])

    def finish(self) -> list[Sentence]:
        """Return every sentence read."""
        self.close()
        self.end_line()
        return self.sentences

    def handle_data(self, data: str) -> None:
        first, *others = data.split("\n")
        self._line.append(Run(first, self._branches))
        for line in others:
            self.end_line()
            self._line.append(Run(line, self._branches))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(html.unescape(f"&#{name};"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.end_line()
        for name, value in attrs:
            if name in SPOKEN and value:
                self.read_apart(Run(value, self._tag_branches))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.end_line()

    def end_line(self) -> None:
        """Take note that the line is over."""
        self.sentences += split_sentences(self._line)
        self._line = []
