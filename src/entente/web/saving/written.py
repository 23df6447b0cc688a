"""Writes a brief in the form asked for; a form that is not to be had says what it lacks."""

from entente.web.asking import Refused
from entente.web.edition import Edition
from entente.web.pages.brief import Brief
from entente.web.saving.forms import FORMS, missing
from entente.web.saving.one_page import html
from entente.web.saving.plain import markdown
from entente.web.tongue import _


def written(edition: Edition, brief: Brief, ending: str) -> tuple[str, bytes]:
    """Media type and content by the ending of its file; Refused for any other ending."""
    if ending not in FORMS:
        known = ", ".join(FORMS)
        raise Refused(404, _("a brief is saved as %(known)s, not as “%(form)s”", known=known, form=ending[:20]))
    if ending in missing():
        remedy = _("Whoever runs the server can add it: pip install 'entente[brief]'. Markdown and HTML need nothing.")
        raise Refused(501, _("%(form)s cannot be written here.", form=FORMS[ending].label), remedy)
    return FORMS[ending].media, _content(edition, brief, ending)


def _content(edition: Edition, brief: Brief, ending: str) -> bytes:
    if ending == "docx":
        from entente.web.saving.word import word

        return word(brief)
    if ending == "pdf":
        from entente.web.saving.print import pdf

        return pdf(brief)
    text = markdown(brief) if ending == "md" else html(edition, brief)
    return text.encode("utf-8", "replace")
