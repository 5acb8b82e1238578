"""Rules across records, over the internal audience; each returns diagnostics and changes nothing."""
