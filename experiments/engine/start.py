"""Start a worker on sources read once: ``python -m experiments.engine.start ID PROFILE [SEED]``."""

import sys

from experiments.code.snapshot import SOURCES
from experiments.project import ROOT

if __name__ == "__main__":
    SOURCES.keep(ROOT)
    # Only now: all that makes numbers is imported from the sources that make the key.
    from experiments.engine.worker import work

    work(sys.argv[1:])
