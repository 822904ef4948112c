"""Installs what the project needs in ``.venv``, by the standard library alone: nothing else is there yet."""
