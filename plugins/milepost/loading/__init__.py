"""Strict reading of an engagement's files into the model."""
