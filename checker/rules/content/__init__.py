"""Rules about the words of a page."""
