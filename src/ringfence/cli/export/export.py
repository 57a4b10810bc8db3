"""`ringfence export`: rings, the catalog and its sources, for other programs."""

from importlib import import_module

import click

KINDS = {
    "catalog": "Every statement as one tidy table, with systems, sources and a data dictionary.",
    "rings": "Range rings for a GIS or an earth viewer.",
    "citations": "Each source once, for a reference manager.",
}


class _LazyKinds(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(KINDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in KINDS:
            return None
        command = import_module(f"ringfence.cli.export.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("What"):
            formatter.write_dl(sorted(KINDS.items()))


@click.group("export", cls=_LazyKinds)
def command() -> None:
    """Take the data elsewhere: rings to maps, statements to tables, sources to reference managers."""
