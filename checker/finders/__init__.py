"""The finders: one file a way to find a site's pages.

A member has `Options`, a msgspec Struct that refuses unknown keys, and `find(site, options, ask)`, an asynchronous
generator of what it found: a `PageRef` for a page, an `Unchecked` for what could not be looked through. Fetching is
handed in, so that a page is asked for once, whoever wants it.
"""
