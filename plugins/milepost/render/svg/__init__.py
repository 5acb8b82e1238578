"""Fluid SVG: x in percent, y in pixels, classes only."""
