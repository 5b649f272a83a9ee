"""A small internet in one process on loopback: name server, web servers and a council's site.

Tests ask for the fixture `world`; by hand it is `python -m tests.world`. `internet.World` is all of it, `situations`
what stands outside the council's site, `council` the site, and `truth` what a checker should find on which night.
"""
