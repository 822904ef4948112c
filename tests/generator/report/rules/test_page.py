"""Every rule of the project is shown, once, with what it may answer."""

import importlib
from pathlib import Path

from generator import rules
from generator.report.rules.page import every_rule, rules_page
from generator.rules.rule import Rule

MODULES = sorted(path.stem for path in Path(rules.__path__[0]).glob("[!_]*.py"))
TESTS = Path(__file__).parent / "rules"


def test_no_rule_is_left_out() -> None:
    page = rules_page()
    shown = {entry.code for entry in page.rules}
    for name in MODULES:
        module = importlib.import_module(f"generator.rules.{name}")
        codes = {value.code for value in vars(module).values() if isinstance(value, Rule)}
        codes |= {effect.rule.code for effect in getattr(module, "EFFECTS", {}).values()}
        assert codes and codes <= shown, name
    for entry in page.rules:
        assert entry.title
        assert entry.method.endswith((".", " ?"))
        assert [answer.outcome for answer in entry.answers] == ["vrai", "faux", "indécis"]
        assert all(answer.labels for answer in entry.answers)


def test_codes_are_stable_names() -> None:
    codes = [rule.code for rule in every_rule()]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("-", "").isalnum() and code == code.lower() and code.isascii() for code in codes)


def test_each_rule_has_its_own_tests() -> None:
    assert [name for name in MODULES if not (TESTS / f"test_{name}.py").exists()] == []
