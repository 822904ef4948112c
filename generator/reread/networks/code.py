"""Networks that Keras code builds: Sequential, layers added one by one, the functional API."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.formulas.layers.catalogue import layer_kinds
from generator.reread.documents.block import Block
from generator.reread.documents.place import Place
from generator.reread.networks.constants import constant
from generator.reread.networks.derivation import derived_layer
from generator.reread.networks.functional import Tensor, network_of
from generator.reread.networks.loops import turns
from generator.reread.networks.names import Names
from generator.reread.networks.program import parsed, statements
from generator.reread.networks.sequential import Sequential
from generator.reread.networks.signatures import ALIASES, POSITIONS
from generator.reread.networks.stated import INPUTS, StatedLayer, StatedNetwork

# Of all the loops of a block.
MOST_TURNS = 200


class CodeReader:
    """Follows the code of one document, block after block: names keep their values from one to the next."""

    def __init__(self, defaults: Mapping[str, Any]) -> None:
        self.names, self.held = Names(defaults), dict[str, Any]()
        self.made = 0
        # Whole numbers that lines of code give to names, outside of loops.
        self.given: dict[Place, int] = {}

    def networks(self, block: Block) -> Iterator[StatedNetwork]:
        """Go through the networks that a block builds."""
        tree = parsed(block)
        if tree is None:
            return
        self.block = block
        self.built: list[Sequential | StatedNetwork] = []
        self.tensors: list[Tensor] = []
        self.variables: dict[int, str] = {}
        # What is read anywhere may go into what is not understood here.
        self.read = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        # Functions that are called with arguments.
        self.called = {
            getattr(n.func, "id", "")
            for n in ast.walk(tree)
            if isinstance(n, ast.Call) and (n.args or n.keywords)
        }
        self.loose = Sequential(block.lines[0].place, given_name=False)
        self.turns_left = MOST_TURNS
        for statement, repeated in statements(tree.body, self._turns):
            self.repeated = repeated
            self._read(statement)
        yield from self._finished()

    def _finished(self) -> Iterator[StatedNetwork]:
        for built in self.built:
            network = built.network if isinstance(built, Sequential) else built
            if network.layers:
                yield network
        if any(isinstance(built, StatedNetwork) for built in self.built):
            return
        if len(self.tensors) > 1:
            yield self._of_outputs((self.tensors[-1],), self.tensors[-1].layer.place, complete=False)
        elif len(self.loose.layers) > 1:
            yield self.loose.network

    def _turns(self, loop: ast.For) -> Iterator[None] | None:
        """Return the turns of a loop, each of which gives its names their values."""
        told = turns(loop, self.names)
        if told is None or len(told) > self.turns_left:
            return None
        self.turns_left -= len(told)
        return (self.names.update(each) for each in told)

    def _read(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Assign(targets=targets, value=value):
                self._assign([target.id for target in targets if isinstance(target, ast.Name)], value)
                for target in targets:
                    if isinstance(target, ast.Tuple):
                        self._unpack(target.elts, value)
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is not None:
                self._assign([name], value)
            case ast.FunctionDef():
                self._enter(statement)
            case ast.Expr(value=ast.Call() as call) | ast.Return(value=ast.Call() as call):
                self._call(call)

    def _enter(self, function: ast.FunctionDef) -> None:
        """Forget what other names of the same letters are worth; keep defaults that no call changes."""
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        for argument in arguments:
            self.names.pop(argument.arg, None)
            self.held.pop(argument.arg, None)
        given = function.args.defaults
        if function.name not in self.called:
            for argument, value in zip(
                function.args.args[-len(given) :] if given else [], given, strict=True
            ):
                if (known := constant(value, self.names)) is not None:
                    self.names[argument.arg] = known

    def _assign(self, names: list[str], value: ast.expr) -> None:
        found = self._object(value) if names else None
        known = None if found else constant(value, self.names)
        for name in names:
            self.held.pop(name, None)
            if isinstance(found, Tensor):
                self.variables.setdefault(id(found), name)
            if found is not None:
                self.held[name] = found
            if known is not None:
                self.names.compute(name, known, value)
                if isinstance(known, int) and not self.repeated and not isinstance(value, ast.Constant):
                    self.given[self._place(value)] = known
            elif found is not None or not isinstance(value, ast.Subscript | ast.Attribute):
                self.names.pop(name, None)

    def _unpack(self, targets: list[ast.expr], value: ast.expr) -> None:
        known = constant(value, self.names)
        for rank, target in enumerate(targets):
            if isinstance(target, ast.Name) and isinstance(known, tuple) and rank < len(known):
                self.names[target.id] = known[rank]

    def _call(self, call: ast.Call) -> None:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add" and call.args:
            self._add(call.func.value, call.args[0])
            return
        found = self._object(call)
        if isinstance(found, StatedLayer):
            self.loose.layers.append(found)

    def _add(self, owner: ast.expr, argument: ast.expr) -> None:
        built = self._object(argument)
        layer = built.layer if isinstance(built, Tensor) and built.layer.type in INPUTS else built
        name = owner.id if isinstance(owner, ast.Name) else ""
        model = self.held.get(name)
        if not isinstance(model, Sequential):
            if isinstance(layer, StatedLayer):
                self.loose.layers.append(layer)
            return
        if isinstance(layer, StatedLayer) and model.ends_before(layer):
            model = self.held[name] = Sequential(layer.place)
        if model not in self.built:
            self.built.append(model)
        if isinstance(layer, StatedLayer):
            model.layers.append(layer)
        model.complete = model.complete and isinstance(layer, StatedLayer) and not self.repeated

    def _object(self, node: ast.expr) -> Any:
        """Return the layer, the tensor or the model that an expression builds, None for anything else."""
        if isinstance(node, ast.Name):
            return self.held.get(node.id)
        if not isinstance(node, ast.Call):
            return None
        applied = self._object(node.func) if isinstance(node.func, ast.Call | ast.Name) else None
        if isinstance(applied, StatedLayer) and node.args:
            return self._applied(applied, node.args[0], node)
        return self._built(node)

    def _built(self, node: ast.Call) -> Any:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        name = ALIASES.get(name, name)
        if name == "Sequential":
            return self._sequential(node)
        if name == "Model":
            return self._model(node)
        return self._layer(name, node) if name in layer_kinds() or name in INPUTS else None

    def _layer(self, name: str, node: ast.Call) -> StatedLayer | Tensor:
        given = {
            **{
                key: constant(value, self.names)
                for key, value in zip(POSITIONS.get(name, ()), node.args, strict=False)
            },
            **{word.arg: constant(word.value, self.names) for word in node.keywords if word.arg},
        }
        # An argument that cannot be told is not the usual one: the layer has no shape then.
        shape = given.get("shape", given.get("input_shape", given.get("batch_input_shape")))
        if "input_dim" in given:
            shape = (given["input_dim"],)
        if isinstance(shape, int):
            shape = (shape,)
        layer = StatedLayer(
            str(given.get("name") or ""),
            name,
            self._place(node),
            given,
            input_shape=shape if isinstance(shape, tuple) and None not in shape else None,
        )
        if name != "Input":
            return layer
        return self._kept(replace(layer, output_shape=layer.input_shape), ())

    def _applied(self, layer: StatedLayer, argument: ast.expr, node: ast.Call) -> Tensor:
        given = argument.elts if isinstance(argument, ast.List | ast.Tuple) else [argument]
        inputs = tuple(found for each in given if isinstance(found := self._object(each), Tensor))
        shape = inputs[0].layer.output_shape if len(inputs) == 1 else layer.input_shape
        found = derived_layer(layer, shape)
        if not isinstance(node.func, ast.Call):
            found = replace(found, place=self._place(node))
        return self._kept(found, inputs)

    def _kept(self, layer: StatedLayer, inputs: tuple[Tensor, ...]) -> Tensor:
        self.made += 1
        tensor = Tensor(layer, inputs, self.made, self.repeated)
        self.tensors.append(tensor)
        return tensor

    def _sequential(self, node: ast.Call) -> Sequential:
        listed = (
            node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == "layers"), None)
        )
        found = (
            [self._object(each) for each in listed.elts] if isinstance(listed, ast.List | ast.Tuple) else []
        )
        layers = [each.layer if isinstance(each, Tensor) else each for each in found]
        known = [each for each in layers if isinstance(each, StatedLayer)]
        model = Sequential(self._place(node), known, complete=len(known) == len(layers))
        self.built.append(model)
        self.tensors = [t for t in self.tensors if t not in found]
        return model

    def _model(self, node: ast.Call) -> StatedNetwork | None:
        words = {word.arg: word.value for word in node.keywords}
        outputs = (
            words.get("outputs") or words.get("output") or (node.args[1] if len(node.args) > 1 else None)
        )
        if outputs is None:
            return None
        each = outputs.elts if isinstance(outputs, ast.List | ast.Tuple) else [outputs]
        found = tuple(x for x in map(self._object, each) if isinstance(x, Tensor))
        if not found:
            return None
        network = self._of_outputs(found, self._place(node), complete=True)
        self.built.append(network)
        self.tensors = []
        return network

    def _of_outputs(self, outputs: tuple[Tensor, ...], place: Place, *, complete: bool) -> StatedNetwork:
        kept = [t for t in self.tensors if id(t) in self.variables and self.variables[id(t)] not in self.read]
        return network_of(outputs, self.tensors, kept, place, complete=complete)

    def _place(self, node: ast.expr) -> Place:
        return self.block.lines[min(node.lineno, len(self.block.lines)) - 1].place
