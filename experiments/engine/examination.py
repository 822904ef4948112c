"""What one statement of a followed module depends on, or why it cannot be told."""

import ast
import builtins
import sys
from typing import TYPE_CHECKING

from experiments.code.imports import absolute_targets
from experiments.code.source import Definition, read_source
from experiments.engine import outside
from experiments.engine.followed_module import Chain, Module
from experiments.engine.literal import literal_path, literal_text
from experiments.errors import ExperimentError

if TYPE_CHECKING:
    from experiments.engine.following import Following

# Networks whose weights come with the library, unless a file is named.
PRETRAINED = "keras.applications."


class Examination:
    """One statement of a followed module, looked at node by node."""

    def __init__(self, following: "Following", module: Module, statement: ast.stmt) -> None:
        self.following, self.module = following, module
        self._local_imports = module.imports_of([statement], functions=True)
        self._bound = {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)}
        self._bound |= {node.name for node in ast.walk(statement) if isinstance(node, Definition)}

    def look(self, node: ast.AST) -> None:
        """Follow what a node reads."""
        if isinstance(node, ast.Import | ast.ImportFrom):
            self._look_at_import(node)
        elif isinstance(node, ast.Call) and self._look_at_call(node):
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                self.look(argument)
        elif isinstance(node, ast.Subscript) and self.named(node.value) == "os.environ":
            if not isinstance(node.ctx, ast.Load):
                return
            self._variable(node, node.slice)
        elif isinstance(node, ast.Compare) and [self.named(n) for n in node.comparators] == ["os.environ"]:
            self._variable(node, node.left)
        elif isinstance(node, ast.Attribute) and node.attr in outside.VARIABLES and not self.named(node):
            raise self.refuse(node, "lit une variable d’environnement", "Importez os en tête du fichier.")
        elif isinstance(node, ast.Attribute | ast.Name | ast.Call) and (chain := dotted(node)):
            self._look_at_chain(node, chain)
        else:
            for child in ast.iter_child_nodes(node):
                self.look(child)

    def targets(self, chain: Chain) -> list[Chain]:
        """Return the absolute names that a dotted name may stand for."""
        name, *rest = chain
        found = [*self._local_imports.get(name, ()), *self.module.imports.get(name, ())]
        if not found and name not in self.module.statements and name not in self._bound:
            stars = self.module.imports.get("*", ())
            found = [*([("builtins", name)] if hasattr(builtins, name) else []), *((*s, name) for s in stars)]
        return [self.following.origin((*target, *rest)) for target in found]

    def named(self, node: ast.AST) -> str | None:
        """Return the absolute name of an expression, None when it has none."""
        chain = dotted(node)
        names = [".".join(target) for target in self.targets(chain)] if chain else []
        return names[0] if names else None

    def refuse(self, node: ast.AST, what: str, remedy: str) -> ExperimentError:
        """Say that something cannot be followed."""
        line = read_source(self.module.path).splitlines()[getattr(node, "lineno", 1) - 1].strip()
        return ExperimentError(
            f"{self.place(node)} : « {line} » {what}, et rien ne dirait que le résultat n’est plus à jour "
            f"quand cela change. {remedy}"
        )

    def place(self, node: ast.AST) -> str:
        """Say where a node is."""
        return f"{self.module.path.name}, ligne {getattr(node, 'lineno', 1)}"

    def _look_at_import(self, node: ast.Import | ast.ImportFrom) -> None:
        for _, target in absolute_targets(node, self.module.name, self.module.package):
            self.following.run(target)
            if not self.following.find(target)[0]:
                self.following.reach(target, self.place(node))

    def _look_at_chain(self, node: ast.AST, chain: Chain) -> None:
        for target in self.targets(chain):
            what = outside.unknown(".".join(target))
            if what:
                raise self.refuse(node, what, "Écrivez directement ce dont le modèle a besoin.")
            if self._reads(target):
                raise self.refuse(node, "lit un fichier", "Appelez directement cette fonction.")
        if chain[0] in self._local_imports:
            for target in self.targets(chain):
                self.following.reach(target, self.place(node))
        else:
            self.following.use(self.module.name, chain)

    def _look_at_call(self, call: ast.Call) -> bool:
        """Follow what a call reads; return whether nothing more is to be followed in the function called."""
        name = self.named(call.func) or ""
        keywords = (keyword.value for keyword in call.keywords if keyword.arg in ("key", "name"))
        first = call.args[0] if call.args else next(keywords, None)
        if name in ("importlib.import_module", "builtins.__import__"):
            imported = literal_text(first, self.module.value_of)
            # What the standard library reads is told from the names of its modules, which import gives.
            if imported is None or imported.split(".")[0] in {"", *sys.stdlib_module_names}:
                raise self.refuse(call, "importe sans nommer", "Écrivez import et le nom entier du module.")
            self.following.reach(tuple(imported.split(".")), self.place(call))
            return True
        if name in ("os.getenv", "os.environ.get", "os.environ.pop", "os.environ.setdefault"):
            self._variable(call, first)
            return True
        if name == "builtins.vars" and call.args:
            return True
        if name == "builtins.getattr" and not dotted(call) and (of := self.named(call.args[0])):
            if of.split(".")[0] in sys.stdlib_module_names - {"builtins"}:
                raise self.refuse(call, "atteint des noms sans les écrire", "Écrivez l’attribut lui-même.")
            return False
        if name.startswith(PRETRAINED):
            weights = next((keyword.value for keyword in call.keywords if keyword.arg == "weights"), None)
            if weights is not None and getattr(weights, "value", "") not in (None, "imagenet"):
                self._file(call, weights)
        return self._look_at_reading(call, name, first)

    def _look_at_reading(self, call: ast.Call, name: str, first: ast.expr | None) -> bool:
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        source = next((keyword.value for keyword in call.keywords if keyword.arg in outside.SOURCES), first)
        if name in outside.OPENERS:
            if not _only_writes(call, 1):
                self._file(call, source)
            return True
        if name and self._reads(tuple(name.split("."))):
            self._file(call, source)
            self.look(call.func.value if isinstance(call.func, ast.Attribute) else ast.Constant(value=None))
            return True
        if self.following.find(tuple(name.split(".")))[0]:
            return False
        if method in outside.READ_METHODS and isinstance(call.func, ast.Attribute):
            if method != "open" or not _only_writes(call, 0):
                self._file(call, call.func.value)
            return False
        if method in outside.LOAD_METHODS:
            self._file(call, source)
        if method in outside.FOLDER_METHODS:
            raise self.refuse(call, "lit un dossier", "Nommez les fichiers dont le modèle a besoin.")
        return False

    def _reads(self, target: Chain) -> bool:
        """Tell whether an absolute name is the function of a library that reads a file."""
        library = target[0] not in sys.stdlib_module_names and not self.following.find(target)[0]
        return library and len(target) > 1 and outside.READER.fullmatch(target[-1]) is not None

    def _variable(self, node: ast.AST, name: ast.expr | None) -> None:
        said = literal_text(name, self.module.value_of)
        if said is None:
            raise self.refuse(node, "lit une variable d’environnement", "Écrivez le nom de la variable.")
        self.following.variables.add(said)

    def _file(self, node: ast.AST, source: ast.expr | None) -> None:
        root = self.following.root
        path = literal_path(source, self.module.path, root, self.named, self.module.value_of)
        if path is None or path.is_dir() or not path.is_relative_to(root):
            raise self.refuse(
                node,
                "lit un fichier",
                "Écrivez le chemin d’un fichier du projet, sans calcul, ou passez par un jeu de données.",
            )
        self.following.files.add(path)


def dotted(node: ast.AST) -> Chain | None:
    """Return the parts of a dotted name, ``getattr(a, "b")`` being ``a.b``; None for anything else."""
    match node:
        case ast.Name(id=name):
            return (name,)
        case (
            ast.Attribute(value=value, attr=name)
            | ast.Call(func=ast.Name(id="getattr"), args=[value, ast.Constant(value=str(name)), *_])
        ):
            above = dotted(value)
            return (*above, name) if above else None
    return None


def _only_writes(call: ast.Call, rank: int) -> bool:
    mode = next(
        (k.value for k in call.keywords if k.arg == "mode"), call.args[rank] if call.args[rank:] else None
    )
    said = mode.value if isinstance(mode, ast.Constant) else "r"
    return isinstance(said, str) and said[:1] in ("w", "a", "x") and "+" not in said
