"""Scaffolds for new workspaces and clients; nothing here reads an engagement."""
