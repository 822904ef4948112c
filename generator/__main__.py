"""Command line of the generator: ``python -m generator``."""

import sys
from importlib import import_module
from pathlib import Path

from experiments.libraries import told_if_lacking

COMMAND = "python -m generator"
with told_if_lacking(COMMAND):
    import click

    from experiments.errors import ResultError
    from experiments.exclusion import alone
    from experiments.language import decimal, integer, plural
    from experiments.terminal import run_command_line
    from generator.site.build import RESULTS, ROOT, TURN, build_site, is_current
    from generator.site.remarks import keep_remarks, kept_remarks

PAGE = ".md"
PAGES = ROOT / "build" / "pages"
results_option = click.option(
    "--results",
    "folder",
    type=click.Path(file_okay=False, path_type=Path, resolve_path=True),
    default=RESULTS,
    show_default="results",
    metavar="DOSSIER",
    help="Dossier des résultats à montrer.",
)


@click.group(
    subcommand_metavar="COMMANDE [ARGUMENT]…",
    help="Écrit les pages du rapport à partir des résultats, puis construit le site.",
)
def cli() -> None:
    """Group the commands."""


@cli.command(
    short_help="Écrit les pages dans docs/.",
    help="Écrit les pages dans docs/, sans construire le site. N’a pas besoin de Keras.",
)
@results_option
@alone(TURN)
def build(folder: Path) -> None:
    """Write the pages; fail at the end, for all that they do not show."""
    lacks = _write_pages(folder)
    if lacks:
        raise lacks[0]


def _write_pages(folder: Path) -> list[ResultError]:
    """Write the pages and return what they do not show."""
    # Templates and statistics take a second to import: only when there is something to write.
    from generator.lab.lab import LAB
    from generator.report.authorship import read_authorship
    from generator.report.build import render
    from generator.report.comments.comments import Comments
    from generator.report.comments.places import COMMENTS
    from generator.report.kept_pages import KeptPages
    from generator.report.sources import code_digest
    from generator.report.writing import told_if_unwritable, write

    lacks: list[ResultError] = []
    kept = KeptPages(PAGES, code_digest(LAB))
    comments = Comments(ROOT / COMMENTS)
    pages = render(LAB, folder, lacks.append, kept, read_authorship(ROOT), comments)
    written = write(pages, ROOT / "docs")
    _tell(written.changed, "écrit")
    _tell(written.removed, "retiré")
    with told_if_unwritable(ROOT / COMMENTS):
        comments.keep()
    for remark in comments.remarks:
        click.echo(remark)
    keep_remarks(ROOT, comments.remarks)
    return lacks


def _build(folder: Path) -> list[ResultError]:
    """Write the pages and build the site; return what they do not show."""
    lacks = _write_pages(folder)
    build_site(ROOT, folder, whole=not lacks)
    return lacks


def _tell(paths: list[str], done: str) -> None:
    """Name each page, and count the hundreds of files of plots."""
    pages = [path for path in paths if path.endswith(PAGE)]
    for path in pages:
        click.echo(f"docs/{path} : {done}")
    files = len(paths) - len(pages)
    if files:
        click.echo(f"docs/figures : {integer(files)} {plural(files, f'fichier {done}', f'fichiers {done}s')}")


@cli.command(
    short_help="Écrit les pages puis construit le site.",
    help="Écrit les pages puis construit le site dans site/, si quelque chose a changé.",
)
@results_option
@alone(TURN)
def site(folder: Path) -> None:
    """Write the pages and build the site; fail at the end, for all that they do not show."""
    remarks = kept_remarks(ROOT)
    if remarks is not None and is_current(ROOT, folder):
        for remark in remarks:
            click.echo(remark)
        click.echo("Le rapport est à jour : ouvrez site/index.html, ou lancez « make serve ».")
        return
    lacks = _build(folder)
    if lacks:
        raise lacks[0]
    click.echo("Rapport construit : ouvrez site/index.html, ou lancez « make serve ».")


