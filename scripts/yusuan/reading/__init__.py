"""Reading: a file becomes a Document. Knows formats, knows nothing about budgets."""
