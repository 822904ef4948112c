"""One file per command of ``python -m generator``, or per few that go together."""
