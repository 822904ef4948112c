"""Whatever a comment holds, nothing in it runs, it leads nowhere unexpected, and reading it ends."""

import time
from pathlib import Path
from urllib.parse import urlsplit

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config

from experiments.language import typeset
from experiments.results.schema import Result
from generator.lab.lab import LAB
from generator.report.comments.comments import Comments
from generator.report.results import Results
from tests.generator.page_tree import Element, parse
from tests.generator.report.comments.desk import commented, faults, results_of

PROJECT = Path(__file__).parents[4]
TAGS = {
    *("a", "blockquote", "br", "code", "data", "em", "hr", "img", "li", "ol", "p", "pre", "span", "strong"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    *("alt", "class", "data-formula", "data-source", "data-tooltip", "href", "src", "start", "tabindex"),
    *("title", "value"),
}
PIECES = (
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onclick=a>",
        "</p>",
        "</section>",
        "<!--",
    ),
    *("[x](javascript:alert(1))", "[x](JaVaScript&#58;alert(1))", "![x](data:text/html,x)", "<a@b.c>"),
    *(
        "[x](//autre.ch)",
        "[x](https://autre.ch)",
        "[a]: vbscript:x",
        "[a]",
        "<http://a.ch>",
        "[x](partie-4.md)",
    ),
    *(
        "{{ 7*7 }}",
        "{{",
        "}}",
        "{% raw %}",
        "{: onclick=a }",
        "{ #ancre .classe }",
        "$x$",
        "\\(x\\)",
        "&#60;b&#62;",
    ),
    *(
        '{{ "mlp-raw-1".model.parameters }}',
        "97,2 %",
        "mlp-raw-1",
        "exactitude",
        "**",
        "_",
        "`",
        "```",
        "~~~",
    ),
    *(
        "# t",
        "- a",
        "1. b",
        "> c",
        "    d",
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        "---",
        "\n",
        "\n\n",
        " ",
        '"',
        "'",
    ),
    *(
        "\u00a0",
        "é",
        "’",
        "—",
        "𝔸",
        "\u200b",
        "::",
        "!!!",
        "+++",
        "[TOC]",
        "[^1]",
        "\\",
        "&amp;",
        "<style>*{}</style>",
    ),
)
COMMENTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join)


@pytest.fixture(scope="module")
def results(made_up_results: Path) -> dict[str, Result]:
    return results_of(made_up_results)


def shape(element: Element) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(each.tag, tuple(sorted(each.attributes.items()))) for each in element.descendants()]


def built(html: str) -> Element:
    """Return a block as the pages of the site show it."""
    config = load_config(str(PROJECT / "mkdocs.yml"))
    page = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    text = page.convert(typeset(f'# T\n\n<section class="comment">\n{html}\n</section>\n\nFin.\n'))
    (section,) = parse(text).find("section")
    return section


@given(text=COMMENTS)
def test_a_comment_holds_nothing_but_texts_and_known_elements(text: str, results: dict[str, Result]) -> None:
    comment = commented(text, results)
    page = parse(comment.html)
    assert {each.tag for each in page.descendants()} <= TAGS
    assert {name for each in page.descendants() for name in each.attributes} <= ATTRIBUTES
    for link in page.find(attribute="href"):
        assert urlsplit(link.attributes["href"]).scheme in ("http", "https")


@given(text=COMMENTS)
def test_the_page_shows_it_as_it_is(text: str, results: dict[str, Result]) -> None:
    comment = commented(text, results)
    assert "\n" not in comment.html
    assert shape(built(comment.html)) == shape(parse(comment.html))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b onclick=x>gras</b>",
        "<!-- caché -->",
        "&lt;b&gt;",
        "<div>\n\na\n\n</div>",
    ],
)
def test_what_looks_like_html_is_a_text(text: str, results: dict[str, Result]) -> None:
    page = built(commented(text, results).html)
    assert {each.tag for each in page.descendants()} <= {"p", "span"}
    assert "<" in page.text


NOWHERE = "ne mène nulle part. Attendu : https://…, #section, une page ou un modèle du rapport."


@pytest.fixture
def read(tmp_path: Path, made_up_results: Path) -> Comments:
    """Return the comments of a folder, still to be read."""
    folder = tmp_path / "commentaires"
    (folder / "partie-2").mkdir(parents=True)
    return Comments(folder)


def comment_on(comments: Comments, results: Path, text: str | bytes, name: str = "partie-3.md") -> list[str]:
    assert comments.folder is not None
    (comments.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    comments.read(LAB, Results(results, LAB.described))
    return comments.faults


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "mailto:a@b",
        ),
        *(
            "//autre.ch/x",
            "/absolu",
            "../../secret.md",
            "inconnue.md",
            "http:///x",
            "https:x",
            "x\\y.md",
            "?q=1",
        ),
    ],
)
def test_an_address_that_leads_nowhere_is_told(address: str, read: Comments, made_up_results: Path) -> None:
    (told,) = comment_on(read, made_up_results, f"a\n\n[x]({address})\n")
    assert told.startswith(f"commentaires/partie-3.md, ligne 3 : Le lien « {address} » {NOWHERE}")


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://exemple.ch/a?b=1&c#d", "https://exemple.ch/a?b=1&c#d"),
        ("#exemple", "#exemple"),
        ("partie-4.md", "../partie-4/"),
        ("partie-2/hog.md#descripteur", "../partie-2/hog/#descripteur"),
        ("index.md", "../"),
        ("cnn-1.md", "../partie-2/cnn/cnn-1/#cnn-1"),
    ],
)
def test_an_address_leads_where_it_says(
    address: str, href: str, read: Comments, made_up_results: Path
) -> None:
    assert comment_on(read, made_up_results, f"[x]({address})") == []
    (shown,) = read.on("partie-3.md")
    (link,) = parse(shown.comment.html).find("a")
    assert link.attributes == {"href": href}


