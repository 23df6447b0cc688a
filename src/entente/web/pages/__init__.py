"""Every page of the reading room: an edition and what was asked for in, the values of a template out."""

from entente.web.pages.page import Page

__all__ = ["Page"]
