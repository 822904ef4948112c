"""All the pages are written, or none; each is whole, and touched only when it changes."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from experiments.errors import LabError
from generator.lab.lab import LAB
from generator.report.build import render
from generator.report.lab import Lab
from generator.report.page import Page
from generator.report.writing import write
from tests.generator.samples import sample_record, write_samples

PROJECT = Path(__file__).parents[3]


def contents(docs: Path) -> dict[str, bytes]:
    return {p.relative_to(docs).as_posix(): p.read_bytes() for p in docs.rglob("*") if p.is_file()}


def test_two_renderings_are_the_same(made_up_results: Path, made_up_pages: dict[str, bytes]) -> None:
    assert render(LAB, made_up_results) == made_up_pages


def failure_of(lab: Lab, results: Path) -> str:
    with pytest.raises(LabError) as failure:
        render(lab, results)
    return str(failure.value)


def test_a_fault_names_the_file_the_path_and_every_page(tmp_path: Path) -> None:
    results = write_samples(tmp_path / "results")
    path = results / "mlp-hog-1.json"
    path.write_text(path.read_text().replace('"seconds": 90.5', '"seconds": NaN'))
    assert failure_of(LAB, results) == (
        "Le rapport ne montre pas tout.\n"
        "results/mlp-hog-1.json : /provenance/seconds : un nombre fini est attendu (nan)\n"
        "Rétablissez le fichier avec « git checkout -- results/mlp-hog-1.json », ou recalculez-le avec "
        "« make report FORCE=1 ONLY=mlp-hog-1 ».\n"
        "Pages concernées : docs/essayer.md, docs/partie-1.md, docs/partie-2/comparaison.md, "
        "docs/partie-2/hog.md, docs/partie-3.md, docs/relecture.md."
    )


def test_two_faults_are_both_told(tmp_path: Path) -> None:
    first, second = sample_record("mlp-raw-1"), sample_record("mlp-hog-1")
    del first["training"]["optimizer"]["arguments"]["rho"]
    second["data"]["description"] = {}
    lines = failure_of(LAB, write_samples(tmp_path / "results", first, second)).splitlines()
    assert any("/training/optimizer/arguments/rho" in line for line in lines)
    assert any("results/mlp-hog-1.json : /data/description/" in line for line in lines)


def test_a_formula_that_keras_contradicts_is_told_and_stops_no_page(tmp_path: Path) -> None:
    record = sample_record("mlp-raw-1")
    record["model"]["layers"][0]["parameters"] -= 1
    record["model"]["parameters"] -= 1
    refused: list[LabError] = []
    pages = render(LAB, write_samples(tmp_path / "results", record), refused.append)
    (told,) = refused
    assert "la couche « dense » (Dense) a 50 poids selon Keras, mais 51" in str(told)
    assert str(told).endswith("Pages concernées : docs/partie-2/pixels-bruts/mlp-raw-1.md.")
    assert "Formule écartée." in pages["partie-2/pixels-bruts/mlp-raw-1.md"].decode()


def lab_with(page: Page) -> Lab:
    """Return the laboratory, one of its pages in place of that of the same path."""
    return replace(LAB, pages=tuple(page if each.path == page.path else each for each in LAB.pages))


def third_part(**changes: Any) -> Lab:
    (page,) = (page for page in LAB.pages if page.path == "partie-3.md")
    return lab_with(replace(page, **changes))


def template(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "page.md.j2").write_text(text, encoding="utf-8")
    return folder


CONTENT = '{% extends "report/frame.md.j2" %}\n{% block content %}\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            f"{CONTENT}{{{{ page.nothing }}}}{{% endblock %}}",
            "ligne 3 : 'generator.lab.depth.page.DepthPage object'",
        ),
        (f"{CONTENT}\n\n{{% if %}}{{% endblock %}}", "ligne 5 : Expected an expression"),
        (f"{CONTENT}{{{{ {{}}['clé'] }}}}{{% endblock %}}", "ligne 3 : 'dict object' has no attribute 'clé'"),
        (f"{CONTENT}{{{{ page.plots + 1 }}}}{{% endblock %}}", "ligne 3 : TypeError, "),
        (f"{CONTENT}{{{{ figure(page.plots, 'seuils') }}}}{{% endblock %}}", "ligne 3 : TypeError, "),
        (f"{CONTENT}\n{{{{ say('oui') }}}}{{% endblock %}}", "ligne 4"),
    ],
)
def test_a_failing_template_names_its_file_and_line(
    made_up_results: Path, tmp_path: Path, text: str, fault: str
) -> None:
    lab = third_part(folder=template(tmp_path / "essai", text))
    said = failure_of(lab, made_up_results)
    assert f"essai/page.md.j2, {fault}" in said
    assert said.endswith("Pages concernées : docs/partie-3.md.")


def test_a_mistake_of_the_machine_is_not_dressed_up_as_one_of_the_data(made_up_results: Path) -> None:
    def view(*families: object) -> object:
        return len(1)  # type: ignore[arg-type]

    with pytest.raises(TypeError):
        render(third_part(view=view), made_up_results)


def test_a_value_missing_in_a_map_names_file_line_and_page(made_up_results: Path) -> None:
    def view(*families: object) -> object:
        return {}["taille"]

    said = failure_of(third_part(view=view), made_up_results)
    assert "report/test_build.py, ligne " in said and " : la valeur 'taille' manque.\n" in said
    assert said.endswith("Pages concernées : docs/partie-3.md.")


def test_an_unanswered_question_stops_the_report(made_up_results: Path) -> None:
    lab = replace(LAB, pages=tuple(page for page in LAB.pages if page.path != "partie-3.md"))
    assert "la question « exemple » n’a pas de réponse" in failure_of(lab, made_up_results)


def test_an_answer_that_no_template_marks_stops_the_report(made_up_results: Path, tmp_path: Path) -> None:
    lab = third_part(folder=template(tmp_path / "essai", f"{CONTENT}Rien.{{% endblock %}}"))
    assert 'essai/page.md.j2 : il manque answer("profondeur"), là où est la réponse.' in failure_of(
        lab, made_up_results
    )


def test_a_mark_without_an_answer_stops_the_report(made_up_results: Path) -> None:
    lab = third_part(answers=lambda view, speaker: [])
    said = failure_of(
        replace(lab, questions=tuple(q for q in lab.questions if q.part != "Partie 3")), made_up_results
    )
    assert "Le gabarit marque la réponse à « profondeur », que page.py ne donne pas" in said


def test_two_pages_cannot_describe_one_family(made_up_results: Path) -> None:
    assert "décrivent tous deux la famille cnn-digits" in failure_of(
        third_part(describes=("cnn-digits",)), made_up_results
    )


def test_a_family_that_no_page_describes_is_not_silent(made_up_results: Path) -> None:
    pages = tuple(
        replace(page, describes=()) if page.path == "partie-2/hog.md" else page for page in LAB.pages
    )
    said = failure_of(replace(LAB, pages=pages), made_up_results)
    assert "results/mlp-hog-1.json : aucune page ne montre la famille mlp-hog." in said


def test_every_page_goes_where_it_says(tmp_path: Path, made_up_pages: dict[str, bytes]) -> None:
    written = write(made_up_pages, tmp_path)
    assert written.changed == list(made_up_pages)
    assert {k: v for k, v in contents(tmp_path).items() if k != ".pages.json"} == made_up_pages


def test_an_unchanged_page_is_not_touched(tmp_path: Path) -> None:
    write({"a.md": b"a", "b/c.md": b"c"}, tmp_path)
    before = (tmp_path / "a.md").stat().st_mtime_ns
    written = write({"a.md": b"a", "b/c.md": b"autre"}, tmp_path)
    assert (written.changed, written.removed) == (["b/c.md"], [])
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


def test_a_page_that_is_no_more_goes_away_and_other_files_stay(tmp_path: Path) -> None:
    write({"a.md": b"a", "b/c.md": b"c"}, tmp_path)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "logo.svg").write_text("logo")
    written = write({"a.md": b"a"}, tmp_path)
    assert written.removed == ["b/c.md"]
    assert set(contents(tmp_path)) == {"a.md", "assets/logo.svg", ".pages.json"}


def test_a_page_of_a_build_that_kept_no_digest_goes_too(tmp_path: Path) -> None:
    (tmp_path / "resume.md").write_text("avant")
    (tmp_path / ".pages.json").write_text('["resume.md", 3]')
    assert write({"a.md": b"a"}, tmp_path).removed == ["resume.md"]
    assert not (tmp_path / "resume.md").exists()


KILLED = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from generator.report.writing import write
# The kernel kills the process at the very byte that passes the limit.
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
write({"a.md": b"nouveau", "b.md": b"n" * 1_000_000}, Path(sys.argv[1]))
"""


def test_a_process_killed_in_the_middle_of_a_page_leaves_whole_pages(tmp_path: Path) -> None:
    write({"a.md": b"ancien", "b.md": b"ancien"}, tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(PROJECT)], check=False)
    assert killed.returncode == -signal.SIGXFSZ
    pages = {name: text for name, text in contents(tmp_path).items() if name.endswith(".md")}
    assert pages == {"a.md": b"nouveau", "b.md": b"ancien"}
    # The next build goes on from there.
    write({"a.md": b"nouveau", "b.md": b"nouveau"}, tmp_path)
    assert contents(tmp_path)["b.md"] == b"nouveau"