def test_a_page_may_be_named_from_the_folder_of_the_comment(read: Comments, made_up_results: Path) -> None:
    text = "[x](../partie-3.md) [y](hog.md)"
    assert comment_on(read, made_up_results, text, "partie-2/cnn.md") == []
    (shown,) = read.on("partie-2/cnn.md")
    links = [link.attributes["href"] for link in parse(shown.comment.html).find("a")]
    assert links == ["../../partie-3/", "../hog/"]


def test_a_picture_beside_the_comments_is_shown(read: Comments, made_up_results: Path) -> None:
    assert read.folder is not None
    (read.folder / "schéma.png").write_bytes(b"png")
    assert comment_on(read, made_up_results, "![Notre schéma](schéma.png)") == []
    (shown,) = read.on("partie-3.md")
    (picture,) = parse(shown.comment.html).find("img")
    assert picture.attributes == {"src": "../commentaires/schéma.png", "alt": "Notre schéma"}
    assert read.files() == {"commentaires/schéma.png": b"png"}


@pytest.mark.parametrize(
    "address", ["absente.png", "../rapport.toml", "https://a.ch/x.png", "partie-3.md", "x.svg"]
)
def test_another_picture_is_told(address: str, read: Comments, made_up_results: Path) -> None:
    assert read.folder is not None
    (read.folder / "x.svg").write_text("<svg/>")
    assert comment_on(read, made_up_results, f"![x]({address})") == [
        f"commentaires/partie-3.md, ligne 1 : L’illustration « {address} » n’est pas dans commentaires/. "
        "Rangez-y un "
        "fichier .png, .jpg, .jpeg, .gif, .webp, et donnez son nom."
    ]


@pytest.mark.parametrize("address", ["partie-2/../../../x.png", "../../x.png", "partie-2/../../x.png"])
@pytest.mark.parametrize("name", ["partie-3.md", "partie-2/hog.md"])
def test_a_picture_outside_is_never_shown(
    address: str, name: str, read: Comments, made_up_results: Path
) -> None:
    assert read.folder is not None
    for outside in (read.folder.parent, read.folder.parent.parent):
        (outside / "x.png").write_bytes(b"png")
    (told,) = comment_on(read, made_up_results, f"![x]({address})", name)
    assert told.startswith(f"commentaires/{name}, ligne 1 : L’illustration « {address} » n’est pas dans")
    assert read.files() == {}


@pytest.mark.parametrize("address", ["x" * 300 + ".png", "x/" * 5000 + "x.png", "x%00.png"])
def test_a_picture_that_no_file_may_be_is_told(address: str, read: Comments, made_up_results: Path) -> None:
    (told,) = comment_on(read, made_up_results, f"![x]({address})")
    assert "n’est pas dans commentaires/." in told


def test_a_picture_is_named_in_one_way(read: Comments, made_up_results: Path) -> None:
    assert read.folder is not None
    (read.folder / "partie-2" / "x.png").write_bytes(b"png")
    assert comment_on(read, made_up_results, "![a](./partie-2/../partie-2/x.png) ![b](partie-2//x.png)") == []
    assert read.files() == {"commentaires/partie-2/x.png": b"png"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            b"a" * 10**6,
            " : 1000000 octets, 100000 au plus sont attendus. Répartissez ce texte entre plusieurs "
            "commentaires.",
        ),
        (b"ab\xff", " : L’octet 3 n’est pas de l’UTF-8. Enregistrez ce texte en UTF-8."),
        (b"a\nb\x00", " : Le signe U+0000, à la ligne 2, n’est pas du texte. Ôtez-le."),
        (b"\x02wzxhzdk:1\x03", " : Le signe U+0002, à la ligne 1, n’est pas du texte. Ôtez-le."),
        ("\U000f0000".encode(), " : Le signe U+F0000, à la ligne 1, n’est pas du texte. Ôtez-le."),
    ],
)
def test_what_is_no_text_is_told(content: bytes, told: str, results: dict[str, Result]) -> None:
    assert faults(content, results) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "![" * 40_000,
        "> " * 30_000 + "a",
        "\n".join("    " * depth + "- a" for depth in range(200)),
        "{{" * 50_000,
        "}}" * 50_000,
        "le 4 " * 20_000,
        "mlp-raw-1 a une exactitude de " + "5 % " * 10_000,
        "mlp-raw-1 exactitude " + "de " * 30_000 + "5 %",
        "1 " * 50_000,
        "<" * 90_000,
        "**a_" * 20_000,
        "é\n" * 30_000,
        "1" * 95_000,
        "1" * 95_000 + "a",
        "1x" * 45_000,
        "mlp-raw-1 exactitude " + "1" * 95_000 + " %",
        "mlp-raw-1 exactitude 0," + "0" * 95_000 + "1 %",
    ],
    ids=lambda text: text[:12],
)
def test_reading_ends_soon(text: str, results: dict[str, Result]) -> None:
    begun = time.process_time()
    commented(text, results)
    assert time.process_time() - begun < 20
