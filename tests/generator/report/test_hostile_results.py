"""Whatever the texts of a result hold, its pages have the elements, links and attributes they had without."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from generator.lab.lab import LAB
from generator.report.build import render
from tests.generator.page_tree import Element, parse
from tests.generator.samples import NETWORKS, sample_record, write_samples

PROJECT = Path(__file__).parents[3]
HOSTILE = (
    "[x](javascript:alert(1)) <img src=x onerror=alert(1)> **gras** _souligné_ `code` | $x$ ![i](x.png) "
    "{ .classe #ancre } {{ 7 * 7 }} &lt; \"'\\ <javascript:alert(1)>\n\n# titre\n\n- point\n\n    code\n---\n"
)
# Models whose layers, optimiser and loss are of no known kind: the others show all that the report knows.
STRANGE = ("cnn-2", "mlp-raw-2")


def spoilt(identifier: str, text: str) -> dict[str, Any]:
    """Return a sample with a text at the end of all that may hold any."""
    record = sample_record(identifier)

    def spoil(value: str) -> str:
        return value + text

    def spoil_all(part: dict[str, Any]) -> dict[str, Any]:
        return {name: spoil(value) if isinstance(value, str) else value for name, value in part.items()}

    record["names"] = spoil_all(record["names"])
    record["intention"] = spoil(record["intention"])
    # What is no Python has no place there: in a comment, anything is.
    record["code"] += "\n" + "\n".join(f"# {line}" for line in text.replace("\0", "").splitlines())
    record["data"]["classes"] = [spoil(name) for name in record["data"]["classes"]]
    record["training"]["precision"] = spoil(record["training"]["precision"])
    record["training"]["backend"] = spoil(record["training"]["backend"])
    record["provenance"]["machine"] = spoil_all(record["provenance"]["machine"])
    # The report asks for the version of Keras by its name.
    libraries = spoil_all(record["provenance"]["libraries"])
    record["provenance"]["libraries"] = libraries | {spoil("autre"): spoil("1.0")}
    if identifier in STRANGE:
        _make_strange(record, spoil)
    return _renamed(record, spoil)


def _make_strange(record: dict[str, Any], spoil: Callable[[str], str]) -> None:
    """Give other names to what a model is made of, that the report then knows only by name."""

    def within(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: within(held) for name, held in value.items()}
        return [within(held) for held in value] if isinstance(value, list) else spoiled(value)

    def spoiled(value: Any) -> Any:
        return spoil(value) if isinstance(value, str) else value

    for part in (record["training"]["optimizer"], record["training"]["loss"]):
        part["name"] = spoil(part["name"])
        for held in ("arguments", "defaults"):
            part[held] = within(part[held]) | {spoil("autre"): spoil(held)}
    for layer in record["model"]["layers"]:
        layer["type"] = spoil(layer["type"])
        layer["config"] = within(layer["config"]) | {spoil("autre"): spoil("oui")}
        layer["arguments"] = {spoil("autre"): spoil("oui")}
        for variable in layer["variables"]:
            variable["name"] = spoil(variable["name"])


def _renamed(record: dict[str, Any], spoil: Callable[[str], str]) -> dict[str, Any]:
    """Give other names to the layers, wherever the network names them."""
    names = {layer["name"]: spoil(layer["name"]) for layer in record["model"]["layers"]}
    for layer in record["model"]["layers"]:
        layer["name"] = names[layer["name"]]
        layer["inputs"] = [names.get(name, name) for name in layer["inputs"]]
    record["model"]["output"] = names[record["model"]["output"]]
    return record


def structure(text: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return, by page, each element with its attributes, and where those that lead somewhere lead."""
    config = load_config(str(PROJECT / "mkdocs.yml"))
    writer = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    with tempfile.TemporaryDirectory() as folder:
        records = [spoilt(name, text) for name in NETWORKS]
        pages = render(LAB, write_samples(Path(folder) / "results", *records))
    found = {}
    for path, page in pages.items():
        if path.endswith(".md"):
            body, _ = get_data(page.decode())
            found[path] = [_described(e) for e in parse(writer.reset().convert(body)).descendants()]
    return found


def _described(element: Element) -> tuple[Any, ...]:
    schemes = [urlsplit(element.attributes[n]).scheme for n in ("href", "src") if n in element.attributes]
    return (element.tag, sorted(element.attributes), schemes)


BENIGN = structure(" essai")


@settings(max_examples=4, deadline=None)
# A slash would end the name of an argument in a path: Python lets none be in it.
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1).filter(str.strip)
)
@example(HOSTILE)
@example("0 ")
@example('"')
def test_no_text_adds_an_element_a_link_or_an_attribute(text: str) -> None:
    spoiled = structure(text)
    for path, elements in BENIGN.items():
        # Colouring cuts code into as many pieces as it has words, and a long path may be cut after a folder.
        kept = [_without_cuts(each) for each in (spoiled[path], elements)]
        assert kept[0] == kept[1], path


def _without_cuts(elements: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    pieces = {("wbr", ()), ("span", ("class",))}
    return [element for element in elements if (element[0], tuple(element[1])) not in pieces]
