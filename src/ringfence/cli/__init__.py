"""The command line: arguments and exit codes. Each command's module is imported only when it is run."""

import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO
from itertools import takewhile
from warnings import simplefilter

import click

from ringfence.cli.home import ALIASES, GROUPS, home, meant, room_of
from ringfence.errors import RingfenceError
from ringfence.plain_text import shown
from ringfence.progress import tell

COMMANDS = {
    "acquisitions": "Who ordered what: ordered, delivered, outstanding, expected.",
    "audit": "What is valid and yet doubtful, with a score per system.",
    "chart": "Systems ranked by a measure, with spread and every statement.",
    "check": "What no catalog file may say: every problem with its line and column.",
    "compare": "Put systems side by side, split by target class.",
    "completion": "Print the shell completion script for bash, zsh or fish.",
    "diff": "What changed between two catalogs, and how cells moved.",
    "envelope": "Altitude–range diagrams from sourced points only.",
    "explain": "Every statement behind a cell, with its link and why it counts.",
    "explore": "One page to look at, drag and share: every cell with its sources.",
    "export": "Rings, statements and sources as files for other programs.",
    "factcheck": "Points at every figure near a system in a text; judges the plain sentence.",
    "import": "Turn rows of claims into catalog files.",
    "list": "List systems; filter with --where, rank with --sort.",
    "new": "Begin a catalog file.",
    "operators": "Which country operates which system, or has it on order.",
    "search": "Find systems, missiles, makers and countries by words of their names.",
    "rings": "Draw honest range rings on a map.",
    "show": "A system's card: all that the catalog holds on it.",
    "site": "Write a static site: the explorer, a page a system, the data as JSON.",
    "sources": "The pages that figures rest on, a line each, with how much rests on it.",
    "suggest": "One source's figure as lines of a catalog file, with the diff.",
    "value": "What a text means in the value grammar, or why it is refused.",
    "verify": "Does a drawn figure still hold against the catalog?",
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        name = ALIASES.get(name, name)
        if name not in COMMANDS:
            return None
        command = import_module(room_of(name)).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args == ["help"]:
            click.echo(ctx.get_help())
            ctx.exit()
        if args[0] == "help":
            args = [args[1], "--help"]
        if args[0] not in (*COMMANDS, *ALIASES) and not args[0].startswith("-"):
            args = [meant([*takewhile(lambda word: not word.startswith("-"), args)], COMMANDS), *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, names in GROUPS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, COMMANDS[name]) for name in names])


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from ringfence import __version__
    from ringfence.catalog.store import Catalog

    catalog = Catalog.load()
    click.echo(f"ringfence {__version__}, catalog {catalog.digest} ({len(catalog)} systems)")
    ctx.exit()


def _verbose(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from ringfence.cli.verbose import tell_of_files

        tell_of_files()


@click.group(
    cls=_Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show version and catalog hash.",
)
@click.option(
    "--verbose",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_verbose,
    help="Say which files and caches are read.",
)
@click.pass_context
def cli(context: click.Context) -> None:
    """What public sources say of air-defence systems: each figure with its source, its doubt and its target class."""
    if context.invoked_subcommand is None:
        click.echo(home(COMMANDS), nl=False)


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 the answer is no, 2 wrong usage or bad data."""
    gc.set_threshold(
        100_000
    )  # a process of a fraction of a second leaves few cycles behind: looking for them took a tenth of it
    for kind in (DeprecationWarning, FutureWarning):  # of libraries, to their authors: no user's, however Python is set
        simplefilter("ignore", kind)
    os.environ["MPLBACKEND"] = "agg"  # files are drawn, no windows; a backend of the user's may not be there
    _open_streams()
    with suppress(ValueError):  # not in a thread
        signal.signal(signal.SIGTERM, _stop)
    early = signal.getsignal(signal.SIGINT) is signal.SIG_DFL  # as __main__ has set it
    if early:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    tell(sys.stderr)
    code = run(args)
    if early:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # nor is there a traceback while Python goes down
    sys.exit(code)


def _open_streams() -> None:
    """Something stands in the place of streams that are closed, or else the next file that is opened would: nothing to
    read, output that is refused when it is written to, and messages that lead to nowhere.
    """
    for name, mode, way in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            stays = open(os.open(os.devnull, way), mode, encoding="utf-8")  # noqa: SIM115, PTH123
            setattr(sys, name, stays)


def _stop(number: int, _: object) -> None:
    sys.exit(128 + number)  # on the way out, what lies beside is cleared away


def run(args: list[str] | None = None) -> int:
    """Run the command line; the exit code. A closed pipe and Ctrl-C are quiet, and whatever a user can cause is told in
    a line.
    """
    try:
        code = cli.main(args=args, prog_name="ringfence", standalone_mode=False)
        if not sys.stdout.closed:  # the oldest click that is allowed closes it behind its pager
            sys.stdout.flush()
    except click.ClickException as error:
        text = StringIO()
        error.show(file=text)
        _say(text.getvalue().rstrip("\n"))
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        _leave_output()
        return 0
    except RingfenceError as error:
        _say(f"error: {error}")
        return error.exit_code
    except UnicodeEncodeError as error:
        _say(f"error: this terminal's encoding ({error.encoding}) lacks a character; try --ascii")
        return 2
    except OSError as error:
        where = error.filename or "standard output"
        _leave_output()
        _say(f"error: cannot read or write {where}: {error.strerror or error}")
        return 2
    except ModuleNotFoundError as error:
        if (error.name or "ringfence").startswith("ringfence"):
            raise
        _say(f"error: this needs the package {error.name}: python3 -m pip install ringfence brings all that it needs")
        return 2
    except MemoryError:
        _say("error: there is not enough memory for this: ask for less at a time")
        return 2
    return code if isinstance(code, int) else 0


def _say(text: str) -> None:
    with suppress(OSError):
        click.echo(shown(text), err=True)


def _leave_output() -> None:
    """Nothing more goes to standard output, not even what is still to be flushed at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
