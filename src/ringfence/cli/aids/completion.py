"""`ringfence completion`."""

import click

from ringfence.cli.options import put


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL; for bash: eval "$(ringfence completion bash)"."""
    from click.shell_completion import get_completion_class

    from ringfence.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None
    put(kind(cli, {}, "ringfence", "_RINGFENCE_COMPLETE").source(), None)
