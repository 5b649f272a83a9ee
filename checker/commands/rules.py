"""checker rules: every rule there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.commands import _options

if TYPE_CHECKING:
    from checker.commands._options import Manner


def rules(manner: Manner) -> int:
    """List every rule."""
    # what this needs is not needed for --help
    from checker.commands import _endings, _output  # noqa: PLC0415
    from checker.rules import catalogue  # noqa: PLC0415

    docs = [each.doc for each in catalogue()]
    longest = max((len(doc.name) for doc in docs), default=0)
    lines = [f"{doc.name:<{longest}}  {doc.severity.value:<8}  {doc.title}" for doc in docs]
    code = _output.finish("".join(f"{line}\n" for line in lines), _output.STDOUT, _endings.FINE)
    if not manner.quiet:
        from checker.commands._terminal import say  # noqa: PLC0415 - see above
        from checker.text import count  # noqa: PLC0415 - see above

        say(f'{count(len(docs), "rule")}. Run "checker explain RULE" to read about one.')
    return code


command = _options.listing(rules)
