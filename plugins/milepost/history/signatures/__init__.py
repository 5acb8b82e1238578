"""Signatures checked by mathematics alone, by format; who is trusted is decided above."""
