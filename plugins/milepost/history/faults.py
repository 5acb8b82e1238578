"""Why a history cannot be read, each with its remedy; it detects nothing itself."""

from __future__ import annotations

from milepost.errors import EnvironmentFault

_ALLOW = "set `allow_incomplete_history: true` (for `milepost verify`: `--allow-incomplete-history`)"


class NoGit(EnvironmentFault):
    """The program git is not there."""

    def __init__(self) -> None:
        super().__init__("git was not found. Install it (Debian and Ubuntu: `apt install git`).")


class NotARepository(EnvironmentFault):
    """A folder is in no git repository."""

    def __init__(self, folder: object) -> None:
        super().__init__(f"{folder} is not in a git repository. Make one with `git init`, or name another folder.")


class NoCommits(EnvironmentFault):
    """A repository has nothing committed yet."""

    def __init__(self) -> None:
        super().__init__(
            "The branch that is checked out has no commits yet. Commit the files: `git add --all && git commit`."
        )


class ShallowHistory(EnvironmentFault):
    """Only the newest commits were fetched; the oldest of them would look as if it had made everything."""

    def __init__(self) -> None:
        super().__init__(
            "The repository is a shallow clone: older commits are missing. Fetch them with `git fetch --unshallow` "
            f"(GitHub Actions: `fetch-depth: 0`; GitLab: `GIT_DEPTH: 0`), or {_ALLOW}."
        )


class PartialHistory(EnvironmentFault):
    """A partial clone lacks objects and would fetch them while they are read."""

    def __init__(self) -> None:
        super().__init__(
            "The repository is a partial clone: some file contents were never fetched. Clone it again without "
            f"`--filter`, or {_ALLOW}."
        )


class GraftedHistory(EnvironmentFault):
    """`info/grafts` gives commits other parents than they have."""

    def __init__(self) -> None:
        super().__init__(
            "The repository has grafts (the file `info/grafts` in its git directory), which make its history look "
            f"other than it is. Remove that file, or {_ALLOW} to read past it."
        )


class ReplacedHistory(EnvironmentFault):
    """`refs/replace` shows other objects in place of some."""

    def __init__(self) -> None:
        super().__init__(
            "The repository has replacement objects, which make its history look other than it is. `git replace -l` "
            f"lists them; remove each with `git replace -d`, or {_ALLOW} to read past them."
        )


class UnsupportedRepository(EnvironmentFault):
    """A repository uses a format that is not read here."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"The repository {what}, which is not supported. {remedy}")


class UnknownRevision(EnvironmentFault):
    """Something that was named is no commit."""

    # Whoever named it called the command wrongly, as with a client that there is not; the history is as it should be.
    exit_code = 2

    def __init__(self, revision: str, reason: str = "there is no such branch, tag, commit or day") -> None:
        super().__init__(f"Revision {revision!r} cannot be used: {reason}. See `git log --oneline` for what there is.")


class CorruptHistory(EnvironmentFault):
    """An object is not what its name says, or what git lists is not what the commits say."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The history cannot be trusted: {what}. Run `git fsck --full`; "
            "then restore the repository from a sound clone."
        )


class MissingObject(CorruptHistory):
    """An object that the history names is not in the repository."""

    def __init__(self, oid: str) -> None:
        super().__init__(f"object {oid} is missing")
        self.oid = oid


class ObjectTooLarge(EnvironmentFault):
    """An object is larger than is ever read."""

    def __init__(self, oid: str, size: int, most: int) -> None:
        super().__init__(
            f"Object {oid} has {size:,} bytes; at most {most:,} are read. "
            f"`git log --all --find-object={oid}` names its file: keep files of this size elsewhere."
        )
