"""Options of the whole test run."""

import pytest
from hypothesis import settings

# A machine at work may be slow: no test fails for the time it takes.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-gold",
        action="store_true",
        help="write the pages of reference again instead of comparing with them",
    )
