"""What cannot both hold, side by side, by field."""

from collections import Counter

from entente.views.conflicts import is_open
from entente.web.asking import Query, Refused, last, read_page
from entente.web.edition import Edition
from entente.web.pages.page import Page, leaf_of
from entente.web.tongue import _

SHOWS = ("open", "all")


def page(edition: Edition, query: Query) -> Page:
    """All conflicts, the open ones unless asked for more."""
    show, field = last(query, "show") or "open", last(query, "field")
    held = {name: edition.book.conflicts[name] for name in edition.conflicts.names}
    fields = Counter(each.field for each in held.values())
    if show not in SHOWS:
        raise Refused(
            400,
            _("show: “%(show)s” is none of %(join)s", show=show[:60], join=", ".join(SHOWS)),
            _("Choose one of the filters."),
        )
    if field and field not in fields:
        raise Refused(
            400, _("field: no conflict is over “%(field)s”", field=field[:60]), _("Choose one of the filters.")
        )
    kept = [
        name for name, each in held.items() if (show == "all" or is_open(each)) and (not field or each.field == field)
    ]
    lines, leaf = leaf_of(kept, read_page(query), 15)
    values = {
        "rows": edition.conflicts.of(lines), "leaf": leaf, "show": show, "field": field, "fields": fields.most_common(),
        "n_open": edition.n_in_dispute, "n_all": len(edition.conflicts),
    }  # fmt: skip
    return Page("conflicts", _("Conflicts"), values, "conflicts")
