"""Audit: facts, cells and statements are compared; what contradicts becomes a finding. Pure."""
