"""checker schema: the JSON Schema of what is read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.commands import _choices, _options

if TYPE_CHECKING:
    from checker.commands._options import Manner


def schema(kind: str, manner: Manner) -> int:  # noqa: ARG001 - it has no colours, but takes the options of all commands
    """Print the JSON Schema of a site file, a report or an extract."""
    # what this needs is not needed for --help
    import json  # noqa: PLC0415

    from checker import config, finders, formats  # noqa: PLC0415
    from checker.commands import _endings, _output  # noqa: PLC0415

    said = config.schema(finders.options()) if kind == "site" else formats.schema(kind)
    return _output.finish(json.dumps(said, indent=2, ensure_ascii=False) + "\n", _output.STDOUT, _endings.FINE)


command = _options.naming("schema", _choices.schemas, metavar="site|report|extract")(schema)
