"""Recognition: a Document becomes a Disclosure. Knows what a budget table looks like, nothing about files."""
