"""What a command that is started by a test must do when it is interrupted."""

import signal


def heed_interruptions() -> None:
    """Undo what a shell does to its background jobs, and those to their children: ignore Ctrl-C, or HUP."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
