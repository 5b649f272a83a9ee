"""Measures whole nights beside other link checkers: `python -m tests.bench_load`, or `make rivals`.

`load` says which pages there are and what stands behind their addresses, `server` is the internet they stand in,
`rivals` knows each checker's command line, `measure` times a command with all its children, and `__main__` prints the
tables.
"""
