"""All that the code of a model is made of, followed from its function through the modules of students."""

import ast
import hashlib
import sys
from dataclasses import dataclass, field
from pathlib import Path

from experiments.code.imports import module_path
from experiments.engine.examination import Examination
from experiments.engine.followed_module import Chain, Module
from experiments.engine.student_file import told_if_unreadable
from experiments.machine import is_machine


@dataclass
class Following:
    """The statements, modules, libraries, variables and files that were reached.

    Attributes
    ----------
    root : Path
        Folder that holds the project's packages.
    used : dict
        For each followed module, the statements reached by the name they define; under "" those that act.
    machine : set of str
        Modules of the machine that were reached.
    libraries : dict of str
        Third-party packages imported, with the file and line of the first import met.
    variables : set of str
        Environment variables read.
    files : set of Path
        Files read.
    """

    root: Path
    used: dict[str, dict[str, list[ast.stmt]]] = field(default_factory=dict)
    machine: set[str] = field(default_factory=set)
    libraries: dict[str, str] = field(default_factory=dict)
    variables: set[str] = field(default_factory=set)
    files: set[Path] = field(default_factory=set)
    _modules: dict[str, Module] = field(default_factory=dict)
    _files_of: dict[str, Path | None] = field(default_factory=dict)
    _seen: set[tuple[str, Chain]] = field(default_factory=set)

    def use(self, module: str, chain: Chain) -> None:
        """Reach what a dotted name of a followed module stands for."""
        if (module, chain) in self._seen:
            return
        self._seen.add((module, chain))
        name, *rest = chain
        known = self.enter(module)
        if name in known.statements and name not in self.used[module]:
            self.used[module][name] = known.statements[name]
            for statement in known.statements[name]:
                self.examine(known, statement)
        if not name:
            return
        for target in known.imports.get(name, ()):
            self.reach((*target, *rest), known.path.name)
        for star in known.imports.get("*", ()):
            if self.find(star)[0]:
                self.reach((*star, *chain), known.path.name)

    def enter(self, name: str) -> Module:
        """Follow what a module does when it is imported, and the modules that it imports then."""
        if name in self._modules:
            return self._modules[name]
        path = module_path(self.root, name)
        assert path is not None
        module = self._modules[name] = Module(name, path)
        self.used[name] = {}
        for target in [target for targets in module.imports.values() for target in targets]:
            self.run(target)
        self.use(name, ("",))
        return module

    def run(self, target: Chain) -> None:
        """Follow what the import of a followed module runs: it and the packages around it."""
        for end in range(1, len(target) + 1):
            name = ".".join(target[:end])
            if module_path(self.root, name) and not is_machine(name):
                self.enter(name)

    def find(self, target: Chain) -> tuple[str, Chain]:
        """Split an absolute name into the module of the project that holds it, if any, and the rest."""
        for end in range(len(target), 0, -1):
            name = ".".join(target[:end])
            if name not in self._files_of:
                self._files_of[name] = module_path(self.root, name)
            if self._files_of[name]:
                return name, target[end:]
        return "", target

    def origin(self, target: Chain) -> Chain:
        """Return where an absolute name comes from, through the followed modules that import it."""
        seen: set[Chain] = set()
        while target not in seen:
            seen.add(target)
            module, rest = self.find(target)
            if module and rest and not is_machine(module):
                for imported in self.enter(module).imports.get(rest[0], [])[:1]:
                    target = (*imported, *rest[1:])
        return target

    def reach(self, target: Chain, place: str) -> None:
        """Reach an absolute dotted name."""
        module, rest = self.find(target)
        if not module:
            if target[0] not in sys.stdlib_module_names and not (self.root / target[0]).is_dir():
                self.libraries.setdefault(target[0], place)
        elif is_machine(module):
            self.machine.add(module)
        elif rest:
            self.run(target)
            self.use(module, rest)
        else:  # passed around as an object: any of it may be used
            self.run(target)
            for name in self.enter(module).statements:
                self.use(module, (name,))

    def examine(self, module: Module, statement: ast.stmt) -> None:
        """Follow every name of a statement."""
        Examination(self, module, statement).look(statement)


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, ``absent`` when there is none.

    Raises
    ------
    ExperimentError
        If it cannot be read.
    """
    if not path.exists():
        return "absent"
    with told_if_unreadable(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
