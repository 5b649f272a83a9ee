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
        self.patience = 0.0
        """Seconds that pages in hand may still take. Without any they are let go, and asked again in the next run."""

    def stop(self, why: str, *, patience: float = 0.0) -> None:
        """Ask for an end."""
        if self.why is None:
            self.why, self.patience = why, patience
        self.event.set()

    @property
    def asked(self) -> bool:
        """Tell whether somebody asked for an end."""
        return self.event.is_set()

    async def wait(self) -> None:
        """Wait until somebody does."""
        await self.event.wait()
