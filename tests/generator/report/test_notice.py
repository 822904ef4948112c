"""What one experiment cannot show is said in its place, and stops no page of the others."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.lab.lab import LAB
from generator.report.build import render
from generator.report.lab import Lab
from generator.report.notice import Notice, result_at_fault
from tests.generator.samples import family, sample, write_samples
from tests.resealing import reseal
from tests.site.built_site import build

RAW, HOG = "partie-2/pixels-bruts.md", "partie-2/hog.md"
MODEL = "partie-2/pixels-bruts/mlp-raw-2.md"
HEADER = "Le rapport ne montre pas tout."


def pages_of(lab: Lab, results: Path) -> tuple[dict[str, str], list[str]]:
    """Return the Markdown of the pages, and the lines that say what they do without."""
    lacks: list[ResultError] = []
    rendered = render(lab, results, lacks.append)
    texts = {path: text.decode() for path, text in rendered.items() if path.endswith(".md")}
    lines = [line for lack in lacks for line in str(lack).splitlines()]
    return texts, lines


def spoil(results: Path, identifier: str, change: Callable[[dict[str, Any]], object]) -> None:
    reseal(results / f"{identifier}.json", change)


def notices(page: str) -> list[str]:
    found = re.findall(r'<p class="notice">(.*?)</p>', page, re.DOTALL)
    return [re.sub("[\u202f\xa0]", " ", unescape(re.sub(r"<[^>]*>", "", text))) for text in found]


def test_nothing_is_said_of_a_whole_report(made_up_results: Path, made_up_pages: dict[str, bytes]) -> None:
    pages, lines = pages_of(LAB, made_up_results)
    assert lines == []
    assert {path: text.encode() for path, text in pages.items()}.items() <= made_up_pages.items()
    assert all('class="notice"' not in text for text in pages.values())


def test_a_result_that_cannot_be_read_is_left_out_alone(
    tmp_path: Path, made_up_pages: dict[str, bytes]
) -> None:
    results = write_samples(tmp_path / "results")
    spoil(results, "mlp-raw-2", lambda record: record["evaluation"]["test"].pop("accuracy"))
    pages, lines = pages_of(LAB, results)
    assert lines == [
        HEADER,
        "results/mlp-raw-2.json : /evaluation/test/accuracy : cette valeur manque",
        "Rétablissez le fichier avec « git checkout -- results/mlp-raw-2.json », ou recalculez-le avec "
        "« make report FORCE=1 ONLY=mlp-raw-2 ».",
        "Pages concernées : docs/essayer.md, docs/partie-1.md, docs/partie-2/comparaison.md, "
        "docs/partie-2/pixels-bruts.md, docs/partie-3.md, docs/relecture.md.",
    ]
    assert pages["partie-4.md"].encode() == made_up_pages["partie-4.md"]
    # Pages that only compare their own models with it do without.
    assert all(notices(pages[path]) == [] for path in (HOG, "partie-2/cnn.md"))
    assert "{ #mlp-raw-1 }" in pages[RAW] and "{ #mlp-raw-2 }" not in pages[RAW]
    (notice,) = notices(pages[RAW])
    assert notice.startswith(
        "results/mlp-raw-2.json : n’est pas montré. results/mlp-raw-2.json : /evaluation"
    )


def lab_with(view: Callable[..., Any], path: str = RAW) -> Lab:
    """Return the laboratory, one of its pages looking first at its results in another way."""
    (page,) = (page for page in LAB.pages if page.path == path)
    looked_at = replace(
        page, view=lambda results, *others: (view(results, *others), page.view(results, *others))[1]
    )
    return replace(LAB, pages=tuple(looked_at if each is page else each for each in LAB.pages))


def unknown(results: list[Result], *wrong: str) -> None:
    for result in results:
        if result.id in wrong:
            read_unknown(result)


def read_unknown(result: Result) -> None:
    raise TypeError("inattendu")


def test_what_the_report_does_not_understand_in_a_result_leaves_it_out_everywhere(
    made_up_results: Path, made_up_pages: dict[str, bytes]
) -> None:
    pages, lines = pages_of(lab_with(lambda results, *_: unknown(results, "mlp-raw-2")), made_up_results)
    assert re.fullmatch(
        r"MLP 2 sur les pixels : generator/report/test_notice\.py, ligne \d+ : TypeError, inattendu\.",
        lines[1],
    )
    assert len(lines) == 3
    assert pages["partie-4.md"].encode() == made_up_pages["partie-4.md"]
    assert notices(pages[HOG]) == []
    for path in (RAW, "index.md", "partie-1.md", "partie-3.md", "donnees.md"):
        assert notices(pages[path])[0].startswith("MLP 2 sur les pixels : n’est pas montré."), path
    assert "#mlp-raw-2" not in "".join(pages.values())


def test_a_page_that_compares_does_without_a_result_that_the_others_show(
    made_up_results: Path, made_up_pages: dict[str, bytes]
) -> None:
    lab = lab_with(lambda raw, hog, cnn: unknown(cnn, "cnn-1"), "partie-3.md")
    pages, lines = pages_of(lab, made_up_results)
    assert lines[1].startswith("CNN 1 : ") and lines[2:] == ["Pages concernées : docs/partie-3.md."]
    assert notices(pages["partie-3.md"])[0].startswith("CNN 1 : n’est pas montré.")
    # What it answers is on the home page.
    changed = {path for path, text in pages.items() if text.encode() != made_up_pages[path]}
    assert changed == {"partie-3.md", "index.md"}


def test_every_result_at_fault_is_left_out(made_up_results: Path) -> None:
    pages, lines = pages_of(
        lab_with(lambda results, *_: unknown(results, "mlp-raw-1", "mlp-raw-2")), made_up_results
    )
    assert lines[1].startswith("MLP 1 sur les pixels") and lines[3].startswith("MLP 2 sur les pixels")
    assert lines[5] == "results/ : aucun résultat de la famille mlp-raw ne peut être montré."
    assert "# Cette page n’a pas pu être faite" in pages[RAW]


def test_a_family_without_results_has_pages_that_say_so_and_a_site_that_builds(
    tmp_path: Path, made_up_pages: dict[str, bytes]
) -> None:
    results = write_samples(tmp_path / "results")
    for path in results.glob("cnn-?.json"):
        path.unlink()
    pages, lines = pages_of(LAB, results)
    said = "results/ : aucun résultat de la famille cnn-digits. Lancez « make report ONLY=cnn-digits »."
    assert lines == [
        HEADER,
        said,
        "Pages concernées : docs/essayer.md, docs/partie-1.md, docs/partie-2/cnn.md, "
        "docs/partie-2/comparaison.md, docs/partie-3.md, docs/relecture.md.",
    ]
    lost = {"partie-2/cnn/cnn-1.md", "partie-2/cnn/cnn-2.md"}
    assert set(pages) == {path for path in made_up_pages if path.endswith(".md")} - lost
    assert pages[RAW].encode() == made_up_pages[RAW]
    assert notices(pages["partie-2/cnn.md"]) == [said]
    question = "<em>Un exemple ?</em><br>Sans réponse : ce qui la fonde n’a pas pu être calculé."
    assert question in re.sub("[\u202f\xa0]", " ", pages["index.md"])
    # Every link still leads somewhere.
    build(tmp_path / "site", render(LAB, results, lambda lack: None))


def test_without_any_result_there_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(ResultError) as caught:
        pages_of(LAB, tmp_path / "vide")
    header, *lines = str(caught.value).splitlines()
    assert header == "Le rapport n’a pas été construit."
    assert "vide/ : aucun résultat de la famille mlp-raw. Lancez « make report ONLY=mlp-raw »." in lines


def test_results_that_cannot_be_compared_stop_the_page_that_compares_them(
    tmp_path: Path, made_up_pages: dict[str, bytes]
) -> None:
    results = write_samples(tmp_path / "results")
    spoil(results, "cnn-2", lambda record: record["provenance"]["data"].update(sha256="2" * 64))
    pages, lines = pages_of(LAB, results)
    assert any(
        line.startswith("results/cnn-") and "n’ont pas reçu les mêmes données" in line for line in lines
    )
    for path in (RAW, HOG, "partie-4.md"):
        assert pages[path].encode() == made_up_pages[path]


def test_a_plot_that_is_not_there_is_said_in_its_place(
    tmp_path: Path, made_up_pages: dict[str, bytes]
) -> None:
    results = write_samples(tmp_path / "results")
    (results / "figures" / "mlp-raw-2" / "historique-perte.svg").unlink()
    (results / "figures" / "mlp-raw-2" / "confusion.csv").unlink()
    pages, lines = pages_of(LAB, results)
    absent = "results/figures/mlp-raw-2/historique-perte.svg : cette figure n’existe pas."
    missing = (
        "results/figures/mlp-raw-2/confusion.csv : ce dessin manque. Redessinez-le avec "
        "« python -m experiments figures mlp-raw-2 »."
    )
    assert lines[1].startswith(absent)
    assert lines[2:] == [
        f"Pages concernées : docs/{MODEL}.",
        missing,
        f"Pages concernées : docs/{MODEL}.",
    ]
    first, second = notices(pages[MODEL])
    assert first.startswith(absent) and second == missing
    assert {p for p, text in pages.items() if text.encode() != made_up_pages[p]} == {MODEL}


def test_a_result_that_no_page_shows_is_said_and_stops_no_page(
    tmp_path: Path, made_up_pages: dict[str, bytes]
) -> None:
    results = write_samples(tmp_path / "results")
    strange = {"id": "essai-1", "family": "essai"}
    reseal(results / "mlp-raw-1.json", lambda record: record.update(strange), results / "essai-1.json")
    pages, lines = pages_of(LAB, results)
    assert lines == [
        HEADER,
        "results/essai-1.json : aucune page ne montre la famille essai. Ajoutez-la à « describes » dans le "
        "page.py d’une page, ou retirez ce résultat.",
    ]
    assert {path: text.encode() for path, text in pages.items()}.items() <= made_up_pages.items()


@pytest.mark.parametrize(
    ("families", "page", "concerned"),
    [((), ("a",), True), (("a",), ("a", "b"), True), (("a",), ("b",), False), (("a",), (), False)],
)
def test_the_pages_that_a_notice_concerns(
    families: tuple[str, ...], page: tuple[str, ...], concerned: bool
) -> None:
    assert Notice("un modèle", "parce que", families).concerns("a.md", page) == concerned
    for path in ("a.md", "b.md"):
        assert Notice("un modèle", "parce que", families, page="a.md").concerns(path, page) == (
            path == "a.md"
        )


def failure(function: Callable[..., object], *arguments: object) -> Exception:
    with pytest.raises(ZeroDivisionError) as caught:
        function(*arguments)
    return caught.value


def divide(by: int) -> float:
    return 1 / by


def read(result: Result) -> float:
    return divide(0)


def test_the_innermost_function_that_holds_a_result_is_the_one_that_read_it() -> None:
    first, second = family("mlp-raw")

    def one_by_one(results: list[Result]) -> list[float]:
        previous = first  # noqa: F841 (the function that reads comes first)
        return [read(result) for result in results]

    def together(one: Result, other: Result) -> float:
        return divide(0)

    assert result_at_fault(failure(one_by_one, [second])) == second
    assert result_at_fault(failure(together, first, second)) is None
    assert result_at_fault(failure(together, first, sample(first.id))) == first
    assert result_at_fault(failure(divide, 0)) is None
