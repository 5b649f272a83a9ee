"""The lookups: one file a kind of fact about the outside world, gathered for all pages before the rules run."""
