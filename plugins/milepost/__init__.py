"""Milepost: private roadmap and status sites per client, from YAML in git."""

__version__ = "0.1.0"
