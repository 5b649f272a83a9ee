"""The only code that opens a connection to an address that came from content.

One behaviour a file, each a function that takes a `Fetch` and gives a `Fetch`; `client` puts them together.
"""
