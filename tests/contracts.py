"""A contract for import-linter: members of a family know nothing of each other. Machinery (`_name`) is theirs."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from importlinter import Contract, ContractCheck, fields, output

if TYPE_CHECKING:
    from grimp import ImportGraph


class FamilyContract(Contract):
    """Members of the named packages import neither each other nor what stands below another member."""

    type_name = "family"
    families = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - its signature
        broken = [
            {"importer": one, "imported": other}
            for family in self.families  # type: ignore[attr-defined]
            for one, other in permutations(_members(graph, family), 2)
            if graph.direct_import_exists(importer=one, imported=other, as_packages=True)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for each in check.metadata["broken"]:
            output.print_error(f"{each['importer']} must not import {each['imported']}.")


def _members(graph: ImportGraph, family: str) -> list[str]:
    """List the members; a star stands for every package below."""
    parent, star, rest = family.partition(".*")
    if star:
        return [each for child in sorted(graph.find_children(parent)) for each in _members(graph, child + rest)]
    return [each for each in sorted(graph.find_children(parent)) if not each.rpartition(".")[2].startswith("_")]
