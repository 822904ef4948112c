"""No template says anything of a result: what it says was read by a person, and nothing else stands in it.

A sentence is held for review when it holds a number, a word that compares or judges, or words that depend on
a condition over results. ``reviewed_templates.toml`` says, for each, why it describes no result.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from generator.report.templates import environment
from tests.generator.literals.lexicon import assertions, numbers
from tests.generator.literals.review import Finding, differences, reviewed
from tests.generator.literals.template_prose import sentences

GENERATOR = Path(__file__).parents[3] / "generator"
TEMPLATES = {
    path.relative_to(GENERATOR).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted([*GENERATOR.rglob("*.j2"), *(GENERATOR / "site" / "theme").rglob("*.html")])
}
REVIEWED = reviewed("templates")
# Tests that no result decides of: which page it is, how a setting was chosen.
CONDITIONS = REVIEWED["conditions"]


def findings(source: str) -> Iterator[Finding]:
    """List the sentences of a template that may describe a result."""
    for sentence in sentences(environment(), source):
        signs = (
            *numbers(sentence.words),
            *assertions(sentence.words),
            *sorted(sentence.tests - {*CONDITIONS}),
        )
        if signs:
            yield Finding(str(sentence), signs)


@pytest.mark.parametrize("place", TEMPLATES)
def test_every_sentence_about_results_was_reviewed(place: str) -> None:
    found = differences(place, findings(TEMPLATES[place]), REVIEWED.get(place, {}))
    assert not found, "\n\n".join(["", *found])


def test_the_names_of_the_site_and_of_its_pages_say_nothing_of_results() -> None:
    site = load_config(str(GENERATOR.parent / "mkdocs.yml"))
    titles = [title for entry in site.nav for title in page_titles(entry)]
    texts = [site.site_name, site.site_description, site.copyright, *titles]
    assert len(titles) > len(site.nav) > 5
    assert [
        (text, *numbers(text), *assertions(text)) for text in texts if numbers(text) + assertions(text)
    ] == []


def page_titles(entry: dict[str, Any]) -> list[str]:
    """Return the titles of an entry of the navigation, those inside of it included."""
    ((title, inside),) = entry.items()
    within = inside if isinstance(inside, list) else []
    return [title, *(text for each in within for text in page_titles(each))]


def test_nothing_reviewed_is_left_over() -> None:
    assert {place for place in REVIEWED if place != "conditions"} <= set(TEMPLATES)
    tested = {t for source in TEMPLATES.values() for s in sentences(environment(), source) for t in s.tests}
    assert set(CONDITIONS) <= tested
    assert all(reason.strip(" ….") for reasons in REVIEWED.values() for reason in reasons.values())


ASSERTIONS = [
    "Le dropout réduit le surapprentissage.",
    "Le CNN est le meilleur modèle",
    "Le réseau confond trois chiffres",
    "Le réseau atteint 97,3 % sur le test.",
    "Une fois sur vingt, le modèle se trompe.",
    "La validation remonte : le modèle surapprend.",
    "Les HOG ne valent pas mieux que les pixels",
    "La plupart des erreurs viennent du même chiffre",
    "Le modèle a perdu la moitié de ses poids.",
]
PLACES = [
    "{}",
    "## {} {{ #ancre }}",
    "- {}",
    "| {} | suite |",
    '<p class="lead">Un mot. {}</p>',
    "<td>{}</td>",
    '<svg aria-label="{}"></svg>',
    '<abbr title="{}">Test</abbr>',
    '<p class="{{{{ x }}}}" title="{{% if x %}}{}{{% endif %}}">texte</p>',
    "<strong>{{{{ x }}}}</strong> : {}",
    '{{{{ box(x, "{}") }}}}',
    '{{{{ x ~ " {} " ~ y }}}}',
    '{{{{ "{}" if x else "" }}}}',
    '{{{{ box(x if y else "{}") }}}}',
    '{{{{ "{}" | upper }}}}',
    '{{{{ box(text="{}") }}}}',
    '<p title="{{{{ box("{}") }}}}"></p>',
    '{{% set note = "{}" %}}',
    "{{% set note %}}{}{{% endset %}}",
    '{{% for name in ["texte", "{}"] %}}{{{{ name }}}}{{% endfor %}}',
    "{{% for name in names %}}{}{{% endfor %}}",
    "{{% for name in names %}}{{% else %}}{}{{% endfor %}}",
    "{{% if x %}}{}{{% endif %}}",
    "{{% if x %}}texte{{% elif y %}}{}{{% endif %}}",
    "{{% macro box() %}}{}{{% endmacro %}}",
    '{{% macro box(text="{}") %}}{{{{ text }}}}{{% endmacro %}}',
    "{{% call box() %}}{}{{% endcall %}}",
    "{{% filter upper %}}{}{{% endfilter %}}",
    '{{% with note = "{}" %}}{{{{ note }}}}{{% endwith %}}',
    "{{% block other %}}{}{{% endblock %}}",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("assertion", ASSERTIONS)
def test_a_sentence_about_results_is_seen_wherever_it_stands(place: str, assertion: str) -> None:
    (finding,) = [f for f in findings(place.format(assertion)) if assertion in f.text]
    assert {*numbers(assertion), *assertions(assertion)} <= set(finding.signs)


@pytest.mark.parametrize("place", TEMPLATES)
def test_a_sentence_added_to_a_template_is_seen(place: str) -> None:
    before = [finding.text for finding in findings(TEMPLATES[place])]
    for assertion in ASSERTIONS:
        after = [finding.text for finding in findings(f"{TEMPLATES[place]}\n<p>{assertion}</p>\n")]
        assert after == [*before, assertion]


@pytest.mark.parametrize("place", [place for place in REVIEWED if place != "conditions"])
def test_a_reviewed_sentence_that_is_gone_is_seen(place: str) -> None:
    left_over = differences(place, [], REVIEWED[place])
    assert len(left_over) == len(REVIEWED[place])
    assert all("no longer there" in line for line in left_over)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% if errors %}Le modèle lit les images.{% endif %}", "{% if errors %}Le modèle lit les images."),
        (
            "{% if errors %}Oui.{% elif page.seed == 1 %}Un.{% else %}Non.{% endif %}",
            "{% if errors %}{% elif page.seed == 1 %}{% else %}Non.",
        ),
        ("Il a {% if not x.early %}bien {% endif %}fini.", "Il a {% if not x.early %}bien {% endif %}fini."),
        (
            "{% if a and (b or not c) %}{% if d is none %}Oui{% endif %}{% endif %}",
            "{% if a and (b or not c) %}{% if d is none %}Oui",
        ),
        ('{{ "atteint" if score.value > 2 else "manqué" }}', "{% if score.value > 2 %}atteint{% endif %}"),
        ("{% if a[0] | length in (1, 2) %}Oui{% endif %}", "Oui"),
    ],
)
def test_words_under_a_condition_are_shown_with_it(template: str, text: str) -> None:
    assert [f.text for f in findings(template) if text in f.text]


@pytest.mark.parametrize(
    "template",
    [
        '<rect x="{{ (node.x + 150) | string }}" width="300"></rect> {{ page.errors }}',
        '{{ answer("partie-4") }}{{ code | fence("python3") }}{{ "n_2" | math }}',
        '<td{% if line.kept %} class="best"{% endif %}>{{ line.test }}</td>',
        "## Le réseau { #modele-{{ loop.index | string }} }",
        '{% for page in ["partie-1.md", "partie-2/hog.md"] %}{{ site_path(page) }}{% endfor %}',
        "{{ page.scores[0].value }}{% if page.models | length > 12 %}{{ page.note }}{% endif %}",
        "{# Le CNN est 12 fois meilleur. #}",
        "{% if page.errors %}{{ page.errors }} {% endif %}",
        "Voir [la suite](partie-2/hog.md#effet-2).",
    ],
)
def test_what_is_computed_or_not_read_is_no_prose(template: str) -> None:
    assert list(findings(template)) == []


def test_sentences_are_cut_where_they_end() -> None:
    template = (
        "# Un titre { #ancre }\n"
        "Y. LeCun, C. Cortes et al. (voir plus bas). Le <code>relu</code> ! {{ x }}. **Note.** Suite\n"
        "<caption>Une légende</caption><p>Un&nbsp;texte &#8239;ici</p>\n"
    )
    assert [str(sentence) for sentence in sentences(environment(), template)] == [
        "Un titre",
        "Y. LeCun, C. Cortes et al. (voir plus bas).",
        "Le relu !",
        "**Note.**",
        "Suite",
        "Une légende",
        "Un texte  ici",
    ]
