"""The one Jinja environment for page content: autoescape, StrictUndefined; user text comes in as data only."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from milepost.render.inlined import past_data
from milepost.render.svg import bullet, icons, line, plan, spark, trend
from milepost.render.template_files import templates_folder
from milepost.render.text import headline

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def environment() -> Environment:
    """The environment, made once per process."""
    made = Environment(
        loader=FileSystemLoader(templates_folder() / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
    )
    made.globals.update(
        icon=icons.icon,
        axis_svg=plan.axis_svg,
        period_svg=plan.period_svg,
        milestone_svg=plan.milestone_svg,
        swatch=plan.swatch,
        line_svg=line.line_svg,
        spark_svg=spark.spark_svg,
        trend_svg=trend.trend_svg,
        bullet_svg=bullet.bullet_svg,
    )
    made.globals["past_data"] = past_data
    made.filters["headline"] = headline
    made.tests["period"] = lambda mark: hasattr(mark, "start")
    made.filters["block_name"] = lambda block: type(block).__name__.lower()
    return made


def template(name: str) -> Template:
    """A template by its file's name."""
    return environment().get_template(name)
