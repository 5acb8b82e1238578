"""Everything that can be made of a committed client for each of its shares: the site, and what commands write."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from milepost import pipeline, reporting
from milepost.digest import Asked, client_digest
from milepost.exports.matrix import matrix_csv, matrix_data
from milepost.exports.trail_json import trail_data
from milepost.shares import client_trail, share_context
from support.examples import AS_OF
from support.sites import rendered_files, shares_of
from support.trails import committed_folder

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from milepost.kept import Kept

BEGINNING = date(2026, 1, 1)


def everything_told(
    workspace: Path, shares: Collection[str], since: str, kept: Kept | None = None
) -> dict[str, dict[str, bytes]]:
    """Every file of each share of `harbour`, by its folder, with letters, reports and tables under names in brackets.

    The letter tells what changed after the commit `since`.
    """
    with committed_folder(workspace, kept=kept) as source:
        outcome = pipeline.build_client(source, "harbour", AS_OF)
        found = {folder: rendered_files(site) for folder, site in shares_of(outcome).items() if folder in shares}
        for folder, files in found.items():
            share = folder.partition("--")[2] or "client"
            mail = client_digest(source, "harbour", Asked(share, since, AS_OF, "https://status.example/")).mail
            report = reporting.detailed_report(source, "harbour", share, BEGINNING, AS_OF)
            chains = share_context(source, "harbour", share, AS_OF).chains
            trail = trail_data(client_trail(source, "harbour", share))
            files["(milepost digest)"] = mail or b""
            files["(milepost report --from)"] = report.text.encode()
            files["(milepost matrix)"] = f"{matrix_csv(chains)}{json.dumps(matrix_data(chains))}".encode()
            files["(milepost trail)"] = json.dumps(trail, ensure_ascii=False).encode()
        found["harbour"]["(milepost report)"] = reporting.next_report(source, "harbour", AS_OF).text.encode()
    return found
