"""`milepost verify`: who signed the commits of a repository, and whether that holds; the rules are history's."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from milepost import clock
from milepost.authoring.trust_settings import TrustSettings, read_trust_settings
from milepost.cli.options import common_options, plural, print_json
from milepost.errors import SafetyRefusal, UsageError
from milepost.history.allowed_signers import UnreadableTrust
from milepost.history.audit import AuditTrust, audit
from milepost.history.log import read_history
from milepost.history.repository import open_repository
from milepost.history.stock_git import StockTrust
from milepost.history.trust import judge, judge_by
from milepost.history.trust_files import FOLDER, REVOKED, SIGNERS, read_trust_files
from milepost.history.trust_root import ENVIRONMENT, parse_trust_root
from milepost.history.verdict import Status

if TYPE_CHECKING:
    from milepost.history.audit import Audit
    from milepost.history.commits import Commit
    from milepost.history.log import History
    from milepost.history.repository import Repository
    from milepost.history.trust import Judgement
    from milepost.history.verdict import Verdict

MOST_SHOWN = 20
_WRONG = {Status.BAD, Status.REVOKED}
_IN_WORDS = {
    Status.VALID_PERSON: "signed by a listed person",
    Status.VALID_PLATFORM: "signed by a hosting platform",
    Status.UNKNOWN_KEY: "signed by a key that nobody is listed with",
    Status.UNTRUSTED: "signed, but no trust says anything for it",
    Status.EXPIRED: "signed outside the key's time",
    Status.REVOKED: "signed by a revoked key",
    Status.BAD: "the signature is not of this commit",
    Status.UNSIGNED: "not signed",
    Status.UNVERIFIABLE: "the signature could not be checked",
}
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@dataclass(frozen=True)
class Given:
    """What to verify by: a trust root and platforms, or a list of signers that replaces the repository's trust/."""

    settings: TrustSettings
    source: str
    signers: Path | None = None
    revoked: Path | None = None


