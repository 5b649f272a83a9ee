"""checker check: is this page fit to publish?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from checker.commands import _reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.commands._reading import Asked
    from checker.commands._work import Looked
    from checker.model.rules import Settings
    from checker.model.runs import Run
    from checker.rules import AnyRule


_NETWORK, _MEMORY = "network", "memory"
"""What a rule may need that is not there."""


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
    from checker import formats, rules  # noqa: PLC0415
    from checker.commands import _endings, _output, _sites, _work  # noqa: PLC0415

    begun = datetime.now(UTC)
    _output.check_place(asked.output, asked.targets)
    site = _sites.chosen(asked)
    how = _work.settings(asked, site)
    looked = _work.look(asked, how, site, check=True)
    # what this needs is loaded while answers are awaited, if any are
    from checker import report  # noqa: PLC0415
    from checker.commands import _reporting  # noqa: PLC0415

    chosen = rules.chosen(asked.only, asked.skip)
    without = _left_out(chosen, looked, offline=asked.offline)
    run = _run(looked, how, begun=begun, chosen=chosen, without=without)
    document = report.build(run, rules=[each.doc for each in chosen], site=site)
    found = _endings.FOUND if _reporting.as_bad(document, asked.fail_on) else _endings.FINE
    code = _endings.gravest((looked.exit_code, found))
    how_shown = _output.style(asked.output, asked.manner, asked.fail_on)
    code = _output.finish(formats.render(asked.format, document, how_shown), asked.output, code)
    _output.close(document, asked.format, asked.manner)
    _say_what_was_left_out(asked, run, without)
    _say_whether_it_is_fit(asked, run, found=found)
    return code


command = _reading.checking(check)


def _left_out(chosen: Iterable[AnyRule], looked: Looked, *, offline: bool) -> dict[str, str]:
    """Name the rules that could not be applied, and what they need."""
    # offline, where links lead is known as far as earlier nights know it
    known = {"link"} if looked.targets else set()
    needs_network = {each.name for each in chosen if offline and not each.offline and each.subject not in known}
    return {
        each.name: _MEMORY if each.remembers else _NETWORK
        for each in chosen
        if each.remembers or each.name in needs_network
    }


def _run(
    looked: Looked, how: Settings, *, begun: datetime, chosen: Iterable[AnyRule], without: Mapping[str, str]
) -> Run:
    from checker.model.runs import Run  # noqa: PLC0415 - see the command

    return Run(
        id=f"{begun:%Y%m%d-%H%M%S}",
        started=begun,
        finished=datetime.now(UTC),
        today=how.today,
        complete=looked.exit_code == 0,
        pages=looked.pages,
        rules=tuple(each.name for each in chosen if each.name not in without),
        left_out=tuple(each.name for each in chosen if each.name in without),
        unchecked=looked.unchecked,
        targets=looked.targets,
    )


def _say_what_was_left_out(asked: Asked, run: Run, without: Mapping[str, str]) -> None:
    from checker.commands._terminal import say  # noqa: PLC0415 - see the command
    from checker.text import count  # noqa: PLC0415 - see the command

    if asked.manner.quiet or not any(page.read for page in run.pages):
        return
    for need, said in ((_NETWORK, "as {} the network"), (_MEMORY, "as only a nightly run can tell")):
        names = [name for name, needed in without.items() if needed == need]
        # what needs memory is missing in every check: it is worth a word only to whoever asks for it
        if names and (need == _NETWORK or asked.offline or asked.only):
            say(f"Left out, {said.format('it needs' if len(names) == 1 else 'they need')}: {', '.join(names)}.")
    if asked.offline and run.targets:
        say(f"Nothing was asked. {count(len(run.targets), 'link')} could be judged by what earlier nights saw.")


def _say_whether_it_is_fit(asked: Asked, run: Run, *, found: int) -> None:
    """Answer the question of somebody about to publish in so many words."""
    from checker.commands._terminal import say  # noqa: PLC0415 - see the command
    from checker.text import count  # noqa: PLC0415 - see the command

    if asked.manner.quiet or asked.format != "text" or asked.fail_on == "never":
        return
    unread = sum(not page.read for page in run.pages) + len(run.unchecked)
    partly = sum(page.read and any(each.stage == "read" for each in page.unchecked) for page in run.pages)
    if unread:
        say(f"Not fit to publish as far as can be told: {count(unread, 'page')} could not be read.")
    elif partly and not found:
        say(f"Not fit to publish as far as can be told: not all of {count(partly, 'page')} could be read.")
    else:
        say("Not fit to publish yet." if found else "Fit to publish.")
