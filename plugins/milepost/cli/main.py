"""The command `milepost`: its group, and the one place where errors become messages and exit codes.

A command's module is imported when the command is called: all of them bring half of what is installed with them.
"""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from importlib import import_module
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from milepost import __version__
from milepost.errors import EnvironmentFault, MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS: Final = {
    "init": "Make a workspace in DIR (default: this folder).",
    "new": "Make the files of something new.",
    "check": "Say what is wrong in the clients' files; all of it at once, with file, line and column.",
    "build": "Build each client's sites into DIR/SLUG, from the files as they were committed.",
    "schema": "Print the JSON Schema (draft-07) of one kind of file, or write all of them for editors.",
    "demo": "Make a workspace in DIR as a git repository: three engagements with months of signed history.",
    "due": "Say what is owed, by whom and by when: reports, answers, actions, reviews, approvals, renewals, "
    "maintenance.",
    "digest": "Write the e-mail of what changed, in the client's language, as text and HTML; without --out "
    "it is printed.",
    "report": "Draft the next report of SLUG into its `reports/` folder, from the record since the last one.",
    "pdf": "Print a PAGE of SLUG's site to a tagged PDF with an outline and page numbers; without PAGE the board pack.",
    "matrix": "Say of each requirement of SLUG which milestones, deliverables, checks and acceptances answer it.",
    "trail": "Say who changed what in a client's record, when, and whether the signature could be checked; "
    "newest first.",
    "verify": "Say of every commit who signed it, and whether that holds. DIR is any git repository.",
}
"""Each command and the first sentence of its help; its module in `milepost.cli` and the command in it have its name."""


class MilepostGroup(click.Group):
    """A group of commands that are imported when called, and end in words whatever goes wrong outside them."""

    def list_commands(self, _: click.Context) -> list[str]:
        """The names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"milepost.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, click.Command(name, help=COMMANDS[name]).get_short_help_str(room)) for name in names]
            )

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (whatever Click passes on)
        """What the command returns."""
        try:
            with _ending_in_order():
                return super().invoke(ctx)
        except MilepostError as error:
            return _end(ctx, error)
        except BrokenPipeError:
            raise  # Click ends quietly where nobody reads any more, as after `| head`
        except OSError as error:
            return _end(ctx, EnvironmentFault(_in_words(error)))


@click.group(cls=MilepostGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="milepost")
def milepost() -> None:
    """Private roadmap and status sites for each client, from YAML in git.

    Exit codes: 0 fine; 1 something is wrong in the clients' files; 2 the command was called wrongly;
    3 something outside is missing or unreadable; 4 refused, because it would overwrite or disclose something.
    """


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Lets SIGTERM end the command as an exception does, so that what it has built aside goes with it."""
    # A handler that somebody else has set, or a signal that they ignore, is theirs.
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL or current_thread() is not main_thread():
        yield
        return
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(ctx: click.Context, error: MilepostError) -> NoReturn:
    click.echo(f"{click.style('Error:', fg='red')} {error}", err=True)
    ctx.exit(error.exit_code)


def _in_words(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."
