"""From the SVG of matplotlib to one file for the page (light, dark, print) and for a word processor.

Colours become plain attributes, which a style sheet overrides; shapes stand where they are used, so that
nothing has an identifier that another plot of the page might have too; marks take the focus and speak.
"""

import re
from xml.etree import ElementTree

from experiments.figures.drawing import ADJOINING, Drawing, DrawingError, marks
from experiments.language import typeset

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
LINK = f"{{{XLINK}}}href"
NUMBER = re.compile(r"-?\d+\.\d+(?:e[-+]\d+)?")
# No screen shows the thousandth of a unit; a picture is scaled, and its factor needs one figure more.
DIGITS = {
    "d": 2,
    "x": 2,
    "y": 2,
    "cx": 2,
    "cy": 2,
    "r": 2,
    "fill-opacity": 2,
    "stroke-opacity": 2,
    "stroke-dasharray": 2,
    "transform": 4,
}
# No drawing here lies outside its axes; a clip would need an identifier.
CLIP = "clip-path"
DROPPED = {"font-family", "font-style", "font-variant", "font-stretch"}
DISC = re.compile(r"M\s*0 (-?[\d.]+)\s*(C[^CLMz]*){8}z\s*")

Element = ElementTree.Element


def finish(svg: bytes, drawing: Drawing, identifier: str, fingerprint: str) -> bytes:
    """Return the file of a plot.

    Parameters
    ----------
    svg : bytes
        As matplotlib writes it.
    drawing : Drawing
    identifier : str
        Unique in any page that shows the plot.
    fingerprint : str

    Raises
    ------
    DrawingError
        If the plot has not as many marks as tooltips.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 -- matplotlib wrote it
    _place_shapes(root)
    _clean(root)
    focusable = _label_marks(root, drawing)
    for element in root.iter():
        if element.attrib.pop("id", None) == ADJOINING:
            element.set("shape-rendering", "crispEdges")
    _unwrap(root)
    _describe(root, drawing, identifier, fingerprint, focusable)
    ElementTree.indent(root, "")
    return ElementTree.tostring(_without_namespace(root), encoding="unicode").encode() + b"\n"


def _place_shapes(root: Element) -> None:
    """Put each shape where it is used, in place of a reference to its definition."""
    shapes = {shape.get("id"): shape for shape in root.iter(f"{{{SVG}}}path") if shape.get("id")}
    for use in root.iter(f"{{{SVG}}}use"):
        shape = shapes[use.attrib.pop(LINK).removeprefix("#")]
        style = shape.get("style", "") + ";" + use.get("style", "")
        x, y = use.attrib.pop("x"), use.attrib.pop("y")
        disc = DISC.fullmatch(shape.attrib["d"])
        if disc:
            use.tag = f"{{{SVG}}}circle"
            use.attrib |= {"cx": x, "cy": y, "r": disc[1], "style": style}
        else:
            use.tag = f"{{{SVG}}}path"
            use.attrib |= {"d": shape.attrib["d"], "transform": f"translate({x} {y})", "style": style}


def _clean(root: Element) -> None:
    """Turn styles into attributes, round, and remove what does not show."""
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.rpartition("}")[2]
            if tag in ("metadata", "defs", "style"):
                parent.remove(child)
                continue
            _flatten(child)
            hidden = child.get("fill") == "none" and "stroke" not in child.attrib
            if tag == "path" and (hidden or not child.get("d", "").strip()):
                parent.remove(child)


def _flatten(element: Element) -> None:
    style = element.attrib.pop("style", "")
    element.attrib.pop(CLIP, None)
    for part in filter(None, map(str.strip, style.split(";"))):
        name, _, value = (text.strip() for text in part.partition(":"))
        if name not in DROPPED:
            element.set(name, value.removesuffix("px"))
    for name, digits in DIGITS.items():
        if name in element.attrib:
            element.set(name, " ".join(_rounded(element.attrib[name], digits).split()))
    if "d" in element.attrib:
        element.set("d", re.sub(r"(?<=[MLCQHV]) ", "", element.attrib["d"]))
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    if LINK in element.attrib:
        # Word processors know the older name only.
        element.set("xlink:href", "".join(element.attrib.pop(LINK).split()))


def _unwrap(element: Element) -> None:
    """Put the children of groups that say nothing in their place."""
    for child in element:
        _unwrap(child)
    element[:] = [
        part
        for child in element
        for part in (child if child.tag == f"{{{SVG}}}g" and not child.attrib else [child])
    ]


def _label_marks(root: Element, drawing: Drawing) -> bool:
    """Let each mark take the focus and say what it is; return whether there is any."""
    groups = list(root.iter(f"{{{SVG}}}g"))
    first = True
    for number, texts in enumerate(drawing.tooltips):
        shapes = [
            shape
            for group in groups
            if group.get("id") == marks(number)
            for shape in group.iter()
            if shape.tag != group.tag
        ]
        if len(shapes) != len(texts):
            raise DrawingError(
                f"figure « {drawing.name} » : {len(texts)} infobulles sont prévues pour les marques du "
                f"groupe {number}, {len(shapes)} marques sont dessinées. Corrigez la fonction qui la dessine."
            )
        for shape, text in zip(shapes, map(typeset, texts), strict=True):
            shape.attrib |= {
                "class": "marker",
                "role": "img",
                "tabindex": "0" if first else "-1",
                "aria-label": text,
                "data-tooltip": text,
            }
            first = False
    return not first


def _describe(root: Element, drawing: Drawing, identifier: str, fingerprint: str, focusable: bool) -> None:
    *_, width, height = root.attrib["viewBox"].split()
    root.attrib.clear()
    root.attrib |= {
        "class": "plot",
        "viewBox": f"0 0 {_rounded(width, 0)} {_rounded(height, 0)}",
        "width": _rounded(width, 0),
        "height": _rounded(height, 0),
        "font-family": "sans-serif",
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
        "role": "group" if focusable else "img",
        "aria-labelledby": f"{identifier}-title",
        "aria-describedby": f"{identifier}-text",
        "data-plot": drawing.name,
        "data-source": " ".join(drawing.sources),
        "data-caption": typeset(drawing.caption),
        "data-fingerprint": fingerprint,
        "data-search-exclude": "true",
    }
    for place, (tag, suffix, text) in enumerate(
        (("title", "title", drawing.title), ("desc", "text", drawing.alternative))
    ):
        element = Element(f"{{{SVG}}}{tag}", {"id": f"{identifier}-{suffix}"})
        element.text = typeset(text)
        root.insert(place, element)


def _rounded(text: str, digits: int) -> str:
    return NUMBER.sub(lambda found: f"{round(float(found[0]), digits) + 0.0:g}", text)


def _without_namespace(root: Element) -> Element:
    """Declare namespaces once, that of SVG without a prefix, as HTML wants it."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    linked = any("xlink:href" in element.attrib for element in root.iter())
    root.attrib = {"xmlns": SVG, **({"xmlns:xlink": XLINK} if linked else {}), **root.attrib}
    return root
