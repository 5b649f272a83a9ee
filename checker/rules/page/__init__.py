"""Rules about a page as a whole."""
