"""What stops an installation."""


class InstallationError(Exception):
    """An installation that could not be done; the message is for the user."""
