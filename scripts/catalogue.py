"""Collect the words of the pages into `src/entente/web/locale/entente.pot`, and compile what translators made of it.

`python scripts/catalogue.py [--check]`; with `--check` it says whether the collection is what the pages say, and exits
1 where it is not. A translation is `locale/LANGUAGE/LC_MESSAGES/entente.po`, as any gettext editor makes it.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from entente.records import codes
from entente.views import OUTCOME_WORDS
from entente.views.wording import STATUS_NOTES, TYPE_WORDS, plain
from entente.web.asking import TABS
from entente.web.pages.undertakings import COLUMNS, SHOWS
from entente.web.phrases import table as rows_of
from entente.web.render import DISPUTED, MENU
from entente.web.tongue import MONTHS

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "entente" / "web"
TEMPLATE = WEB / "locale" / "entente.pot"
METHODS = [("**.py", "python"), ("templates/**.jinja", "jinja2")]
OPTIONS = {"templates/**.jinja": {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "ngettext": (1, 2)}
HEAD = 'msgid ""\nmsgstr ""\n"Project-Id-Version: entente\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
COUNTED = re.compile(r'(?:\|count\(|\bcount\([^()]*(?:\([^()]*\))?[^()]*, )"([\w ]+)"(?:, "([\w ]+)")?\)')
CODES = (
    codes.Status, codes.CopyKind, codes.RegionKind, codes.UndertakingKind, codes.ConflictKind, codes.ConflictState,
    codes.Domain, codes.Deed, codes.Control, codes.PublishedBasis,
)  # fmt: skip


def collect() -> Catalog:
    """Every message of templates and modules, and the words of the tables they print."""
    found = Catalog(charset="utf-8")
    for name, _, message, _, _ in extract_from_dir(WEB, METHODS, OPTIONS, keywords=KEYWORDS):
        found.add(message, locations=[(f"src/entente/web/{name}", 0)])
    for word in sorted(set(words_of_tables())):
        found.add(word, locations=[("src/entente/records/codes.py", 0)])
    for noun, several, name in sorted(set(nouns())):
        found.add(
            (f"%(num)s {noun}", f"%(num)s {several or noun + 's'}"), locations=[(name, 0)], flags=["python-format"]
        )
    return found


def words_of_tables() -> Iterator[str]:
    """Words that pages look up."""
    for table in (OUTCOME_WORDS, STATUS_NOTES, TYPE_WORDS, DISPUTED, codes.QUAD_WORDS, codes.RELIABILITY_WORDS):
        yield from filter(None, table.values())
    for code in CODES:
        yield from (plain(word) for word in get_args(code))
    yield from (plain(stage) for stage in codes.STAGES)
    yield from (label for _, label in MENU)
    yield from (*MONTHS, *TABS, *SHOWS, *(title for title, _ in COLUMNS))
    yield from (plain(name) for name in (*rows_of("wording"), *rows_of("ranks")))
    yield from (row["tone"] for row in rows_of("wording").values())
    yield from (status.phrase for status in HTTPStatus if status.value >= 400)


def nouns() -> Iterator[tuple[str, str, str]]:
    """Nouns that are counted, with their plural where it is told, and where they stand."""
    for path in sorted((*WEB.rglob("*.py"), *WEB.rglob("*.jinja"))):
        for noun, several in COUNTED.findall(path.read_text(encoding="utf-8")):
            yield noun, several, path.relative_to(ROOT).as_posix()


def written(catalogue: Catalog) -> bytes:
    """As gettext has it, sorted, without dates and places, so that the same words give the same bytes."""
    body = BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, sort_output=True, no_location=True)
    return HEAD.encode() + body.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Writes, or checks; 1 where the collection is not what the pages say."""
    made = written(collect())
    if "--check" in arguments:
        stale = not TEMPLATE.is_file() or TEMPLATE.read_bytes() != made
        if stale:
            sys.stderr.write(f"{TEMPLATE.relative_to(ROOT)} is not what the pages say; run: make words\n")
        return int(stale)
    TEMPLATE.write_bytes(made)
    for path in sorted(TEMPLATE.parent.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
