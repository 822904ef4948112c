"""What holds for every rule: its decision and its texts fit each other."""

import ast
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from generator.rules.decision import VOCABULARY, News, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.speaker import Speaker
from generator.rules.wording import CONSTANTS, SHARED, WordingError, names_in, read_shared, read_wording
from tests.generator.every_rule import every_rule

RULES = every_rule()
TESTS = Path(__file__).parents[1]
SENTENCE = re.compile(r"^[«\w{].*[.!?…}]$", re.DOTALL)


def each_rule() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def literals(rule: Rule, call: str) -> set[str]:
    """Return the names that the module of a rule gives to each call of `Phrase` or `Evidence`."""
    tree = ast.parse(Path(str(import_module(rule.module).__file__)).read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        node.args[0].value
        for node in calls
        if getattr(node.func, "id", "") == call and node.args and isinstance(node.args[0], ast.Constant)
    }


@each_rule()
def test_texts_and_decision_fit(rule: Rule) -> None:
    wording = read_wording(rule, rule.texts, read_shared(SHARED))
    assert set(wording.cases) == set(rule.cases)
    assert literals(rule, "Phrase") <= set(wording.phrases)
    assert literals(rule, "Evidence") <= set(wording.evidence)


@each_rule()
def test_no_text_and_no_value_is_of_no_use(rule: Rule) -> None:
    import tomllib

    texts = tomllib.loads(rule.texts.read_text(encoding="utf-8"))
    source = Path(str(import_module(rule.module).__file__)).read_text(encoding="utf-8")
    for table in ("phrases", "evidence"):
        unused = [name for name in texts.get(table, {}) if f'"{name}"' not in source]
        assert unused == [], f"{table} that the rule never uses"
    said = {n for case in texts["cases"].values() for n in names_in(case["sentence"])} | names_in(
        texts["question"]
    )
    assert set(rule.values) <= said, "values that no sentence uses"


@each_rule()
def test_every_text_is_a_sentence(rule: Rule) -> None:
    wording = Speaker().wording(rule)
    assert wording.title.endswith("?") or not wording.title.endswith(".")
    assert wording.question.endswith("?")
    assert wording.method.endswith(".")
    for name, case in wording.cases.items():
        assert SENTENCE.match(case.sentence), name
        assert case.label and not case.label.endswith((".", "?")), name
        assert "  " not in case.sentence and " ." not in case.sentence, name
        assert "'" not in case.sentence, f"{name}: typographic apostrophes"


@each_rule()
def test_a_method_that_tests_says_at_what_level(rule: Rule) -> None:
    method = Speaker().wording(rule).method
    tests = re.search(r"valeurs? p\b|\btests? (exact|de Student)|de Holm", method)
    level = CONSTANTS["level"]
    assert not tests or level in method


@each_rule()
def test_an_interval_is_told_with_its_level(rule: Rule) -> None:
    wording = Speaker().wording(rule)
    texts = [case.sentence for case in wording.cases.values()] + list(wording.evidence.values())
    texts += [form for forms in wording.phrases.values() for form in forms]
    assert [text for text in texts if "intervalle" in text.lower() and "{confidence}" not in text] == []


@each_rule()
def test_an_assertion_can_be_true_and_can_be_false(rule: Rule) -> None:
    assert {Outcome.TRUE, Outcome.FALSE, Outcome.INCONCLUSIVE} == set(rule.cases.values())


@each_rule()
def test_every_case_is_reached_by_a_test(rule: Rule) -> None:
    """A case that no data reach is a sentence that nobody will ever read."""
    (path,) = TESTS.rglob(f"test_{rule.name}.py")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    built = {case for case in rule.cases if case.removesuffix("-among-others") in named}
    assert set(rule.cases) - named - built == set()


def test_codes_and_titles_are_unique() -> None:
    wordings = [Speaker().wording(rule) for rule in RULES]
    assert len(RULES) >= 28
    for texts in ([w.code for w in wordings], [w.title for w in wordings]):
        assert len(set(texts)) == len(texts)


@each_rule()
def test_no_wording_is_left_in_the_decision(rule: Rule) -> None:
    """A French sentence in the module would not follow the texts of another laboratory."""
    tree = ast.parse(Path(str(import_module(rule.module).__file__)).read_text(encoding="utf-8"))
    strings = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    documented = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, DOCUMENTED)}
    assert [text for text in strings if text not in documented and re.search(r"[.!?]$", text.strip())] == []


DOCUMENTED = ast.Module | ast.FunctionDef | ast.ClassDef
TEXTS = """
code = "essai"
title = "Un essai"
method = "Compter les {{examples}}, à {{confidence}}."
question = "Le {{model}} suffit-il ?"
[cases.yes]
label = "Oui"
sentence = "Le {{model}} suffit{more}."
[cases.no]
label = "Non"
sentence = "Le {{model}} ne suffit pas : {{missing}}."
[phrases]
images = {{ one = "{{n}} {{example}}", many = "{{n}} {{examples}}" }}
"""
RULE = Rule("generator.rules.essai", {"yes": Outcome.TRUE, "no": Outcome.FALSE}, ("model", "missing"))
SAMPLE = {"model": "MLP <1>", "missing": Several(["a", "b", Phrase("images", number=1)])}


