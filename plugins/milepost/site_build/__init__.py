"""Site build: one share becomes one isolated MkDocs build; it knows pages as HTML, not engagements."""
