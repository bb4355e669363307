"""Publishing: everything becomes files."""
