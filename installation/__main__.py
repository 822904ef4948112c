"""``python -m installation LEVEL [--every-file]``: what ``make`` runs before each target."""

import argparse
import sys

from installation.environment import LEVELS, provide
from installation.errors import InstallationError


def main() -> int:
    """Install a level, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m installation")
    parser.add_argument("level", choices=LEVELS)
    parser.add_argument("--every-file", action="store_true")
    arguments = parser.parse_args()
    try:
        provide(arguments.level, every_file=arguments.every_file)
    except InstallationError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"L’environnement .venv n’a pas pu être installé : {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Installation interrompue : relancez la même commande, elle reprendra.", file=sys.stderr)
        return 130
    if arguments.every_file:
        print(f"Tout ce que nomme requirements/{arguments.level}.txt est installé.")
    return 0


sys.exit(main())
