"""The commands of ``yusuan``, one module each: they know the terminal, what they call does not."""
