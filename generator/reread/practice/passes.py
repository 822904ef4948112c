"""Predictions and labels taken from two passes over data that are shuffled at each of them."""

import ast
import copy
from collections.abc import Iterator, Mapping, Sequence

from generator.reread.documents.block import Block, Kind
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.program import parsed, statements

CODE = "etiquettes-en-desordre"
# What keeps the order in which the data come, shuffled or not.
LISTS = ast.ListComp | ast.GeneratorExp
# The labels of a generator, in the order of the files.
LISTED = frozenset({"classes", "labels"})
KEEPING = frozenset({"map", "prefetch", "batch", "unbatch", "take", "skip", "repeat", "with_options"})


def pass_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Go through labels read from shuffled data in another pass than the predictions."""
    shuffled: set[str] = set()
    predicted: set[str] = set()
    labelled: list[tuple[str, Block, ast.stmt]] = []
    makers: dict[str, ast.FunctionDef] = {}
    for block in blocks:
        if block.kind is not Kind.CODE:
            continue
        tree = parsed(block)
        for statement, _ in statements(tree.body if tree else []):
            if isinstance(statement, ast.FunctionDef):
                makers[statement.name] = statement
            for names, value in _assigned(statement):
                is_shuffled = _is_shuffled(_made(value, makers), shuffled)
                shuffled = shuffled | {*names} if is_shuffled else shuffled - {*names}
            labelled += [(name, block, statement) for name in _labels(statement) if name in shuffled]
            predicted |= {*_predicted(statement)} & shuffled
    for name, block, statement in labelled:
        if name in predicted:
            yield _finding(name, block, statement)


def _assigned(statement: ast.stmt) -> Iterator[tuple[list[str], ast.expr]]:
    """Go through the names that a statement gives a value to, and this value."""
    if not isinstance(statement, ast.Assign):
        return
    value = statement.value
    for target in statement.targets:
        pairs: list[tuple[ast.expr, ast.expr]] = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = [*zip(target.elts, value.elts, strict=False)]
        for each, own in pairs:
            yield [node.id for node in ast.walk(each) if isinstance(node, ast.Name)], own


def _made(call: ast.expr, makers: Mapping[str, ast.FunctionDef]) -> ast.expr:
    """Return what the function of a call returns, given its arguments; the call where it is not told."""
    maker = makers.get(getattr(call.func, "id", "")) if isinstance(call, ast.Call) else None
    returned = [node.value for node in ast.walk(maker) if isinstance(node, ast.Return)] if maker else []
    if maker is None or not isinstance(call, ast.Call) or len(returned) != 1 or returned[0] is None:
        return call
    names = [argument.arg for argument in maker.args.args]
    given = maker.args.defaults
    values = dict(zip(names[len(names) - len(given) :], given, strict=True))
    values |= dict(zip(names, call.args, strict=False))
    values |= {word.arg: word.value for word in call.keywords if word.arg}
    filled: ast.expr = _Filled(values).visit(copy.deepcopy(returned[0]))
    return filled


class _Filled(ast.NodeTransformer):
    """Puts values in the place of names."""

    def __init__(self, values: Mapping[str, ast.expr]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._values.get(node.id, node)


def _is_shuffled(node: ast.expr, shuffled: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in shuffled
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name.endswith(("dataset_from_directory", "flow_from_directory")):
        words = {word.arg: word.value for word in node.keywords}
        order = words.get("shuffle")
        return order is None or not (isinstance(order, ast.Constant) and order.value is False)
    if name == "shuffle" and isinstance(node.func, ast.Attribute):
        return all(
            not (word.arg == "reshuffle_each_iteration" and getattr(word.value, "value", True) is False)
            for word in node.keywords
        )
    if name in KEEPING and isinstance(node.func, ast.Attribute):
        return _is_shuffled(node.func.value, shuffled)
    return False


def _predicted(statement: ast.stmt) -> Iterator[str]:
    for node in _own(statement):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "predict"
        ):
            yield from (argument.id for argument in node.args if isinstance(argument, ast.Name))


def _labels(statement: ast.stmt) -> Iterator[str]:
    """Go through the data whose labels a statement reads: ``[y for x, y in data]``, ``data.classes``."""
    sources = [
        (n.generators[0].target, n.generators[0].iter) for n in _own(statement) if isinstance(n, LISTS)
    ]
    if isinstance(statement, ast.For) and "predict" not in ast.unparse(statement) and _gathers(statement):
        sources.append((statement.target, statement.iter))
    for target, source in sources:
        if isinstance(target, ast.Tuple):
            yield from (node.id for node in ast.walk(source) if isinstance(node, ast.Name))
    for node in _own(statement):
        if isinstance(node, ast.Attribute) and node.attr in LISTED and isinstance(node.value, ast.Name):
            yield node.value.id


def _gathers(loop: ast.For) -> bool:
    """Tell whether a loop keeps what comes second at each turn: the labels."""
    target = loop.target.elts[-1] if isinstance(loop.target, ast.Tuple) else loop.target
    label = target.id if isinstance(target, ast.Name) else ""
    for node in (node for statement in loop.body for node in ast.walk(statement)):
        kept = isinstance(node, ast.AugAssign) or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("append", "extend", "concatenate", "concat")
        )
        if kept and any(isinstance(part, ast.Name) and part.id == label for part in ast.walk(node)):
            return True
    return False


def _finding(name: str, block: Block, statement: ast.stmt) -> Finding:
    line = block.lines[min(statement.lineno, len(block.lines)) - 1]
    return Finding(
        CODE,
        line.place,
        quoted(line.text),
        Verdict.FALSE,
        f"Les prédictions et les étiquettes viennent de deux passages sur {name}, mélangé à chaque fois : "
        "elles ne se correspondent pas. Lisez-les en un seul passage, ou gardez l’ordre (shuffle=False).",
    )


def _own(statement: ast.stmt) -> Iterator[ast.AST]:
    """Go through the expressions of a statement, those of the statements inside it left out."""
    for child in ast.iter_child_nodes(statement):
        if not isinstance(child, ast.stmt):
            yield from ast.walk(child)
