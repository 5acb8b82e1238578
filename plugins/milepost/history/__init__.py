"""History: what git knows about the engagements' files; it decides nothing about who may see it."""
