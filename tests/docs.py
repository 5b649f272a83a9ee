"""Writes the documents that are made from the code: `make docs`. A test holds them against what this would write."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker import config, family, finders, rules
from checker.model.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model.rules import RuleDoc

FOLDER = Path(__file__).parent.parent / "docs"
MADE = "<!-- Made by `make docs`. Do not edit it by hand. -->"
SEVERITIES = {
    Severity.DANGER: "a reader may be harmed",
    Severity.WRONG: "a reader who relies on this will be let down",
    Severity.DOUBTFUL: "probably wrong; a person has to look",
    Severity.UNTIDY: "works, but not how it should be written",
}


def documents() -> dict[str, str]:
    """Give the text of each document by its file name."""
    made = {"rules.md": rules_page(), "cli.md": cli_page(), "site-file.md": site_file_page()}
    return {name: f"{MADE}\n\n" + "\n".join(lines) + "\n" for name, lines in made.items()}


def rules_page() -> Iterator[str]:
    docs = [each.doc for each in rules.catalogue()]
    yield "# The rules"
    yield ""
    yield "Each rule looks for one thing. `checker explain RULE` prints the same words."
    yield ""
    yield from (f"* **{severity.value.capitalize()}**: {words}." for severity, words in SEVERITIES.items())
    yield ""
    yield "| rule | how bad | what it finds |"
    yield "| --- | --- | --- |"
    yield from (f"| [`{doc.name}`](#{doc.name}) | {doc.severity.value} | {cell(doc.title)} |" for doc in docs)
    for doc in docs:
        yield from rule_part(doc)


def rule_part(doc: RuleDoc) -> Iterator[str]:
    network = "works offline" if doc.offline else "needs the network"
    yield ""
    yield f"## {doc.name}"
    yield ""
    yield f"{doc.title} ({doc.severity.value.capitalize()}, {doc.certainty.value}, {network}, since {doc.since})"
    yield ""
    yield f"**Why it matters.** {doc.why}"
    yield ""
    yield f"**How to fix it.** {doc.fix}"
    for heading, example in (("Problem", doc.problem), ("Fine", doc.fine)):
        yield from ("", f"**{heading}**", "", "```html" if example.startswith("<") else "```text", example, "```")
    yield ""
    yield f"**Authority.** {doc.authority}"


def cli_page() -> Iterator[str]:
    package = import_module("checker.commands")
    commands = {name: family.member(package, name).command for name in family.names(package)}
    shared = {each.name for each in commands["rules"].params}
    yield "# The command line"
    yield ""
    yield "Every option has an environment variable: `CHECKER_FORMAT=json` is `--format json`. The option comes first."
    for name, command in commands.items():
        arguments = "".join(
            f" {each.make_metavar(click.Context(command))}" for each in command.params if is_argument(each)
        )
        yield from ("", f"## checker {name}{arguments}", "")
        yield "\n\n".join(paragraph(words) for words in inspect.cleandoc(command.help).split("\n\n"))
        own = [each for each in command.params if not is_argument(each) and each.name not in shared]
        yield from option_table(own)
    yield from ("", "## All commands")
    yield from option_table(commands["rules"].params)


def paragraph(words: str) -> str:
    """Keep lines that stay as they are on the command line as they are here."""
    return f"```text\n{words[2:]}\n```" if words.startswith("\b\n") else words


def option_table(options: list[click.Parameter]) -> Iterator[str]:
    if options:
        yield from ("", "| option | meaning |", "| --- | --- |")
        yield from (option_row(each) for each in options)


def is_argument(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument)


def option_row(option: click.Parameter) -> str:
    assert isinstance(option, click.Option)
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()
    value = option.metavar or "\\|".join(map(str, choices))
    names = ", ".join(option.opts) + (f" {value}" if value else "")
    return f"| `{names}` | {cell(' '.join((option.help or '').split()))} |"


def site_file_page() -> Iterator[str]:
    schema = config.schema(finders.options())
    parts = schema["definitions"]
    assert isinstance(parts, dict)
    yield "# A site file"
    yield ""
    yield "One TOML file a site, in `sources/`. The name of the file is the site's key: `checker check --site hackney`."
    yield "Begin it with `#:schema ./site.schema.json`, made by `checker schema site`, and editors will help you."
    for name, table in sorted(parts.items(), key=lambda each: (each[0] != "SiteTable", each[0])):
        yield from ("", f"## {heading(name, parts)}", "", table["description"], "")
        yield from ("| key | needed | what it is |", "| --- | --- | --- |")
        needed = table.get("required", ())
        for key, said in table["properties"].items():
            yield f"| `{key}` | {'yes' if key in needed else ''} | {cell(meaning(said, parts))} |"


def heading(name: str, parts: dict[str, dict[str, dict[str, object]]]) -> str:
    """Name a table as it is written in the file."""
    if name.startswith("find-"):
        return f'`[[find]]` with `kind = "{name.removeprefix("find-")}"`'
    for outer in parts.values():
        for key, said in outer["properties"].items():
            if f"/{name}'" in str(said):
                return f"`[[{key}]]`" if "items" in str(said) else f"`[{key}]`"
    return "At the top"


def meaning(said: dict[str, Any], parts: dict[str, object]) -> str:
    described = said if "description" in said else said.get("anyOf", [{}])[0]
    if "description" in described:
        words = str(described["description"])
    elif any(f"/{name}'" in str(said) for name in parts):
        words = "see below"
    else:
        words = "words"
    default = said.get("default")
    shown = str(default).lower() if isinstance(default, bool) else default
    return words if default in (None, [], {}) else f"{words} Without it: `{shown}`."


def cell(words: str) -> str:
    """Keep words from ending a cell of a table."""
    return words.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    for name, text in documents().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
