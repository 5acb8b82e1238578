"""A workspace made by hand, and a pipeline small enough to see through: for tests of the plugin alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from milepost.diagnostics import Diagnostic, Location, Severity
from milepost.errors import EnvironmentFault
from milepost.pipeline import ClientOutcome, ShareOutcome
from milepost.render.site import NavGroup, RenderedPage, RenderedSite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from milepost.working_files import Source

MKDOCS_YML = """
site_name: Tidewater Studio
docs_dir: clients/_portfolio
theme: {name: material, font: false}
plugins: [search, {milepost: {OPTIONS}}]
"""


def small_workspace(folder: Path, options: str = "", **clients: str) -> Path:
    """`folder` with mkdocs.yml, the words above the portfolio, and a `client.yaml` for each client."""
    (folder / "mkdocs.yml").write_text(MKDOCS_YML.replace("OPTIONS", options))
    (folder / "clients" / "_portfolio").mkdir(parents=True)
    (folder / "clients" / "_portfolio" / "index.md").write_text("# Words of the agency\n")
    for slug, text in clients.items():
        write_client(folder, slug, text)
    return folder


def write_client(workspace: Path, slug: str, text: str) -> None:
    """Write `text` as the client's one file; `fault`, `odd` and `unreadable` in it mean what they say."""
    path = workspace / "clients" / slug / "client.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


@dataclass
class SmallPipeline:
    """The pipeline's functions over such files; `built` lists the slugs as they were built."""

    built: list[str] = field(default_factory=list)
    dates: list[date | None] = field(default_factory=list)

    def build_client(self, clients: Source, slug: str, as_of: date | None) -> ClientOutcome:
        """Two pages that repeat the client's text; two shares where it says `board`."""
        self.built.append(slug)
        self.dates.append(as_of)
        text = clients.tree(slug).read("client.yaml").decode()
        if "unreadable" in text:
            raise EnvironmentFault(f"{slug} cannot be read.")
        diagnostics = _diagnostics(slug, text)
        if "fault" in text:
            return ClientOutcome(slug, diagnostics, ())
        folders = [slug, f"{slug}--board"] if "board" in text else [slug]
        shares = tuple(ShareOutcome(name, _site(name, text)) for name in folders)
        return ClientOutcome(slug, diagnostics, shares)

    def portfolio_page(self, outcomes: Sequence[ClientOutcome], intro: str, as_of: date | None) -> RenderedPage:
        """The agency's words and a link to each client."""
        links = "".join(f'<li><a href="{item.slug}/">{item.slug}</a>: {item.summary}</li>' for item in outcomes)
        return RenderedPage("", "Clients", "", f"<h1>Clients</h1><p>{intro} {as_of}</p><ul>{links}</ul>")

    def neutral_page(self) -> RenderedPage:
        """A page that names nobody."""
        return RenderedPage("", "Private", "", "<h1>Private</h1>")

    def error_page(self, outcome: ClientOutcome) -> RenderedSite:
        """A page with the diagnostics."""
        shown = "".join(f"<pre>{item}</pre>" for item in outcome.diagnostics)
        return RenderedSite("Faults", "en", "", (RenderedPage("", "Faults", "", f"<h1>Faults</h1>{shown}"),), ())


def _diagnostics(slug: str, text: str) -> tuple[Diagnostic, ...]:
    severities = {"fault": Severity.ERROR, "odd": Severity.WARNING}
    place = Location(f"clients/{slug}/client.yaml")
    return tuple(
        Diagnostic("X1", f"{slug} has a {word}", place, severity=severity)
        for word, severity in severities.items()
        if word in text
    )


def _site(name: str, text: str) -> RenderedSite:
    pages = tuple(RenderedPage(url, "Page", "", f"<h1>{text}</h1>") for url in ("", "roadmap/"))
    return RenderedSite(name, "en", "", pages, (NavGroup("", ("", "roadmap/")),))
