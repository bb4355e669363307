"""Show how a document was read and what everything in it was taken to mean: on the terminal or as one HTML page."""
