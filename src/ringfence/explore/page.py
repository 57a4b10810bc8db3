"""One file of HTML: the document, the style and the scripts inside it, and nothing that is fetched."""

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources
from typing import Any

from ringfence.errors import RingfenceError
from ringfence.explore.fallback import fallback_html
from ringfence.explore.model import FORMAT, Document
from ringfence.explore.packing import document_text

SCRIPTS = (
    "geo", "horizon", "project", "rings", "ground", "dom", "book", "reach", "state", "ink", "theme", "view", "map",
    "marks", "moving", "table", "evidence", "chart", "orders", "legend", "inputs", "search", "limits",
    "controls", "save", "actions", "main", "start",
)  # fmt: skip
"""The files of the page's script, in their order."""
STYLES = ("base", "layout", "parts", "narrow")
_EMBEDDED = re.compile(r'<script type="application/json" id="ringfence-document">(.*?)</script>', re.DOTALL)


def page_html(document: Document, navigation: str = "") -> str:
    """The page. It asks for nothing: its policy lets no other script, style, picture or address in.

    `navigation`: HTML of links that stand above the page.
    """
    style, script = "".join(asset(f"{name}.css") for name in STYLES), script_text()
    names = ", ".join(system.name for system in document.systems[:6])
    parts = {
        "policy": policy(script, style), "version": escape(document.ringfence), "title": escape(document.title),
        "description": escape(f"What public sources state of {names} and others: ranges by target, with every source."),
        "style": style, "navigation": navigation, "fallback": fallback_html(document),
        "document": _inert(document_text(document)), "script": script,
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda match: parts[match[1]], asset("page.html"))


@cache
def asset(name: str) -> str:
    """A file of the page, as it is shipped."""
    return (resources.files("ringfence.explore") / "assets" / name).read_text("utf-8")


def script_text() -> str:
    """The page's script: its files in order, in one strict function."""
    body = "\n".join(asset(f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{body}\n}})();\n'


def policy(script: str, style: str) -> str:
    """The Content-Security-Policy that lets in this script, this style, and pictures that the page itself makes."""
    return (
        f"default-src 'none'; script-src {hashed(script)}; style-src {hashed(style)}; img-src data: blob:; "
        f"base-uri 'none'; form-action 'none'"
    )


def hashed(text: str) -> str:
    """A text as a Content-Security-Policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _inert(text: str) -> str:
    """JSON in which no HTML parser finds a tag, and no script a line's end."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def read_page(text: str, where: str) -> dict[str, Any]:
    """The document of a page as plain data. Raises RingfenceError where the text is no page of ringfence."""
    found = _EMBEDDED.search(text)
    try:
        data = json.loads(found[1]) if found else None
    except ValueError:
        data = None
    if not isinstance(data, dict) or data.get("format", FORMAT) != FORMAT:
        raise RingfenceError(
            f"{where} is no page of ringfence", hint="only what `ringfence explore` wrote can be verified"
        )
    return data
