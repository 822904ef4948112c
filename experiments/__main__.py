"""Command line of the experiments: ``python -m experiments``."""

from experiments.libraries import told_if_lacking

COMMAND = "python -m experiments"
with told_if_lacking(COMMAND):
    import click

    from experiments.commands.figures import figures
    from experiments.commands.replicate import replicate
    from experiments.commands.restamp import restamp
    from experiments.commands.run import run
    from experiments.commands.status import explain, list_experiments, status
    from experiments.commands.verify import verify
    from experiments.terminal import run_command_line


@click.group(
    subcommand_metavar="COMMANDE [ARGUMENT]…",
    help="Entraîne les modèles du laboratoire et range ce qu’ils ont mesuré dans results/.",
)
def cli() -> None:
    """Group the commands."""


for command in (list_experiments, status, explain, run, replicate, figures, restamp, verify):
    cli.add_command(command)

if __name__ == "__main__":
    run_command_line(cli, COMMAND)
