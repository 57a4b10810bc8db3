"""An environment for programs that are to work without a network and without a user's own settings."""

import os
from pathlib import Path

# Python runs a `sitecustomize` at each start; this one lets nothing but local sockets connect.
_GUARD = """
import socket


def _refuse(sock, address, *more):
    raise OSError(f"offline: {address!r} was asked for, and the program is to work without a network")


def _refuse_names(host, *more, **named):
    raise OSError(f"offline: the address of {host!r} was asked for")


class _Offline(socket.socket):
    def connect(self, address):
        return super().connect(address) if self.family == getattr(socket, "AF_UNIX", None) else _refuse(self, address)

    def connect_ex(self, address):
        return super().connect_ex(address) if self.family == getattr(socket, "AF_UNIX", None) else _refuse(self, address)


socket.socket = _Offline
socket.getaddrinfo = _refuse_names
"""


# Other programs are sent to a proxy that is not there: port 9 discards.
_NOWHERE = "http://127.0.0.1:9"


def environment(folder: Path, *python_path: Path) -> dict[str, str]:
    """Variables under which a program has an empty home in `folder`, no network and no ringfence settings.

    `python_path` folders come first on its import path. Nothing of a shell's own Python settings is kept.
    """
    guard, home = folder / "guard", folder / "home"
    guard.mkdir(exist_ok=True)
    home.mkdir(exist_ok=True)
    (guard / "sitecustomize.py").write_text(_GUARD, "utf-8")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "RINGFENCE", "XDG_", "MPL"))}
    proxies = {f"{scheme}_proxy": _NOWHERE for scheme in ("http", "https", "ftp", "all")}
    return {
        **kept,
        **proxies,
        **{name.upper(): value for name, value in proxies.items()},
        "no_proxy": "",
        "NO_PROXY": "",
        "npm_config_offline": "true",
        "HOME": str(home),
        "COLUMNS": "80",
        "MPLBACKEND": "agg",
        "PYTHONPATH": os.pathsep.join(map(str, (*python_path, guard))),
        "PYTHONWARNINGS": "default",
    }
