"""A small share made by hand: what `build_share` is given in tests that are not about engagements."""

from __future__ import annotations

from dataclasses import replace

from milepost.render.site import NavGroup, RenderedPage, RenderedSite, SiteFile

_TITLES = {
    "": "Overview",
    "roadmap/": "Roadmap",
    "actions/": "Your actions",
    "results/": "Results",
    "risks/": "Risks",
    "requirements/": "Requirements",
    "people/": "People",
    "records/M1/": "M1",
}


def small_site() -> RenderedSite:
    """Eight pages: three at the top, two groups, and two pages that are not in the navigation."""
    return RenderedSite(
        name="Fernhill Clinics",
        language="en",
        notice="Prepared by Tidewater Studio for Fernhill Clinics. Confidential.",
        pages=tuple(page(url, title) for url, title in _TITLES.items()),
        navigation=(
            NavGroup("", ("", "roadmap/", "actions/")),
            NavGroup("Progress", ("results/", "risks/")),
            NavGroup("Agreement", ("requirements/",)),
        ),
        files=(SiteFile("data/engagement.json", b'{"format": 1}'),),
    )


def page(url: str, title: str, html: str = "") -> RenderedPage:
    """A page with a heading, a paragraph and a link to the overview, or with `html`."""
    up = "../" * url.count("/") or "./"
    heading = f'<h1 id="top">{title} is on schedule.</h1><h2 id="next">Next</h2>'
    plain = f'{heading}<p>{title} words. <a href="{up}#next">Overview</a></p>'
    return RenderedPage(url, title, f"{title} of the project", html or plain)


def record_pages(count: int) -> RenderedSite:
    """The small share with `count` further pages of records, none of them in the navigation."""
    site = small_site()
    records = tuple(page(f"records/R{number}/", f"Record {number}") for number in range(count))
    return replace(site, pages=site.pages + records)
