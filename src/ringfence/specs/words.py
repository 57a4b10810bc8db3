"""The words that a record, a scene or an option may choose from, once each; the models and the command line take them
from here.

It imports nothing, so that the command line can list them before anything is read.
"""

from typing import Literal

By = Literal["media", "analyst", "government", "manufacturer", "military"]
"""Who is quoted for a figure."""
Context = Literal["stated", "test", "planned", "unclear"]
SourceKind = Literal[
    "newspaper", "news-agency", "trade-press", "state-media", "think-tank", "academic",
    "government", "military", "manufacturer", "encyclopedia", "forum", "blog", "aggregator",
]  # fmt: skip

SystemKind = Literal[
    "sam", "manpads", "gun", "gun-missile", "abm", "directed-energy", "interceptor-drone", "counter-drone", "network"
]  # fmt: skip
SystemStatus = Literal["proposed", "in-development", "in-service", "retired", "cancelled"]
Platform = Literal["land", "sea", "silo"]
Reference = Literal["aircraft", "ballistic-missile", "rocket-artillery-mortar", "drone"]
"""The class that a bare figure, with no target named, is about."""

OrderUnit = Literal[
    "regiment", "battalion", "squadron", "battery", "fire-unit", "system", "launcher", "missile", "radar", "unit"
]  # fmt: skip
OrderStatus = Literal["talks", "approved", "ordered", "option", "pledged", "completed", "cancelled"]
Stage = Literal[
    "talks", "approved", "option", "pledged", "planned", "mentioned", "contract", "ordered", "partly delivered",
    "delivered", "completed", "cancelled",
]  # fmt: skip
"""How far an order has come, as it is told."""
Use = Literal["operates", "no longer", "disputed", "not stated"]
"""Whether a country operates a system, as it is told."""
OrderSort = Literal["operator", "system", "signed", "ordered", "delivered", "outstanding", "price", "newest"]

Choice = Literal["typical", "lowest", "highest"]
"""Which of the statements that count a cell shows."""
Units = Literal["metric", "imperial", "nautical", "as-stated"]
"""The units that a reader may ask for."""
Look = Literal["light", "dark", "print"]
Projection = Literal["azimuthal-equidistant", "plate-carree", "mercator", "orthographic"]
Format = Literal["table", "markdown", "latex", "html", "csv", "json", "jsonl", "tsv"]
"""How a table is printed."""
RingFormat = Literal["geojson", "kml", "kmz", "gpkg", "shp", "csv"]
"""What rings are exported as."""
