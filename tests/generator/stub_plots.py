"""Files in place of the plots of made-up results: their words, but nothing drawn."""

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from experiments.figures.catalogue import all_drawings

SVG = """<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" data-source={sources}
data-caption={caption} data-fingerprint="0">
<title>{title}</title>
<desc>{alternative}</desc>
</svg>
"""
OTHERS = {"png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-1.7\n", "csv": "époque,perte\n".encode()}


def write_stub_plots(results: Path) -> Path:
    """Write what pages need of the plots of a folder of results; return the folder."""
    for owner, drawing in all_drawings(results):
        folder = results / "figures" / owner
        folder.mkdir(parents=True, exist_ok=True)
        svg = SVG.format(
            sources=quoteattr(" ".join(drawing.sources)),
            caption=quoteattr(drawing.caption),
            title=escape(drawing.title),
            alternative=escape(drawing.alternative),
        )
        (folder / f"{drawing.name}.svg").write_text(svg, encoding="utf-8")
        for kind, content in OTHERS.items():
            (folder / f"{drawing.name}.{kind}").write_bytes(content)
    return results
