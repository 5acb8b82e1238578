"""The example engagements of this repository, and the demo with its history and a draft, built as sites."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from milepost import pipeline
from milepost.authoring.demo import make_demo
from milepost.authoring.trust_settings import read_trust_settings
from milepost.checking import check_client
from milepost.render.site import RenderedSite
from milepost.site_build.build import build_share
from milepost.site_build.preview import error_page
from milepost.site_build.root_page import neutral_page, portfolio_page
from milepost.sources import HistorySettings, committed_files
from milepost.working_files import WorkingFiles

REPOSITORY = Path(__file__).parents[2]
CLIENTS = REPOSITORY / "clients"
AS_OF = date(2026, 11, 22)
WITH_HISTORY = "alderway"
_OF_HISTORY = frozenset({"", "roadmap/", "trail/", "records/M1/"})


def outcomes() -> tuple[pipeline.ClientOutcome, ...]:
    """Every example engagement, built in memory on a fixed day."""
    return tuple(pipeline.build_client(CLIENTS, slug, AS_OF) for slug in pipeline.client_slugs(CLIENTS))


def demo_with_draft() -> pipeline.ClientOutcome:
    """A client of the demo with its signed history, and an edit of its plan that is not committed."""
    with tempfile.TemporaryDirectory() as scratch:
        demo = make_demo(Path(scratch, "demo"), AS_OF).folder
        plan = demo / "clients" / WITH_HISTORY / "milestones.yaml"
        plan.write_text(plan.read_text().replace("title: ", "title: Redrafted ", 1))
        settings = HistorySettings(datetime.combine(AS_OF, datetime.min.time(), UTC), read_trust_settings(demo).root)
        with committed_files(demo / "clients", settings) as behind:
            return pipeline.build_client(WorkingFiles(demo / "clients", behind), WITH_HISTORY, AS_OF)


def build_examples(out: Path) -> dict[str, RenderedSite]:
    """Every share of every example, the portfolio, the neutral page and an error page, by folder below `out`."""
    built = outcomes()
    sites = {share.folder: share.site for outcome in (*built, demo_with_draft()) for share in outcome.shares}
    portfolio = portfolio_page(built, "The engagements that we run.", AS_OF)
    broken = pipeline.ClientOutcome("broken", check_client(out, "Not A Slug", AS_OF).diagnostics, ())
    sites["_portfolio"] = RenderedSite("Tidewater Studio", "en", "", (portfolio,), (), internal=True)
    sites["_neutral"] = RenderedSite("Private", "en", "", (neutral_page(),), ())
    sites["_broken"] = error_page(broken)
    for folder, site in sites.items():
        build_share(site, out / folder)
    return sites


def page_kinds(sites: dict[str, RenderedSite]) -> tuple[str, ...]:
    """The address of one page of every kind, from the richest example: each list, one record of each collection."""
    found: dict[str, str] = {}
    for folder, site in sorted(sites.items(), key=lambda item: item[0] != "harbour"):
        for page in site.pages:
            kind = page.url
            if folder == WITH_HISTORY and kind in _OF_HISTORY:
                kind = f"{folder} {kind}"
            elif kind.startswith("records/"):
                kind = "record " + page.html.partition("</p>")[0].rpartition("·")[2].split()[0]
            elif kind.startswith("reports/") and kind != "reports/":
                kind = "report"
            elif folder != "harbour--board":
                kind = f"{folder} {kind}" if kind == "" or folder.startswith("_") else kind
            found.setdefault(kind, f"/{folder}/{page.url}")
    return tuple(found.values())
