"""Every rule of the machine and of this laboratory."""

import importlib
import pkgutil

from generator import rules
from generator.lab import rules as lab_rules
from generator.rules.decision import Rule


def every_rule() -> list[Rule]:
    """Return the rules, by module."""
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for package in (rules, lab_rules)
        for found in pkgutil.iter_modules(package.__path__)
    ]
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return list({rule.module: rule for rule in found}.values())
