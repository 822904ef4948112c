"""Which names of a tree are local variables of a function: what they are called changes no number."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
# A function that calls one of these may look a variable up by its name.
LOOK_UP = {"dir", "eval", "exec", "locals", "vars"}


@dataclass(frozen=True)
class Scope:
    """The names a piece of code sees.

    Attributes
    ----------
    names : dict of str
        What each local variable is called from now on; other names keep theirs.
    inner : dict of str
        The same for the functions inside: they do not see the names of a class.
    depth : int
        Number of functions around.
    """

    names: dict[str, str] = field(default_factory=dict)
    inner: dict[str, str] = field(default_factory=dict)
    depth: int = 0


@dataclass
class Bindings:
    """The names that a body binds, by the way it does."""

    variables: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)


def number_locals(tree: ast.AST) -> None:
    """Replace, in place, each local variable by its rank: ``<1.0>`` is the first of an outermost function.

    Parameters, functions, classes and imports keep their names, as those can be read from outside.
    """
    _visit(tree, Scope())


def _visit(node: ast.AST, scope: Scope) -> None:
    if isinstance(node, ast.Name):
        node.id = scope.names.get(node.id, node.id)
    elif isinstance(node, Function):
        _visit_all(_outside(node), scope)
        body = [node.body] if isinstance(node, ast.Lambda) else node.body
        _visit_all(body, _function_scope(node, body, scope))
    elif isinstance(node, Comprehension):
        _visit_comprehension(node, scope)
    elif isinstance(node, ast.ClassDef):
        _visit_all([*node.decorator_list, *node.bases, *node.keywords], scope)
        bound = _bindings(node.body)
        kept = {*bound.variables, *bound.others}
        names = {name: token for name, token in scope.inner.items() if name not in kept}
        _visit_all(node.body, Scope(names, scope.inner, scope.depth))
    else:
        if isinstance(node, ast.ExceptHandler) and node.name:
            node.name = scope.names.get(node.name, node.name)
        elif isinstance(node, ast.Nonlocal):
            node.names = [scope.names.get(name, name) for name in node.names]
        _visit_all(ast.iter_child_nodes(node), scope)


def _visit_all(nodes: Iterable[ast.AST], scope: Scope) -> None:
    for node in nodes:
        _visit(node, scope)


def _outside(function: Function) -> Iterator[ast.AST]:
    """Go through the parts of a function that are computed where it is defined."""
    yield function.args
    if not isinstance(function, ast.Lambda):
        yield from function.decorator_list
        if function.returns is not None:
            yield function.returns


def _function_scope(function: Function, body: list[ast.stmt] | list[ast.expr], scope: Scope) -> Scope:
    bound = _bindings(body)
    arguments = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    fixed = (bound.others | arguments) - bound.foreign
    names = {name: token for name, token in scope.inner.items() if name not in fixed}
    looked_up = any(isinstance(n, ast.Name) and n.id in LOOK_UP for part in body for n in ast.walk(part))
    free = [name for name in dict.fromkeys(bound.variables) if name not in fixed | bound.foreign]
    for rank, name in enumerate(free):
        names[name] = name if looked_up else f"<{scope.depth + 1}.{rank}>"
    for name in bound.others & bound.foreign:  # declared global
        names.pop(name, None)
    return Scope(names, names, scope.depth + 1)


def _visit_comprehension(node: Comprehension, scope: Scope) -> None:
    first, *_ = node.generators
    _visit(first.iter, scope)
    targets = [
        child.id
        for generator in node.generators
        for child in ast.walk(generator.target)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
    ]
    ranks = {name: f"<{scope.depth + 1}.{rank}>" for rank, name in enumerate(dict.fromkeys(targets))}
    inside = {**scope.inner, **ranks}
    own = Scope(inside, inside, scope.depth + 1)
    for generator in node.generators:
        _visit(generator.target, own)
        if generator is not first:
            _visit(generator.iter, own)
        _visit_all(generator.ifs, own)
    results = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
    _visit_all(results, own)


def _bindings(body: Iterable[ast.AST]) -> Bindings:
    bound = Bindings()
    waiting = list(body)[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.others.add(node.name)
        elif isinstance(node, ast.Lambda):
            continue
        elif isinstance(node, Comprehension):
            # Its own variables stay inside; those of := do not.
            walruses = (child for child in ast.walk(node) if isinstance(child, ast.NamedExpr))
            bound.variables += [walrus.target.id for walrus in walruses]
        else:
            _bind(node, bound)
            waiting += list(ast.iter_child_nodes(node))[::-1]
    return bound


def _bind(node: ast.AST, bound: Bindings) -> None:
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        bound.variables.append(node.id)
    elif isinstance(node, ast.ExceptHandler) and node.name:
        bound.variables.append(node.name)
    elif isinstance(node, ast.Import | ast.ImportFrom):
        bound.others |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
        bound.others.add(node.name)
    elif isinstance(node, ast.MatchMapping) and node.rest:
        bound.others.add(node.rest)
    elif isinstance(node, ast.Global):
        bound.foreign |= set(node.names)
        bound.others |= set(node.names)
    elif isinstance(node, ast.Nonlocal):
        bound.foreign |= set(node.names)
