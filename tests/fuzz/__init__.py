"""Inputs nobody would think of, for everything that reads what others wrote. See CONTRIBUTING.md."""

NAMES = ("html", "text", "markdown", "eml", "pdf", "office", "repeated", "addresses", "days", "lists")
"""The targets, as `targets.TARGETS` has them, told without importing what they try."""
