"""What an engagement consists of: frozen dataclasses, no I/O, no libraries."""
