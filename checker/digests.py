"""The one function that what is kept or compared is shortened with.

`hashlib` loads all of OpenSSL, 4 MB in every process that reads pages. Python has this function without it, and where a
Python has not, it has `hashlib`. The standard library's own `random` does the same.
"""

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