@cli.command(
    short_help="Tient des commentaires pour relus.",
    help="Tient pour relus les commentaires dont un nombre a changé : ceux qui sont nommés (partie-3, "
    "mlp-raw-1), ou tous. À lancer quand il n’y a rien à y changer ; un commentaire modifié est relu.",
)
@click.argument("names", metavar="[COMMENTAIRE]…", nargs=-1)
@alone(TURN)
def relu(names: tuple[str, ...]) -> None:
    """Accept the values that comments show now."""
    from generator.lab.lab import LAB
    from generator.report.comments.comments import Comments
    from generator.report.comments.places import COMMENTS
    from generator.report.results import Results
    from generator.report.writing import told_if_unwritable

    comments = Comments(ROOT / COMMENTS)
    comments.read(LAB, Results(RESULTS, LAB.described))
    with told_if_unwritable(ROOT / COMMENTS):
        read = comments.accept(names)
    for file in read:
        click.echo(f"{file} : tenu pour relu.")
    click.echo(
        "Lancez « make report » pour refaire ses pages." if read else "Aucun commentaire n’était à relire."
    )


@cli.command(
    short_help="Fait du rapport un PDF.",
    help="Imprime le rapport en un PDF à rendre, avec Chromium ; écrit d’abord les pages et le site s’ils ne "
    "sont pas à jour. Le site propose ce PDF tant que ses pages restent les mêmes.",
)
@results_option
@click.option("--full", "whole", is_flag=True, help="Imprime tout : chaque page, et ce qui y est replié.")
@alone(TURN)
def pdf(folder: Path, whole: bool) -> None:
    """Print the report; fail at the end, for all that its pages do not show."""
    from generator.site.pdf.browser import find_browser
    from generator.site.pdf.made import make_pdf

    find_browser()
    lacks = [] if is_current(ROOT, folder) else _build(folder)
    made = make_pdf(ROOT, whole)
    if not whole:  # offered from now on
        build_site(ROOT, folder, whole=not lacks)
    size = decimal(made.size / 1e6, 1)
    click.echo(f"{made.path.relative_to(ROOT)} : {integer(made.pages)} pages A4, {size} Mo.")
    if lacks:
        raise lacks[0]


@cli.command(
    short_help="Exporte un modèle en Markdown.",
    help="Écrit la page d’un modèle en Markdown simple, ses figures à côté, pour qui rédige ailleurs (Word, "
    "pandoc). N’écrase rien qu’un export n’ait écrit.",
)
@results_option
@click.argument("models", metavar="MODÈLE…", nargs=-1, required=True)
@click.option(
    "--to",
    "place",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DOSSIER",
    help="Dossier où écrire.",
)
def export(folder: Path, models: tuple[str, ...], place: Path) -> None:
    """Write models as Markdown."""
    from generator.lab.lab import LAB
    from generator.site.export.files import write_export
    from generator.site.export.model import export as export_model

    for model in models:
        exported = export_model(LAB, folder, model)
        files = {name: path.read_bytes() for name, path in exported.pictures.items()}
        write_export(place, model, {f"{model}.md": exported.text.encode(), **files})
        click.echo(
            f"{place / model}.md : {integer(len(files))} {plural(len(files), 'figure', 'figures')} à côté"
        )


@cli.command(
    short_help="Montre le site pendant qu’on l’écrit.",
    help="Montre le site et le met à jour à chaque changement de résultat, de gabarit ou de page.",
)
@results_option
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, metavar="HÔTE:PORT", help="Adresse d’écoute."
)
def serve(folder: Path, address: str) -> None:
    """Serve the site."""
    from generator.site.preview import serve as serve_preview

    sys.exit(serve_preview(ROOT, folder, address))


@cli.command(hidden=True)
@results_option
def rebuild(folder: Path) -> None:
    """Build for the preview each time that it asks; what that takes is imported once."""
    from generator.site.builder import answer
    from generator.site.partial import build_preview

    # Each build is done by a copy of this process, which has them.
    for module in ("generator.lab.lab", "generator.report.build"):
        import_module(module)

    @alone(TURN)
    def work(whole: bool) -> None:
        try:
            lacks = _write_pages(folder)
        finally:  # what could be written is shown, if only the pages of before
            build_preview(ROOT, whole)
        if lacks:
            raise lacks[0]

    answer(work)


