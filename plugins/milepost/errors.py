"""Exceptions for a broken environment or a refused action; faults in what users wrote are diagnostics instead.

The tree follows what the caller does about it (exit codes of the command line):

    MilepostError
    ├── UsageError        2  the command was called wrongly
    ├── EnvironmentFault  3  something outside the engagement is missing or unreadable
    └── SafetyRefusal     4  going on would disclose or destroy something
"""

from __future__ import annotations


class MilepostError(Exception):
    """Root of all errors that are shown to people without a traceback."""

    exit_code = 1


class UsageError(MilepostError):
    """The command was called in a way that has no meaning."""

    exit_code = 2


class EnvironmentFault(MilepostError):
    """A workspace, a program or a file system is not as it must be."""

    exit_code = 3


class SafetyRefusal(MilepostError):
    """Going on would leak, overwrite or weaken something; nothing was done."""

    exit_code = 4
