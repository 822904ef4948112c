"""Command line of the generator: ``python -m generator``."""

from experiments.libraries import told_if_lacking

COMMAND = "python -m generator"
with told_if_lacking(COMMAND):
    import click

    from experiments.terminal import run_command_line
    from generator.commands.export import export
    from generator.commands.pdf import pdf
    from generator.commands.publish import publish
    from generator.commands.relire import relire
    from generator.commands.relu import relu
    from generator.commands.serve import rebuild, serve
    from generator.commands.site import build, site
    from generator.commands.verdicts import comparer, verdicts


@click.group(
    subcommand_metavar="COMMANDE [ARGUMENT]…",
    help="Écrit les pages du rapport à partir des résultats, puis construit le site.",
)
def cli() -> None:
    """Group the commands."""


for command in (
    build,
    site,
    serve,
    rebuild,
    relu,
    pdf,
    export,
    publish,
    relire,
    verdicts,
    comparer,
):
    cli.add_command(command)

if __name__ == "__main__":
    run_command_line(cli, COMMAND)
