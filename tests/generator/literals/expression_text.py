"""An expression of a template, written again from what Jinja's parser made of it."""

from jinja2 import nodes

COMPARISONS = {
    "eq": "==",
    "ne": "!=",
    "gt": ">",
    "gteq": ">=",
    "lt": "<",
    "lteq": "<=",
    "in": "in",
    "notin": "not in",
}


def written(node: nodes.Node) -> str:
    """Return an expression as a template would hold it; one of a rarer kind, as the parser shows it."""
    match node:
        case nodes.Name(name=name):
            text = name
        case nodes.Const(value=value):
            text = repr(value)
        case nodes.Getattr(node=owner, attr=attribute):
            text = f"{written(owner)}.{attribute}"
        case nodes.Getitem(node=owner, arg=index):
            text = f"{written(owner)}[{written(index)}]"
        case nodes.Not(node=nodes.Test(node=tested, name=name)):
            text = f"{written(tested)} is not {name}"
        case nodes.Not(node=denied):
            text = f"not {_member(denied)}"
        case nodes.And(left=left, right=right):
            text = f"{_member(left)} and {_member(right)}"
        case nodes.Or(left=left, right=right):
            text = f"{_member(left)} or {_member(right)}"
        case nodes.Compare(expr=first, ops=operands):
            text = " ".join([written(first), *(f"{COMPARISONS[o.op]} {written(o.expr)}" for o in operands)])
        case nodes.Test(node=tested, name=name, args=[]):
            text = f"{written(tested)} is {name}"
        case nodes.Filter(node=nodes.Node() as filtered, name=name, args=[]):
            text = f"{written(filtered)} | {name}"
        case _:
            text = repr(node)
    return text


def _member(node: nodes.Node) -> str:
    return f"({written(node)})" if isinstance(node, nodes.And | nodes.Or) else written(node)
