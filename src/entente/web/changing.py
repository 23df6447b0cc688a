"""A change of an account, with the line of the ledger that tells of it."""

from entente.api import Project
from entente.errors import EntenteError
from entente.records.codes import Deed
from entente.web.auditing import audit, recorded
from entente.web.users import Role, Users


def change(users: Users, who: str, did: Deed, name: str, role: Role = "reader", password: str = "") -> None:
    """A change that is done and recorded, or neither; no admin takes the own rights away."""
    if did in ("remove_user", "set_role") and who == name:
        raise EntenteError("nobody changes the own role or removes the own account", name, "let another admin do it")
    before = users.find(name)
    note = {"add_user": role, "set_role": f"{before.role} → {role}" if before else role}.get(did, "")
    with recorded(Project(users.project).ledger, audit(who, did, name or "-", note)):
        if did == "add_user":
            users.add(name, role, password)
        elif did == "remove_user":
            users.remove(name)
        elif did == "set_role":
            users.set_role(name, role)
        else:
            users.set_password(name, password)
