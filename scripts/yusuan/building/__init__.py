"""Building: the site from what is published; mkdocs for the pages by hand, one rendered page as mould of the rest."""
