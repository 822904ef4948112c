"""What several commands take."""

from pathlib import Path

import click

from generator.site.build import RESULTS

results_option = click.option(
    "--results",
    "folder",
    type=click.Path(file_okay=False, path_type=Path, resolve_path=True),
    default=RESULTS,
    show_default="results",
    metavar="DOSSIER",
    help="Dossier des résultats à montrer.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Écrit du JSON.")
