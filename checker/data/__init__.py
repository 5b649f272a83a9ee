"""Tables an editor may change, each row with its source and date; and how they are read."""
