"""Fields that hold several ids or numbers."""


def parts(joined: str) -> list[str]:
    """The ids or numbers of a field that joins them with ``;``."""
    return [part for part in joined.split(";") if part]
