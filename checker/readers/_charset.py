"""Which encoding a page is in, decided as browsers decide it (WHATWG Encoding, HTML 13.2.3), and decoding that never
fails on text."""
