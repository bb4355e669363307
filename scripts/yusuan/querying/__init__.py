"""Querying: all published data in one store."""
