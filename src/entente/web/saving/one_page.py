"""A brief as one HTML page that needs nothing beside it."""

from entente.web.edition import Edition
from entente.web.pages.brief import Brief
from entente.web.render import environment


def html(edition: Edition, brief: Brief) -> str:
    """The page."""
    text: str = environment().get_template("brief_file.html.jinja").render(brief=brief, edition=edition)
    return text
