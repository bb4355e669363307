"""Facts: tables become cells and facts, keyed and reconciled."""
