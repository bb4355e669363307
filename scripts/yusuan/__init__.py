"""Yusuan (预算): budget disclosures of Chinese government units as open data.

Six rooms, one direction: reading → recognition → facts → audit → publishing. ``pipeline`` alone knows their
order, ``cli`` alone knows the terminal.
"""

__version__ = "0.1.0"
