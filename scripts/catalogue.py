"""Collect the words of the pages into `src/entente/web/locale/entente.pot`, and compile what translators made of it.

`python scripts/catalogue.py [--check]`; with `--check` it says whether the collection is what the pages say, and exits
1 where it is not. A translation is `locale/LANGUAGE/LC_MESSAGES/entente.po`, as any gettext editor makes it.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from entente.clean import troubles as of_pages
from entente.records import codes
from entente.sources import troubles as of_files
from entente.views import OUTCOME_WORDS
from entente.views.wording import MONTHS, STATUS_NOTES, TYPE_WORDS, plain
from entente.vocab.firmness import load_firmness
from entente.vocab.merging import load_scale
from entente.vocab.stances import load_stances
from entente.web.asking import TABS
from entente.web.charts.saying import OVER
from entente.web.charts.world import load_worldviews
from entente.web.pages.search import FACETS
from entente.web.pages.undertakings import COLUMNS, SHOWS
from entente.web.parties import SIDES
from entente.web.phrases import table as rows_of
from entente.web.render import CHANGES, DISPUTED, FIELDS, MENU
from entente.web.users import ROLES

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "entente" / "web"
SAYING = (WEB, ROOT / "src" / "entente" / "views", ROOT / "src" / "entente" / "export" / "dossier")
"""Where words for readers stand."""
TEMPLATE = WEB / "locale" / "entente.pot"
METHODS = [("**.py", "python"), ("templates/**.jinja", "jinja2")]
OPTIONS = {"templates/**.jinja": {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None, "gettext": None, "ngettext": (1, 2), "phrase": None, "counted": (1, 2),
}  # fmt: skip
HEAD = 'msgid ""\nmsgstr ""\n"Project-Id-Version: entente\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CHANGED = ("published", "copy", "status", "when", "type", "grade", "origins", "stage", "last_heard", "state")
"""What of a record is told when it changes."""
RECORDS = ("event", "document", "undertaking", "title")
"""What is looked for, and not found."""
RULED = ("same", "different", "back", "accept", "reject", "edit")
"""What a person rules, as the log of changes names it."""
UNITS = ("barrels", "persons", "items", "percent")
"""Units that are words."""
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
COUNTED = re.compile(r'(?:\|count\(|say_count\(.*?, )"([\w ]+)"(?:, "([\w ]+)")?\)')
CODES = (
    codes.Status, codes.CopyKind, codes.RegionKind, codes.UndertakingKind, codes.ConflictKind, codes.ConflictState,
    codes.Domain, codes.Deed, codes.Control, codes.PublishedBasis, codes.ThirdPartyRole, codes.ClaimKind,
    codes.EvidenceRole, codes.EvidenceState, codes.Part, codes.AmountKind, codes.Certainty, codes.Orientation,
    codes.Force, codes.Anonymity,
)  # fmt: skip


def collect() -> Catalog:
    """Every message of templates and modules, and the words of the tables they print."""
    found = Catalog(charset="utf-8")
    for folder in SAYING:
        for name, _, message, _, _ in extract_from_dir(folder, METHODS, OPTIONS, keywords=KEYWORDS):
            found.add(message, locations=[((folder / name).relative_to(ROOT).as_posix(), 0)])
    for word in sorted(set(words_of_tables())):
        found.add(word, locations=[("src/entente/records/codes.py", 0)])
    for noun, several, name in sorted(set(nouns())):
        found.add(
            (f"%(num)s {noun}", f"%(num)s {several or noun + 's'}"), locations=[(name, 0)], flags=["python-format"]
        )
    return found


def words_of_tables() -> Iterator[str]:
    """Words that pages look up."""
    for table in (OUTCOME_WORDS, STATUS_NOTES, TYPE_WORDS, DISPUTED, FIELDS, CHANGES, FACETS, OVER):
        yield from table.values()
    yield from (*codes.QUAD_WORDS.values(), *codes.RELIABILITY_WORDS.values())
    for code in CODES:
        yield from (plain(word) for word in get_args(code))
    yield from (plain(code) for code in (*codes.STAGES, *codes.DOMAINS))
    yield from (plain(mode) for facts in codes.EVENT_TYPES.values() for mode in facts.modes)
    yield from (plain(name) for name in (*load_scale().weights, *CHANGED, *RECORDS))
    yield from (group.rule for group in load_firmness().groups.values())
    stances = load_stances()
    yield from (scale.note for scale in stances.scale.values())
    yield from (stances.rank.note, stances.rank.another_field, stances.occasion.note)
    yield from (*load_worldviews().views.values(), *(line.name for line in load_worldviews().lines))
    yield from (*SIDES, *ROLES, *UNITS, "%(n)s%%", "English", "same", "reworded", "left out", "added", *RULED)
    yield from (label for _, label in MENU)
    yield from (word for told in (of_files, of_pages) for pair in told.TROUBLES.values() for word in pair)
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


def compiled(path: Path) -> bytes:
    """A translation as programs read it; the same bytes from the same words."""
    catalogue = read_po(BytesIO(path.read_bytes()))
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    body = BytesIO()
    write_mo(body, catalogue)
    return body.getvalue()


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
        path.with_suffix(".mo").write_bytes(compiled(path))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
