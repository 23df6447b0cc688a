"""The country and sector of a mention, as event data sets write them."""

from entente.actors.period import Period
from entente.records.actors import ActorMention
from entente.records.codes import Sector
from entente.records.dates import DateSpan
from entente.vocab.actors import Actors

INTERNATIONAL: tuple[Sector, ...] = ("UNO", "EUR", "IGO", "IMG", "MNC", "NGO")
"""What stands for the country of those that belong to none."""


def party_of(mention: ActorMention) -> str | None:
    """The state or body that stands behind a mention: whom it acts for, else the actor itself."""
    return mention.on_behalf_of or mention.actor_id


def describe(
    mention: ActorMention, actors: Actors, day: DateSpan | None = None, *, nominal: bool = True
) -> tuple[str, str]:
    """Country, ISO 3166-1 alpha-3, and PLOVER sector; empty where the words tell none.

    Args:
        nominal: whether a disputed entity goes under its nominal sovereign (A5); else it has no country.
    """
    actor_id = mention.actor_id or mention.on_behalf_of
    if actor_id is not None and actor_id in actors.by_id and actors.by_id[actor_id].kind == "person":
        actor_id = mention.on_behalf_of or actor_id
    if actor_id is None or actor_id not in actors.by_id:
        return "", mention.acts_as or ""
    country = country_of(actor_id, actors, Period(day), nominal=nominal)
    return country, mention.acts_as or _standing(actor_id, actors)


def _standing(actor_id: str, actors: Actors) -> str:
    """A disputed entity is a state in waiting, PRE (A5); other states have no sector by themselves."""
    background = actors.backgrounds.get(actor_id)
    return "PRE" if background is not None and background.disputed and background.sovereign else ""


def country_of(actor_id: str, actors: Actors, period: Period, *, nominal: bool = True) -> str:
    """The code of the state an actor is, or belongs to on the day; empty where there is none."""
    actor = actors.by_id[actor_id]
    background = actors.backgrounds.get(actor_id)
    if background is not None and background.disputed and not nominal and not actor.ids.iso3:
        return ""
    if actor.ids.iso3:
        return actor.ids.iso3
    if not actor.country:
        return next((code for code in INTERNATIONAL if code in actor.sectors), "")
    homes = [home for home in actor.country if period.meets(home)] or list(actor.country)
    return homes[0].iso3
