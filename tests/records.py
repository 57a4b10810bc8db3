"""Records made for a test."""

from typing import Any

from ringfence.specs.system import System

Envelopes = list[dict[str, Any]]


def system(envelopes: Envelopes, sources: dict[str, dict[str, Any]] | None = None, **more: Any) -> System:
    """A record with these envelopes; every source that they name is defined."""
    keys = {k for e in envelopes for m, by in e.items() if isinstance(by, dict) for k in by} | set(sources or {})
    for flags in more.get("engages", {}).values():
        keys |= set(flags)
    plain = {"publisher": "P", "published": "2015", "kind": "newspaper", "language": "en"}
    defined: dict[str, dict[str, Any]] = {
        k: {**plain, "url": f"https://example.org/{k}", **(sources or {}).get(k, {})} for k in keys
    }
    names = {e["effector"] for e in envelopes if "effector" in e}
    base = {
        "id": "x", "name": "X", "origin": ["RUS"], "kind": "sam", "reference": "aircraft", "status": "in-service",
        "effectors": {name: {} for name in names}, "envelopes": envelopes, "sources": defined, **more,
    }  # fmt: skip
    return System.model_validate(base)
