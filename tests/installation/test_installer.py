"""What is said to pip is said to uv."""

from pathlib import Path

import pytest

from installation.installer import pip_settings, uv_variables

STRATEGY = {"UV_INDEX_STRATEGY": "unsafe-best-match"}


def test_the_nearest_setting_decides() -> None:
    listed = "\n".join(
        [
            ":env:.cert='/c.pem'",
            "global.cert='/a.pem'",
            "global.index-url='https://one/simple'",
            "install.index-url='https://two/simple?a=b'",
            "freeze.timeout='3'",
            "global.extra-index-url='\\nhttps://a/\\nhttps://b/'",
        ]
    )
    assert pip_settings(listed) == {
        "cert": "/c.pem",
        "index-url": "https://two/simple?a=b",
        "extra-index-url": "\nhttps://a/\nhttps://b/",
    }
    assert pip_settings("") == {}


@pytest.mark.parametrize(
    ("settings", "variables"),
    [
        ({}, {}),
        ({"constraint": "/c.txt", "quiet": "1"}, {}),
        ({"index-url": "https://me:secret@one/simple"}, {"UV_INDEX_URL": "https://me:secret@one/simple"}),
        ({"extra-index-url": "\nhttps://a/\nhttps://b/"}, {"UV_EXTRA_INDEX_URL": "https://a/ https://b/"}),
        ({"trusted-host": "a b:80"}, {"UV_INSECURE_HOST": "a b:80"}),
        (
            {"proxy": "http://p:3128", "cert": "/c.pem"},
            {"ALL_PROXY": "http://p:3128", "SSL_CERT_FILE": "/c.pem"},
        ),
        ({"timeout": "60"}, {"UV_HTTP_TIMEOUT": "60"}),
        ({"find-links": "/nowhere/at/all"}, {}),
    ],
)
def test_uv_is_told_what_pip_is(settings: dict[str, str], variables: dict[str, str]) -> None:
    assert uv_variables(settings) == variables | STRATEGY


def test_folders_of_wheels_that_exist_are_told(tmp_path: Path) -> None:
    settings = {"find-links": f"{tmp_path} /nowhere/at/all https://wheels/"}
    assert uv_variables(settings) == {"UV_FIND_LINKS": f"{tmp_path},https://wheels/"} | STRATEGY