@cli.command(
    short_help="Publie le rapport.",
    help="Refait le rapport à partir du dernier commit et le publie sur la branche gh-pages du dépôt distant "
    "« origin ».",
)
@results_option
@click.option(
    "--replace", is_flag=True, help="Remplace aussi ce que ce projet n’a pas écrit sur la branche gh-pages."
)
@alone(TURN)
def publish(folder: Path, replace: bool) -> None:
    """Publish the site."""
    from generator.site.publication import publish as publish_site

    commit = publish_site(ROOT, folder, replace, click.echo)
    click.echo(f"Rapport du commit {commit[:12]} publié sur la branche gh-pages.")


@cli.command(
    short_help="Relit des rapports et dit ce qui est faux.",
    help="Relit des rapports de ce labo : Markdown, notebook Jupyter, HTML, ou dossier qui en contient, avec "
    "leur code Keras. Recalcule ce qu’ils affirment, sans rien exécuter. Code de sortie : 0 si rien n’est "
    "faux, 1 si quelque chose l’est, 2 si un rapport est illisible.",
)
@click.argument("reports", metavar="RAPPORT…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "shape", flag_value="json", help="Écrit du JSON.")
@click.option("--html", "shape", flag_value="html", help="Écrit une page HTML.")
@click.option(
    "--markdown", "shape", flag_value="markdown", default=True, help="Écrit du Markdown (par défaut)."
)
def relire(reports: tuple[Path, ...], shape: str) -> None:
    """Read reports again and print what does not hold."""
    from generator.lab.reread.reading import read_again
    from generator.reread.outputs.data import data
    from generator.reread.outputs.markdown import markdown
    from generator.reread.outputs.page import page
    from generator.reread.outputs.summary import exit_code

    reviews = [read_again(report) for report in reports]
    click.echo({"json": data, "html": page, "markdown": markdown}[shape](reviews), nl=False)
    sys.exit(exit_code(reviews))


@cli.command(
    short_help="Dit ce que dit le rapport : réponses, valeurs, verdicts.",
    help="Dit ce que dit le rapport d’un dossier de résultats : les scores des modèles, la réponse à chaque "
    "question, le verdict de chaque règle. Ne construit aucune page. En JSON, chaque nombre porte le fichier "
    "et le chemin d’où il vient ; README.md en décrit le format.",
)
@results_option
@click.option("--json", "as_json", is_flag=True, help="Écrit du JSON.")
def verdicts(folder: Path, as_json: bool) -> None:
    """Tell what the report says."""
    from generator.lab.lab import LAB
    from generator.report.account.account import account
    from generator.report.account.printed import account_text

    told, _ = account(LAB, folder)
    for line in told.lacking:
        click.echo(f"Attention : {line}", err=True)
    click.echo(told.json() if as_json else account_text(told), nl=False)


@cli.command(
    short_help="Compare deux rapports.",
    help="Compare deux rapports de ce labo : dossiers de résultats, clones du projet ou sites construits. "
    "Les règles d’ici les jugent tous deux. Dit quels modèles diffèrent, par leurs données, leur réseau ou "
    "leur entraînement, leurs scores et leur intervalle, et les verdicts qui changent. Code de sortie : 0 si "
    "rien ne diffère, 1 si quelque chose diffère, 2 si un rapport est illisible.",
)
@click.argument("first", metavar="A", type=click.Path(path_type=Path))
@click.argument("second", metavar="B", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Écrit du JSON.")
def comparer(first: Path, second: Path, as_json: bool) -> None:
    """Compare two reports."""
    from generator.lab.lab import LAB
    from generator.report.account.comparison import compare_reports
    from generator.report.account.printed import comparison_text

    compared = compare_reports(LAB, first, second)
    for line in compared.lacking:
        click.echo(f"Attention : {line}", err=True)
    click.echo(compared.json() if as_json else comparison_text(compared), nl=False)
    sys.exit(0 if compared.same else 1)


if __name__ == "__main__":
    run_command_line(cli, COMMAND)
