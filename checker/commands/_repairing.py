"""The work of `fix`: read, judge and repair until nothing is left that is certain, then show or write."""

from __future__ import annotations

import difflib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checker import fixing, pipeline, readers, wrappers
from checker.commands import _endings, _output, _reading, _targets, _work
from checker.commands._terminal import say
from checker.errors import CheckerError, Incomplete, UsageFault
from checker.text import count, printable, shorten, squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.commands._targets import Wanted
    from checker.commands.fix import Asked
    from checker.fixing import Advice
    from checker.model.pages import Source
    from checker.model.problems import Problem
    from checker.model.rules import Settings
    from checker.model.targets import Facts

_MOST_PASSES = 50
"""Looks at one file. Each repairs all it can that does not overlap; a real draft takes two or three."""
_ROUNDS = 2
"""Times that links are looked up: a clean address may itself have moved."""


@dataclass(slots=True)
class Draft:
    """A file on its way to being right."""

    wanted: Wanted
    source: Source
    kind: str
    encoding: str
    mark: bytes
    """The byte order mark it begins with, or nothing."""
    before: str
    words: str
    done: list[Problem]
    left: tuple[Advice, ...] = ()
    also: bool = False
    """True where it cannot be repaired, only advised about."""

    @property
    def now(self) -> Source:
        """What a reader is to read: the draft as it is by now."""
        return replace(self.source, body=self.mark + _encoded(self.words, self))


def repair(asked: Asked) -> int:
    """Repair drafts, say what was done and what is left, and give the exit code."""
    how = _work.settings(_as_check(asked), None)
    drafts, codes = [], []
    for each in _targets.find(asked.targets, how.base, offline=False):
        if isinstance(each, _targets.Refused):
            say(f"Error: {printable(each.unchecked.what)}: {each.unchecked.why}")
            codes.append(each.exit_code)
            continue
        try:
            _refuse(each, asked)
            drafts.append(_opened(each, how))
        except CheckerError as fault:
            say(f"Error: {printable(each.target)}: {fault.message} {fault.hint}".rstrip())
            codes.append(fault.exit_code)
    try:
        _repair_all(drafts, asked, how)
    except KeyboardInterrupt as stop:
        say("Stopped early. No file was changed.")
        return _endings.of_interruption(stop)
    codes += [_finish(each, asked) for each in drafts]
    _say(drafts, asked)
    return _endings.gravest(codes)


def _as_check(asked: Asked) -> _reading.Asked:
    """Give the same as `check` would be asked: both read and look up alike."""
    names = ("targets", "base", "type", "today", "offline", "only", "skip", "network", "manner")
    return _reading.Asked(**{name: getattr(asked, name) for name in names})


def _refuse(wanted: Wanted, asked: Asked) -> None:
    if wanted.url is not None:
        raise UsageFault("This is a published page.", "Only a file can be repaired. Save the page first.")
    if wanted.path is None and asked.in_place:
        raise UsageFault("--in-place: standard input cannot be changed.", "Leave --in-place out.")


def _opened(wanted: Wanted, how: Settings) -> Draft:
    source = _targets.read(wanted)
    kind = readers.kind(source, how)
    if kind not in fixing.KINDS:
        return Draft(wanted, source, kind, "utf-8", b"", "", "", [], also=True)
    encoding, begin = readers.encoding(source)
    words = source.body[begin:].decode(encoding, "surrogateescape")
    draft = Draft(wanted, source, kind, encoding, source.body[:begin], words, words, [])
    if draft.now.body != source.body:
        raise Incomplete(f"This is not written as {encoding}, as it says. Save it as UTF-8, then repair it.")
    return draft


def _encoded(words: str, draft: Draft) -> bytes:
    return words.encode(draft.encoding, "surrogateescape")


def _repair_all(drafts: list[Draft], asked: Asked, how: Settings) -> None:
    for draft in drafts:
        _repair(draft, asked, how, None)
    for _ in range(0 if asked.offline else _ROUNDS):
        facts = _facts(drafts, asked, how)
        before = [draft.words for draft in drafts]
        for draft in drafts:
            _repair(draft, asked, how, facts)
        if before == [draft.words for draft in drafts]:
            return


