"""The prose that a template holds of its own, read with Jinja's parser, then with Python's for HTML."""

import re
from collections.abc import Iterator

from jinja2 import Environment, nodes

from tests.generator.literals.expression_text import written
from tests.generator.literals.prose_reader import ProseReader
from tests.generator.literals.sentence import VALUE, Branch, Run, Sentence

# What is given to these is a name, a language or a formula.
UNSPOKEN = {"answer", "display_math", "fence", "join", "math"}
# « partie-1.md », « series-2 », « n_c », « %.2f »: texts for the computer.
IDENTIFIER = re.compile(r"-?[a-z]\w*(?:[-./_][\w/.-]+)+|%\.\df", re.ASCII)

Branches = tuple[Branch, ...]


def sentences(templates: Environment, source: str) -> list[Sentence]:
    """Return every sentence that a template holds, those of its attributes and expressions included."""
    reader = ProseReader()
    _read(templates.parse(source), (), reader)
    return reader.finish()


def _read(node: nodes.Node, branches: Branches, reader: ProseReader) -> None:
    match node:
        case nodes.Output(nodes=parts):
            for part in parts:
                _speak(part, branches, reader)
        case nodes.If(elif_=others, else_=otherwise):
            tests: tuple[str, ...] = ()
            for choice in (node, *others):
                tests += (written(choice.test),)
                _read_all(choice.body, (*branches, Branch(tests)), reader)
            _read_all(otherwise, (*branches, Branch(tests, otherwise=True)), reader)
        case nodes.For(iter=items, body=body, else_=otherwise):
            _speak_apart(items, branches, reader)
            _read_all(body, branches, reader)
            _read_all(otherwise, (*branches, Branch((written(items),), otherwise=True)), reader)
        case nodes.Expr():
            _speak_apart(node, branches, reader)
        case _:
            _read_all(list(node.iter_child_nodes()), branches, reader)
            if isinstance(node, nodes.Block | nodes.Macro):
                reader.end_line()


def _read_all(body: list[nodes.Node], branches: Branches, reader: ProseReader) -> None:
    for node in body:
        _read(node, branches, reader)


def _speak(node: nodes.Node, branches: Branches, reader: ProseReader) -> None:
    """Read what an expression adds to the line."""
    match node:
        case nodes.TemplateData(data=text):
            reader.read(Run(text, branches))
        case nodes.Const(value=value) if not _is_identifier(value):
            reader.read(Run(str(value), branches))
        case nodes.CondExpr():
            for choice, branch in _choices(node):
                _speak(choice, (*branches, branch), reader)
        case nodes.Concat() | nodes.Add():
            for part in node.iter_child_nodes():
                _speak(part, branches, reader)
        case _:
            reader.read(Run(VALUE, branches))
            _speak_apart(node, branches, reader)


def _speak_apart(node: nodes.Node, branches: Branches, reader: ProseReader) -> None:
    """Read the texts and the numbers that an expression holds somewhere inside."""
    match node:
        case nodes.Compare():
            pass
        case nodes.Call(node=nodes.Name(name=name)) | nodes.Filter(name=name) if name in UNSPOKEN:
            pass
        case nodes.Call(node=nodes.Name(name="plural")) if branches:
            # The number decides of the noun, not the branch.
            _speak_apart(node, (), reader)
        case nodes.Getitem(node=owner):
            _speak_apart(owner, branches, reader)
        case nodes.CondExpr():
            for choice, branch in _choices(node):
                _speak_apart(choice, (*branches, branch), reader)
        case nodes.Const(value=value) if not _is_identifier(value):
            # Inside of a tag, only what has several words is for a reader.
            if not reader.inside_tag or " " in str(value):
                reader.read_apart(Run(str(value), branches))
        case _:
            for child in node.iter_child_nodes():
                _speak_apart(child, branches, reader)


def _choices(node: nodes.CondExpr) -> Iterator[tuple[nodes.Node, Branch]]:
    tests = (written(node.test),)
    yield node.expr1, Branch(tests)
    if node.expr2 is not None:
        yield node.expr2, Branch(tests, otherwise=True)


def _is_identifier(value: object) -> bool:
    """Tell what is for the computer: true, none, a name."""
    return value is None or isinstance(value, bool) or bool(IDENTIFIER.fullmatch(str(value)))
