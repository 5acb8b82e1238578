"""How long one share takes to build, beside plain MkDocs with as many Markdown pages; run it, it is no test.

    python tests/benchmarks/bench_site_build.py [PAGES …]

Times are CPU time of this process in milliseconds, the best of five, with everything imported.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

sys.path.insert(0, str(Path(__file__).parents[1]))

from milepost.site_build.build import build_share
from milepost.site_build.isolation import isolated_plugins, quiet_build_log
from support.small_site import record_pages, small_site

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


def best_of(rounds: int, work: Callable[[], None]) -> float:
    """Milliseconds of CPU time of the quickest of `rounds` runs."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def plain_build(docs: Path, out: Path) -> None:
    """What `mkdocs build` does with Material and its search, without the start of a process."""
    with isolated_plugins(), quiet_build_log():
        config = MkDocsConfig()
        theme = {"name": "material", "font": False}
        config.load_dict({"site_name": "Plain", "docs_dir": str(docs), "site_dir": str(out), "theme": theme})
        config.validate()
        build(config)


def write_markdown(docs: Path, pages: int) -> None:
    """As many pages as the share has, with the same words."""
    docs.mkdir()
    for number in range(pages):
        text = f"# Record {number} is on schedule.\n\n## Next\n\nRecord {number} words. [Overview](index.md)\n"
        (docs / ("index.md" if number == 0 else f"record-{number}.md")).write_text(text)


def compare(pages: int) -> str:
    """One line: both times and their ratio."""
    site = record_pages(pages - len(small_site().pages))
    with tempfile.TemporaryDirectory() as folder:
        out, docs = Path(folder, "share"), Path(folder, "docs")
        write_markdown(docs, pages)
        share = best_of(ROUNDS, lambda: build_share(site, out))
        plain = best_of(min(ROUNDS, 2), lambda: plain_build(docs, Path(folder, "plain")))
    return f"{pages:5} pages: share {share:7.1f} ms, plain MkDocs {plain:8.1f} ms, ratio {share / plain:.2f}"


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["15", "450"]:
        sys.stdout.write(compare(int(argument)) + "\n")
