"""Serving: the site and a SPARQL endpoint on this machine."""