def written(folder: Path, text: str) -> Path:
    path = folder / "essai.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_verdict_is_said_with_its_values_escaped(tmp_path: Path) -> None:
    written(tmp_path, TEXTS.format(more=""))
    words = dict(zip(VOCABULARY, ("image", "images", "chiffre", "chiffres"), strict=True))
    said = Speaker(tmp_path).say(Verdict(RULE, "no", ("a-1",), SAMPLE, (), words))
    assert said.sentence == "Le MLP &#60;1&#62; ne suffit pas : a, b et 1 image."
    assert said.question == "Le MLP &#60;1&#62; suffit-il ?"
    assert said.method == "Compter les images, à 95\u202f%."
    assert (said.label, said.css) == ("Non", "verdict-false news-neither")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (TEXTS.format(more="").replace("[cases.no]", "[cases.non]"), "il manque le cas « no »"),
        (TEXTS.format(more="").replace('code = "essai"', ""), "il manque code"),
        (TEXTS.format(more=" {autre}"), "essai.toml, yes : valeur inconnue autre"),
        (TEXTS.format(more=" {"), "accolades mal fermées"),
        (TEXTS.format(more="").replace('one = "{n}', 'one = "{n'), "images : accolades mal fermées"),
        (TEXTS.format(more="") + '[evidence]\nbound = "Borne {low"', "bound : accolades mal fermées"),
        (TEXTS.format(more="").replace('"Oui"', '"Oui {autre}"'), "essai.toml, yes : valeur inconnue autre"),
        (TEXTS.format(more="").replace('label = "Oui"', ""), "doit avoir label et sentence"),
        ("code = ", "ce n’est pas du TOML"),
    ],
)
def test_texts_that_do_not_fit_are_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(WordingError, match=re.escape(fault)):
        read_wording(RULE, written(tmp_path, text), read_shared(SHARED))


def test_a_value_that_lacks_names_file_and_case(tmp_path: Path) -> None:
    written(tmp_path, TEXTS.format(more=""))
    with pytest.raises(WordingError, match=r"essai\.toml, cas « no » : .* demande 'missing'"):
        Speaker(tmp_path).say(Verdict(RULE, "no", (), {"model": "m"}, (), {}))
    with pytest.raises(WordingError, match=r"il manque « autre » dans \[phrases\]"):
        Speaker(tmp_path).say(Verdict(RULE, "no", (), SAMPLE | {"missing": Phrase("autre")}, (), {}))


def test_a_laboratory_completes_the_texts_that_rules_share(tmp_path: Path) -> None:
    written(tmp_path, TEXTS.format(more=""))
    (tmp_path / "shared.toml").write_text(
        '[words]\nproof = "How?"\n[phrases]\nthe = "the {model}"\n', "utf-8"
    )
    speaker = Speaker(tmp_path)
    assert speaker.word("proof") == "How?"
    assert speaker.wording(RULE).phrases["the"] == ("the {model}", "the {model}")
    assert speaker.wording(RULE).phrases["epochs"] == Speaker().wording(RULES[0]).phrases["epochs"]


def test_a_case_that_a_rule_does_not_declare_is_refused() -> None:
    with pytest.raises(ValueError, match="does not declare: autre, perhaps"):
        RULE.conclude("perhaps", [], {"autre": 1})


@pytest.mark.parametrize(
    ("hoped", "case", "news"),
    [
        (Outcome.TRUE, "yes", "news-good"),
        (Outcome.TRUE, "no", "news-bad"),
        (Outcome.FALSE, "yes", "news-bad"),
        (Outcome.FALSE, "no", "news-good"),
        (None, "yes", "news-neither"),
    ],
)
def test_what_is_true_is_not_always_good_news(
    tmp_path: Path, hoped: Outcome | None, case: str, news: str
) -> None:
    written(tmp_path, TEXTS.format(more=""))
    rule = replace(RULE, hoped=hoped)
    assert Speaker(tmp_path).say(Verdict(rule, case, (), SAMPLE, (), {})).css.split()[1] == news


def test_what_is_undecided_is_no_news() -> None:
    rule = Rule("generator.rules.essai", {"open": Outcome.INCONCLUSIVE}, (), hoped=Outcome.TRUE)
    assert rule.conclude("open", [], {}).news is News.NEITHER


def test_no_rule_calls_an_error_good_news() -> None:
    feared = {"overfitting", "hardest_classes", "confused_pairs", "missed_by_all", "pneumonia_overestimates"}
    assert {rule.name for rule in RULES if rule.hoped is Outcome.FALSE} >= feared
