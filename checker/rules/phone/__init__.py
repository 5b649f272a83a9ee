"""Rules about phones."""
