"""checker extract: what is on a page, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.commands import _reading

if TYPE_CHECKING:
    from checker.commands._reading import Asked


def extract(asked: Asked) -> int:
    """Print every phone, email, link, date and contact.

    TARGET is a web address, a file (html, txt, md, docx, odt, xlsx, pdf, eml), a folder, or - for standard input.
    """
    # what this needs is not needed for --help
    from checker import formats  # noqa: PLC0415
    from checker.commands import _output, _sites, _work  # noqa: PLC0415
    from checker.model.reports import Extraction  # noqa: PLC0415

    _output.check_place(asked.output, asked.targets)
    site = _sites.chosen(asked)
    looked = _work.look(asked, _work.settings(asked, site), site, check=False)
    document = Extraction(pages=looked.pages, unchecked=looked.unchecked)
    return _output.finish(
        formats.render(asked.format, document, _output.style(asked.output, asked.manner)),
        asked.output,
        looked.exit_code,
    )


command = _reading.extracting(extract)
