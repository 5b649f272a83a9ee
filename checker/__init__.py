"""Checks published advice pages: extracts contacts, links and dates, and says what is wrong with them."""

__version__ = "0.1.0"
