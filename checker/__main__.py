"""The command `checker`, also as `python -m checker`."""

from checker.commands import main

if __name__ == "__main__":
    main()
