"""Pages: the Markdown of the site, made from the published packages."""
