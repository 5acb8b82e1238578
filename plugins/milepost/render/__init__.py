"""View models and text become HTML and SVG; nothing here decides what is shown."""
