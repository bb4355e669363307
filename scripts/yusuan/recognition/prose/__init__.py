"""Prose: the figures of the narrative as statements."""
