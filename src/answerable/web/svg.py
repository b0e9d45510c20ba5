"""Pictures as inline SVG that follows the page: its colours, light or dark, and its security policy.

matplotlib draws; text becomes outlines, so that Burmese reads right without a font. The page's policy forbids
inline styles, so each style is turned into attributes, and each colour of PALETTE into a class of answerable.css.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MEANINGS = ("people", "system", "waiting", "answered", "over", "ink", "soft", "line", "track")
PALETTE: dict[str, str] = {name: f"#0000{place:02x}" for place, name in enumerate(MEANINGS, 1)}
FONTS = ("NotoSans[wght].ttf", "NotoSansMyanmar[wght].ttf")
POINTS_AN_INCH = 72

_CLASSES = {
    "fill": {colour: f"fill-{name}" for name, colour in PALETTE.items()},
    "stroke": {colour: f"line-{name}" for name, colour in PALETTE.items()},
}
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_drawing = threading.Lock()  # matplotlib's settings and fonts are those of the whole process


def picture(name: str, width: int, height: int, draw: Callable[[Axes], None]) -> str:
    """An `<svg>` of `width` x `height` units, drawn by `draw` in colours of PALETTE only.

    `name` keeps its ids apart from those of other pictures on the page. Readers of screens get the table beside
    it instead. Takes a second at the first call, when matplotlib is loaded.
    """
    with _drawing:
        return _themed(_drawn(width, height, draw), name)


def _drawn(width: int, height: int, draw: Callable[[Axes], None]) -> str:
    import matplotlib as mpl  # noqa: PLC0415 - slow to load, and most processes never draw
    from matplotlib.figure import Figure  # noqa: PLC0415 - the same

    with mpl.rc_context(_settings()):
        figure = Figure(figsize=(width / POINTS_AN_INCH, height / POINTS_AN_INCH), layout="constrained")
        figure.patch.set_visible(False)
        axes = figure.subplots()
        axes.patch.set_visible(False)
        draw(axes)
        out = StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


@cache
def _families() -> list[str]:
    """The fonts' names, once matplotlib knows where they lie."""
    from matplotlib import font_manager  # noqa: PLC0415 - slow to load

    found = []
    for name in FONTS:
        with as_file(files("manimgx_fonts") / name) as path:
            font_manager.fontManager.addfont(str(path))
        found.append(font_manager.fontManager.ttflist[-1].name)
    return found


def _settings() -> Any:
    """Any, since matplotlib types the names of its settings as literals of its own."""
    return {
        "svg.fonttype": "path",
        "svg.hashsalt": "answerable",
        "font.family": _families(),
        "font.size": 11,
        "text.color": PALETTE["ink"],
        "axes.edgecolor": PALETTE["line"],
        "axes.labelcolor": PALETTE["soft"],
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "xtick.color": PALETTE["line"],
        "ytick.color": PALETTE["line"],
        "xtick.labelcolor": PALETTE["soft"],
        "ytick.labelcolor": PALETTE["soft"],
        "grid.color": PALETTE["line"],
        "grid.linewidth": 0.7,
        "figure.constrained_layout.h_pad": 0.03,
        "figure.constrained_layout.w_pad": 0.03,
    }


def _themed(drawn: str, name: str) -> str:
    root = ElementTree.fromstring(drawn)  # noqa: S314 - matplotlib wrote it a moment ago
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.removeprefix(_SVG) in ("metadata", "style") or not child.tag.startswith(_SVG):
                parent.remove(child)
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        element.text = element.tail = None
        _restyle(element)
        _rename(element, name)
    root.attrib = {"viewBox": root.attrib["viewBox"], "class": "picture", "aria-hidden": "true"}
    return ElementTree.tostring(root, encoding="unicode")


def _restyle(element: ElementTree.Element) -> None:
    """A style as attributes, its colours as classes."""
    classes = []
    for rule in filter(None, (part.strip() for part in element.attrib.pop("style", "").split(";"))):
        key, _, value = (part.strip() for part in rule.partition(":"))
        found = _CLASSES.get(key, {}).get(value)
        if found:
            classes.append(found)
        else:
            element.set(key, value)
    if classes:
        element.set("class", " ".join(classes))


def _rename(element: ElementTree.Element, name: str) -> None:
    """Ids of groups go; those that something refers to belong to this picture alone."""
    if element.tag == "g":
        element.attrib.pop("id", None)
    if "id" in element.attrib:
        element.set("id", f"{name}-{element.attrib['id']}")
    if _HREF in element.attrib:
        element.set("href", f"#{name}-{element.attrib.pop(_HREF).removeprefix('#')}")
    if "clip-path" in element.attrib:
        element.set("clip-path", element.attrib["clip-path"].replace("url(#", f"url(#{name}-"))
    if "d" in element.attrib:
        element.set("d", " ".join(element.attrib["d"].split()))


INK: dict[str, str] = {
    "people": "#1f51b0",
    "system": "#863a93",
    "waiting": "#855300",
    "answered": "#1c6a3b",
    "over": "#b0231b",
    "ink": "#14211f",
    "soft": "#4b5a57",
    "line": "#71807c",
    "track": "#e4eae8",
}
"""The light colours of answerable.css, for paper."""


def in_ink(svg: str) -> str:
    """A picture of `picture` that stands alone: with colours in place of classes."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - we wrote it a moment ago
    for element in root.iter():
        for name in element.attrib.pop("class", "").split():
            kind, _, meaning = name.partition("-")
            if meaning in INK:
                element.set("fill" if kind == "fill" else "stroke", INK[meaning])
    root.set("xmlns", _SVG[1:-1])
    return ElementTree.tostring(root, encoding="unicode")
