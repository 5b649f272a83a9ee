"""How a run is told to stop in good order: what was done is judged and recorded, nothing new is begun."""

from __future__ import annotations

import asyncio


class Halt:
    """Says whether the work is to stop, and why. Whoever asks first is heard."""

    def __init__(self) -> None:
        """Begin with nothing to say."""
        self.event = asyncio.Event()
        self.why: str | None = None
        """What a reader of the report is told: `the time limit was reached`."""

    def stop(self, why: str) -> None:
        """Ask for an end."""
        if self.why is None:
            self.why = why
        self.event.set()

    @property
    def asked(self) -> bool:
        """Tell whether somebody asked for an end."""
        return self.event.is_set()

    async def wait(self) -> None:
        """Wait until somebody does."""
        await self.event.wait()
