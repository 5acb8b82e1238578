"""Options that every command takes, and dates as the command line gives them; it runs no command."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from milepost import clock

if TYPE_CHECKING:
    from collections.abc import Callable

C = TypeVar("C", bound="Callable[..., Any]")


def common_options(command: C) -> C:
    """The command with `--workspace DIR` and `--json`, given to it as `workspace` and `as_json`."""
    with_json = click.option("--json", "as_json", is_flag=True, help="Print for programs, as JSON.")(command)
    return click.option(
        "--workspace",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        metavar="DIR",
        help="The workspace: the folder with mkdocs.yml. Default: this folder.",
    )(with_json)


def as_of_option(command: C) -> C:
    """The command with `--as-of DATE`, given to it as `as_of`: a date, or None where nothing was said."""
    return click.option(
        "--as-of",
        metavar="DATE",
        callback=_as_of,
        help="The day whose state is meant. Default: SOURCE_DATE_EPOCH, else today in the client's time zone.",
    )(command)


@dataclass(frozen=True)
class State:
    """The state that was asked for: a revision of the history, and the day to show it on (None: the revision's own)."""

    revision: str = "HEAD"
    day: date | None = None


def state_option(command: C) -> C:
    """The command with `--as-of REV|DATE`, given to it as `state`."""
    return click.option(
        "--as-of",
        "state",
        metavar="REV|DATE",
        callback=_state,
        help="The state that is meant: the last commit of a day, or a revision. Default: the last commit, today "
        "(or the day of SOURCE_DATE_EPOCH).",
    )(command)


def _state(_: click.Context, __: click.Parameter, text: str | None) -> State:
    if text is None:
        return State(day=clock.day_of_environment() or clock.today(UTC))
    try:
        return State(text, date.fromisoformat(text))
    except ValueError:
        return State(text)


def print_json(value: object) -> None:
    """Print `value` as JSON, keys in the order given."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def plural(count: int, noun: str) -> str:
    """Such as `1 client` and `3 clients`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _as_of(_: click.Context, option: click.Parameter, text: str | None) -> date | None:
    return clock.day_of_environment() if text is None else given_day(_, option, text)


def given_day(_: click.Context, option: click.Parameter, text: str | None) -> date | None:
    """The day that an option was given, None where it was not; raises BadParameter with what to write instead."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        advice = "Write the day as YYYY-MM-DD, such as 2026-03-31."
        raise click.BadParameter(f"“{text}” is not a date. {advice}", param=option) from fault
