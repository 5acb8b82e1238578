"""The command `milepost`: its group, and the one place where errors become messages and exit codes."""

from __future__ import annotations

from typing import Any, NoReturn

import click

from milepost import __version__
from milepost.cli.build import build
from milepost.cli.check import check
from milepost.cli.demo import demo
from milepost.cli.digest import digest
from milepost.cli.due import due
from milepost.cli.init import init
from milepost.cli.matrix import matrix
from milepost.cli.new import new
from milepost.cli.pdf import pdf
from milepost.cli.report import report
from milepost.cli.schema import schema
from milepost.cli.trail import trail
from milepost.cli.verify import verify
from milepost.errors import EnvironmentFault, MilepostError


class MilepostGroup(click.Group):
    """A group whose commands end in words whatever goes wrong outside them."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (whatever Click passes on)
        """What the command returns."""
        try:
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


for _command in (init, new, check, build, schema, demo, due, digest, report, pdf, matrix, trail, verify):
    milepost.add_command(_command)


def _end(ctx: click.Context, error: MilepostError) -> NoReturn:
    click.echo(f"{click.style('Error:', fg='red')} {error}", err=True)
    ctx.exit(error.exit_code)


def _in_words(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."
