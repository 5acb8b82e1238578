"""Pages on paper: a built page as a PDF, by a browser that is installed."""
