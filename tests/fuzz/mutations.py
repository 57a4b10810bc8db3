"""How inputs are made from good ones: pieces cut, doubled, exchanged and put in, among them those that have broken programs."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

NASTY = (
    "\x00", "\x1b[2J", "\u202e", "\u200b", "\ufeff", "\ud800", "\x85", "\t", "\r", "\n", "'", '"', "{", "}", "[", "]", ": ", "- ", "# ", "&a ", "*a",
    "!!x ", "<<: ", "|", ">", "%", "@", "~", "null", "NO", "1e999", "nan", "-1", "017", "0x1F", "1.500", "999999999999999999", "5 km", "Mach 5",
    "٣", "е", "’", "°", "../", "con", "🚀", "a" * 300,
)  # fmt: skip
"""Pieces that mean something to YAML, JSON, terminals, places, values or file systems."""
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(NASTY),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@st.composite
def mutated(draw: Callable[[st.SearchStrategy[Any]], Any], text: str, most: int = 4) -> str:
    """The text with a few pieces cut out, doubled, moved or put in."""
    for _ in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from(NASTY) | st.just(text[start:end] * 2) | st.just(""))
        text = text[:start] + piece + text[end:]
    return text


@st.composite
def changed(draw: Callable[[st.SearchStrategy[Any]], Any], data: Any) -> Any:
    """JSON data with one leaf, list or mapping of it replaced by something else, or gone."""
    copy = json.loads(json.dumps(data))
    holder: Any = copy
    for _ in range(draw(st.integers(0, 8))):
        steps = (
            list(holder) if isinstance(holder, dict) else list(range(len(holder))) if isinstance(holder, list) else []
        )
        if not steps:
            break
        step = draw(st.sampled_from(steps))
        inner = holder[step]
        if not isinstance(inner, (dict, list)) or not inner or draw(st.booleans()):
            if draw(st.booleans()):
                holder[step] = draw(JSON)
            else:
                del holder[step]
            break
        holder = inner
    return copy
