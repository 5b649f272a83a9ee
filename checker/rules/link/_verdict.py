"""What the rules of verdicts share: a link whose target was judged so becomes one fault, in the judge's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import urls
from checker.addresses import address_of
from checker.days import in_words
from checker.model.problems import Fault
from checker.model.targets import Verdict
from checker.rules._shapes import Flaw, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.mentions import Mention
    from checker.model.rules import View
    from checker.model.targets import Target


def target_of(link: Mention, view: View) -> Target | None:
    """Give what was found out about where a link leads, if it was looked up."""
    address = address_of(link)
    return view.facts.targets.get(address) if address else None


def judged(link: Mention, view: View, verdict: Verdict) -> Iterator[Fault]:
    """Yield the fault of a link whose target has this verdict."""
    if verdict not in view.verdicts:
        return  # so it is for most pages: there are a dozen rules, and a hundred links
    target = target_of(link, view)
    if target is None or target.verdict is not verdict or (verdict is not Verdict.HIJACKED and _lost(link, target)):
        return
    said = target.judgement
    yield Fault(
        message=f"{said.why} {_known_since(target)}".rstrip(),
        place=link.place,
        suggestion=said.suggestion,
        severity=said.severity,
        certainty=said.certainty,
        evidence=tuple(_evidence(target)),
    )


def _lost(link: Mention, target: Target) -> bool:
    """Tell whether a slip in the address leads browsers elsewhere than was meant: what is there is the same slip."""
    shape = shape_of(link)
    if shape is None or shape.flaw not in {Flaw.MALFORMED, Flaw.NO_SCHEME} or not shape.meant:
        return False
    return urls.target(shape.meant) != target.url


def _known_since(target: Target) -> str:
    """Say of what was not asked again since when it has been so. What is well from memory is nobody's news."""
    since = target.past.failing_since
    return f"It has been so since {in_words(since)}." if target.from_memory and since else ""


def _evidence(target: Target) -> Iterator[tuple[str, str]]:
    seen, past = target.evidence, target.past
    yield "address", target.url
    if seen and seen.status is not None:
        yield "status", str(seen.status)
    if seen and seen.final_url and seen.final_url != target.url:
        yield "leads to", seen.final_url
    if seen and seen.failure:
        yield "failure", seen.failure.value
    if past.failing_since and past.nights:
        yield "failing since", past.failing_since.isoformat()
        yield "nights", str(past.nights + 1)
    if past.last_good:
        yield "last good", past.last_good.isoformat()
    if seen:
        yield "looks", str(seen.looks)