@click.command()
@click.option("--repo", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Default: the workspace.")
@click.option("--rev", default="HEAD", show_default=True, metavar="REV", help="The commit whose history is verified.")
@click.option(
    "--trust-root", metavar="COMMIT:FINGERPRINT", help=f"Where trust begins. Default: {ENVIRONMENT}, mkdocs.yml."
)
@click.option("--allowed-signers", type=_FILE, metavar="FILE", help="Judge by this list, whatever trust/ says.")
@click.option("--revoked-keys", type=_FILE, metavar="FILE", help="Keys that are revoked; with --allowed-signers.")
@click.option("--audit", "audited", is_flag=True, help="Check every verdict again with git and ssh-keygen.")
@click.option("--allow-incomplete-history", is_flag=True, help="Verify what is there of a partial history.")
@common_options
@click.pass_context
def verify(ctx: click.Context, /, **options: Any) -> None:  # noqa: ANN401 (whatever Click passes on)
    """Say of every commit who signed it, and whether that holds. DIR is any git repository.

    Exit code 1 where a signature is bad, a key is revoked, or trust/ was changed by somebody who may not;
    4 where --audit finds a verdict that stock tools do not share.
    """
    folder = options["repo"] or options["workspace"]
    given = _given(options)
    with open_repository(folder, allow_incomplete=options["allow_incomplete_history"]) as repository:
        history = read_history(repository, repository.resolve(options["rev"]), (FOLDER,))
        judgement = _judge(repository, history, given)
        audited = _audit(repository, history, judgement, given) if options["audited"] else None
    for note in repository.notes:
        click.echo(f"{note}\n", err=True)
    if options["as_json"]:
        print_json(_as_data(history, judgement, audited))
    else:
        _print(history, judgement, given)
        _print_audit(audited)
    if audited is not None and audited.undocumented:
        raise SafetyRefusal(
            f"{plural(len(audited.undocumented), 'verdict')} of Milepost's is not what stock tools say."
        )
    if judgement.violations or any(verdict.status in _WRONG for verdict in judgement.verdicts.values()):
        ctx.exit(1)


def _given(options: dict[str, Any]) -> Given:
    signers, revoked = options["allowed_signers"], options["revoked_keys"]
    if signers is not None:
        if options["trust_root"]:
            raise UsageError("--allowed-signers and --trust-root exclude each other: take one of them.")
        return Given(TrustSettings(), str(signers), signers, revoked)
    if revoked is not None:
        raise UsageError("--revoked-keys goes with --allowed-signers only; a repository's own are in trust/.")
    settings = _workspace_settings(options)
    for source, text in (("--trust-root", options["trust_root"]), (ENVIRONMENT, os.environ.get(ENVIRONMENT))):
        if text:
            return Given(TrustSettings(parse_trust_root(text), settings.platform_keys), source)
    return Given(settings, "mkdocs.yml")


def _workspace_settings(options: dict[str, Any]) -> TrustSettings:
    """The settings of the workspace, where it is part of the repository: a stranger's mkdocs.yml vouches for nobody."""
    workspace, repo = options["workspace"].resolve(), (options["repo"] or options["workspace"]).resolve()
    return read_trust_settings(workspace) if workspace.is_relative_to(repo) else TrustSettings()


def _judge(repository: Repository, history: History, given: Given) -> Judgement:
    now = clock.now()
    if given.signers is None:
        return judge(history, repository.objects.blob, given.settings.root, given.settings.platform_keys, now)
    files = {SIGNERS: given.signers.read_bytes()}
    if given.revoked is not None:
        files[REVOKED] = given.revoked.read_bytes()
    try:
        trust = read_trust_files(files)
    except UnreadableTrust as fault:
        raise UsageError(f"{fault} (of the files given).") from fault
    return judge_by(history, trust, (), now, given.source)


def _audit(repository: Repository, history: History, judgement: Judgement, given: Given) -> Audit:
    stock = None
    if given.signers is not None:
        revoked = given.revoked.read_bytes() if given.revoked is not None else None
        stock = StockTrust(given.signers.read_bytes(), revoked)
    return audit(repository, history, judgement, AuditTrust(given.settings.platform_keys, stock))


def _as_data(history: History, judgement: Judgement, audited: Audit | None) -> dict[str, object]:
    verdicts, flags = judgement.verdicts, judgement.flags
    data: dict[str, object] = {
        "commits": [
            _commit_data(logged.commit, verdicts[logged.commit.oid], flags.get(logged.commit.oid, ()))
            for logged in history.commits
        ],
        "complete": history.complete,
        "violations": [{"commit": one.oid, "reason": one.reason} for one in judgement.violations],
    }
    if audited is not None:
        data["audit"] = {
            "asked": audited.asked,
            "differences": [
                {
                    "commit": one.oid,
                    "status": one.verdict.status.value,
                    "stock": one.letter,
                    "documented": one.name or None,
                }
                for one in audited.differences
            ],
        }
    return data


def _commit_data(commit: Commit, verdict: Verdict, flags: tuple[str, ...]) -> dict[str, object]:
    return {
        "commit": commit.oid,
        "parents": list(commit.parents),
        "author": f"{commit.author.name} <{commit.author.email}>",
        "authored_at": commit.author.at.isoformat(),
        "committed_at": commit.committer.at.isoformat(),
        "signature": {
            "status": verdict.status.value,
            "key": verdict.fingerprint,
            "principal": verdict.principal,
            "kind": verdict.kind,
            "reason": verdict.reason,
            "signer_differs": verdict.signer_differs,
            "flags": list(flags),
        },
    }


def _print(history: History, judgement: Judgement, given: Given) -> None:
    click.echo(f"{plural(len(history.commits), 'commit')}, {_completeness(history)}. {_by_what(given)}")
    counts = Counter(verdict.status for verdict in judgement.verdicts.values())
    for status in Status:
        if counts[status]:
            colour = "green" if status.value.startswith("valid") else "red" if status in _WRONG else "yellow"
            click.echo(f"  {counts[status]:>7,}  {click.style(f'{status.value:<14}', fg=colour)}  {_IN_WORDS[status]}")
    others = [logged.commit for logged in history.commits if not judgement.verdicts[logged.commit.oid].valid]
    _section("Not valid", [_line(commit, judgement.verdicts[commit.oid]) for commit in others])
    _section("Trust was not changed by", [f"{one.oid[:12]}  {one.reason}" for one in judgement.violations])
    flagged = [f"{oid[:12]}  {' '.join(said)}" for oid, said in judgement.flags.items()]
    _section("To be looked at", flagged)


def _line(commit: Commit, verdict: Verdict) -> str:
    day = f"{commit.committer.at:%Y-%m-%d}"
    return f"{commit.oid[:12]}  {day}  {commit.author.email}  {verdict.status.value}: {verdict.reason}"


def _section(title: str, lines: list[str]) -> None:
    if not lines:
        return
    shown = f", the first {MOST_SHOWN}" if len(lines) > MOST_SHOWN else ""
    click.echo(f"\n{title} ({len(lines):,}{shown}):")
    for line in lines[:MOST_SHOWN]:
        click.echo("  " + "".join(sign if sign.isprintable() else "?" for sign in line))


def _completeness(history: History) -> str:
    if history.complete:
        return "history complete"
    return (
        f"history INCOMPLETE before {history.incomplete_since:%Y-%m-%d}" if history.incomplete_since else "INCOMPLETE"
    )


def _by_what(given: Given) -> str:
    if given.signers is not None:
        return f"Judged by {given.source}, not by the repository's own trust."
    root = given.settings.root
    if root is None:
        return "No trust root is configured, so that nobody is trusted: see --trust-root."
    return f"Trust root: {root.commit[:12]} (from {given.source})."


def _print_audit(audited: Audit | None) -> None:
    if audited is None:
        return
    names = Counter(one.name for one in audited.differences if one.name)
    listed = ", ".join(f"{name} ({count})" for name, count in sorted(names.items()))
    click.echo(f"\nAudit: stock git and ssh-keygen were asked about {plural(audited.asked, 'commit')}.")
    click.echo(f"  {len(audited.undocumented)} disagreements; deliberate differences: {listed or 'none'}.")
    for one in audited.undocumented[:MOST_SHOWN]:
        click.echo(f"  {one.oid[:12]}  Milepost: {one.verdict.status.value}; stock: {one.letter}")
