"""Files in place of the plots of made-up results: their words, but nothing drawn."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from experiments.figures.catalogue import all_drawings

SVG = """<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" data-source="{sources}"
data-caption="{caption}" data-fingerprint="0">
<title>{title}</title>
<desc>{alternative}</desc>
</svg>
"""
OTHERS = {"png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-1.7\n", "csv": "époque,perte\n".encode()}


def write_stub_plots(results: Path) -> Path:
    """Write what pages need of the plots of a folder of results; return the folder."""
    for owner, drawing in all_drawings(results):
        folder = results / "figures" / owner
        words = (drawing.title, drawing.alternative, drawing.caption)
        write_stub_plot(folder, drawing.name, words, drawing.sources)
    return results


def write_stub_plot(folder: Path, name: str, words: tuple[str, str, str], sources: Sequence[str]) -> None:
    """Write the four files of a plot; `words` are its title, its alternative and its caption."""
    title, alternative, caption = words
    svg = SVG.format(
        sources=escape(" ".join(sources)),
        caption=escape(caption),
        title=escape(title, quote=False),
        alternative=escape(alternative, quote=False),
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    for kind, content in OTHERS.items():
        (folder / f"{name}.{kind}").write_bytes(content)