def _facts(drafts: list[Draft], asked: Asked, how: Settings) -> Facts | None:
    """Ask where the links of all drafts lead."""
    # most of what the network needs is slow to import
    from checker.commands import _online  # noqa: PLC0415

    work = _work.Work(asked=_as_check(asked), how=how, site=None, wanted=[draft.wanted for draft in drafts])
    for number, draft in enumerate(drafts):
        work.studied[number] = pipeline.study(draft.now, work.source_settings(draft.wanted))
    facts, _ = _online.look(work, check=True)
    return facts


def _repair(draft: Draft, asked: Asked, how: Settings, facts: Facts | None) -> None:
    """Repair one draft until a look finds nothing more that can be repaired."""
    seen = {draft.words}
    for _ in range(_MOST_PASSES):
        problems = _problems(draft, how, facts)
        if draft.also:
            draft.left = tuple(fixing.advice(problems))
            return
        repaired = fixing.repair(draft.words, draft.kind, problems, unsafe=asked.unsafe)
        draft.left = repaired.left
        if not repaired.done or repaired.words in seen:
            return
        seen.add(repaired.words)
        draft.words = repaired.words
        draft.done += repaired.done


def _problems(draft: Draft, how: Settings, facts: Facts | None) -> tuple[Problem, ...]:
    settings = replace(how, base=draft.wanted.base)
    studied = pipeline.study(draft.now, settings)
    return pipeline.judge(studied, settings, facts).problems if studied.page else ()


def _finish(draft: Draft, asked: Asked) -> int:
    if draft.words == draft.before:
        return _endings.FINE
    if asked.in_place and draft.wanted.path is not None:
        try:
            _write(draft.wanted.path.resolve(), draft.now.body)
        except OSError as fault:
            say(f"Error: {printable(draft.wanted.target)}: it could not be written: {fault.strerror}.")
            return _endings.INCOMPLETE
        return _endings.FINE
    shown = "".join(_diff(draft))
    # the words of a draft may command a terminal; a program gets them as they are
    return _output.finish(printable(shown) if sys.stdout.isatty() else shown, _output.STDOUT, _endings.FOUND)


def _write(path: Path, body: bytes) -> None:
    """Put a file in the place of another at once: whoever reads it finds the one or the other."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        made = Path(file.name)
        try:
            file.write(body)
            file.flush()
            os.fchmod(file.fileno(), path.stat().st_mode & 0o7777)
            made.replace(path)
        except BaseException:
            made.unlink(missing_ok=True)
            raise


def _diff(draft: Draft) -> Iterator[str]:
    name = draft.wanted.target
    old, new = (words.splitlines(keepends=True) for words in (draft.before, draft.words))
    for line in difflib.unified_diff(old, new, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _say(drafts: list[Draft], asked: Asked) -> None:
    if asked.manner.quiet:
        return
    for draft in drafts:
        for each in draft.left:
            say(_advice(draft, each))
    done = sum(len(draft.done) for draft in drafts)
    changed = sum(draft.words != draft.before for draft in drafts)
    left = sum(len(draft.left) for draft in drafts)
    what = f"{count(done, 'repair')} {'made' if asked.in_place else 'to make'} in {count(changed, 'file')}"
    more = f" {count(left, 'more is', 'more are')} for a person to decide." if left else ""
    say(f"{what if done else 'Nothing to repair'}.{more}")
    if done and not asked.in_place:
        say("To change the files, run it again with --in-place.")


def _advice(draft: Draft, advice: Advice) -> str:
    problem = advice.problem
    line = f":{problem.place.line}" if problem.place.line else ""
    quote = shorten(squash(printable(wrappers.discreet(problem.place.quote))), 80)
    words = shorten(squash(printable(problem.suggestion or "")), 120)
    return f"{printable(draft.wanted.target)}{line}: “{quote}”: perhaps “{words}” [{problem.rule}]. {advice.why}"
