"""Pure computations over disclosed data; no clock, no files."""
