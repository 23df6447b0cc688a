"""Mention and day to actor, role, and on whose behalf; what is not sure stays open."""

from entente.actors.describe import country_of, describe, party_of
from entente.actors.period import Period
from entente.actors.places import Locator
from entente.actors.resolver import Resolver
from entente.actors.setting import with_place

__all__ = ["Locator", "Period", "Resolver", "country_of", "describe", "party_of", "with_place"]
