"""checker check: is this page fit to publish?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checker.commands import _reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.commands._reading import Asked
    from checker.commands._work import Looked
    from checker.model.rules import Settings
    from checker.model.runs import Run
    from checker.rules import AnyRule


def check(asked: Asked) -> int:
    """Say whether pages are fit to publish.

    TARGET is a web address, a file (html, txt, md, docx, odt, xlsx, pdf, eml), a folder, or - for standard input.
    Nothing is recorded.

    \b
    Exit codes:
      0    no problem as bad as --fail-on
      1    at least one is
      2    asked wrongly: an option, a rule, a site file, or a file that does not exist
      3    something could not be read, or the checker failed
      130  stopped
    """  # noqa: D301 - the escape is click's mark for lines that stay as they are
    # what this needs is not needed for --help
    from checker import formats, report, rules  # noqa: PLC0415
    from checker.commands import _endings, _output, _reporting, _sites, _work  # noqa: PLC0415

    begun = datetime.now(UTC)
    _output.check_place(asked.output, asked.targets)
    site = _sites.chosen(asked)
    how = _work.settings(asked, site)
    chosen = rules.chosen(asked.only, asked.skip)
    looked = _work.look(asked, how, site, check=True)
    run = _run(looked, how, begun=begun, chosen=chosen, offline=asked.offline)
    document = report.build(run, rules=[each.doc for each in chosen], site=site)
    found = _endings.FOUND if _reporting.as_bad(document, asked.fail_on) else _endings.FINE
    code = _endings.gravest((looked.exit_code, found))
    how_shown = _output.style(asked.output, asked.manner, asked.fail_on)
    code = _output.finish(formats.render(asked.format, document, how_shown), asked.output, code)
    _output.close(document, asked.format, asked.manner)
    _say_what_was_left_out(asked, run)
    _say_whether_it_is_fit(asked, run, found=found)
    return code


command = _reading.checking(check)


def _run(looked: Looked, how: Settings, *, begun: datetime, chosen: Iterable[AnyRule], offline: bool) -> Run:
    from checker.model.runs import Run  # noqa: PLC0415 - see the command

    chosen = tuple(chosen)
    return Run(
        id=f"{begun:%Y%m%d-%H%M%S}",
        started=begun,
        finished=datetime.now(UTC),
        today=how.today,
        complete=looked.exit_code == 0,
        pages=looked.pages,
        rules=tuple(each.name for each in chosen if each.offline or not offline),
        left_out=tuple(each.name for each in chosen if offline and not each.offline),
        unchecked=looked.unchecked,
        targets=looked.targets,
    )


def _say_what_was_left_out(asked: Asked, run: Run) -> None:
    from checker.commands._terminal import say  # noqa: PLC0415 - see the command

    if asked.manner.quiet or not any(page.read for page in run.pages):
        return
    if run.left_out:
        say(f"Left out, as they need the network: {', '.join(run.left_out)}.")


def _say_whether_it_is_fit(asked: Asked, run: Run, *, found: int) -> None:
    """Answer the question of somebody about to publish in so many words."""
    from checker.commands._terminal import say  # noqa: PLC0415 - see the command
    from checker.text import count  # noqa: PLC0415 - see the command

    if asked.manner.quiet or asked.format != "text" or asked.fail_on == "never":
        return
    unread = sum(not page.read for page in run.pages) + len(run.unchecked)
    if unread:
        say(f"Not fit to publish as far as can be told: {count(unread, 'page')} could not be read.")
    else:
        say("Not fit to publish yet." if found else "Fit to publish.")
