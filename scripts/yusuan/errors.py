"""The one exception for bad input: every message says what is wrong, where, and what to do."""


class InputError(Exception):
    """Input that cannot be used. The text is one line, fit to be shown to a person as it is."""
