"""Accounts of a project, for those whom `entente serve` lets in."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import app
from entente.cli.options import JsonOption, LimitOption, ProjectOption
from entente.errors import EntenteError

if TYPE_CHECKING:
    from entente.records.codes import Deed
    from entente.web.users import Users

WHO = "local"
"""What the ledger calls whoever sits at this machine."""

users_app = typer.Typer(
    help="Accounts for those whom `entente serve --host ADDRESS` lets in: `add`, `list`, `passwd`, `role`, `remove`, "
    "`log`.\n\nA **reader** looks; an **editor** also hands in texts and rules on reports; an **admin** also changes "
    "accounts in the browser. Passwords are kept as argon2 hashes in the project's `users.json`; every change is a "
    "line of the ledger, and is refused while something else writes there.",
    no_args_is_help=True,
)
app.add_typer(users_app, name="users", rich_help_panel="In the browser")


class RoleName(StrEnum):
    """What an account may do."""

    reader = "reader"
    editor = "editor"
    admin = "admin"


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits, dot, dash, underscore.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, one line, instead of asking.")
]


@users_app.command()
def add(
    name: NameArgument,
    role: Annotated[RoleName, typer.Option(help="What the account may do.")] = RoleName.reader,
    password_stdin: StdinOption = False,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Make an account; its password, of 12 characters or more, is asked for twice and not shown.

    Example: `entente users add anna --role editor`, then `entente serve --host 0.0.0.0`.
    """
    _change(project, "add_user", name, role.value, _password(asked=not password_stdin), json=json)


@users_app.command()
def passwd(
    name: NameArgument, password_stdin: StdinOption = False, project: ProjectOption = Path(), json: JsonOption = False
) -> None:
    """Set another password; whoever is signed in with the old one is asked again.

    Example: `entente users passwd anna`, or `pass show entente/anna | entente users passwd anna --password-stdin`.
    """
    _known(project, name)
    _change(project, "set_password", name, "", _password(asked=not password_stdin), json=json)


@users_app.command()
def role(
    name: NameArgument,
    to: Annotated[RoleName, typer.Argument(metavar="ROLE", help="`reader`, `editor` or `admin`.")],
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Change what an account may do, from the next click on.

    Example: `entente users role anna admin`.
    """
    _change(project, "set_role", name, to.value, json=json)


@users_app.command()
def remove(name: NameArgument, project: ProjectOption = Path(), json: JsonOption = False) -> None:
    """Remove an account; whoever uses it is out at the next click.

    Example: `entente users remove anna`. What the account recorded stays in the ledger.
    """
    _change(project, "remove_user", name, json=json)


@users_app.command("list")
def list_(project: ProjectOption = Path(), json: JsonOption = False) -> None:
    """List the accounts with their roles.

    Example: `entente users list --json`.
    """
    from entente.cli import tables

    accounts = _users(project).all()
    if not (accounts or json):
        print("no accounts; `entente users add NAME` makes one", file=sys.stderr)
    for account in accounts:
        if json:
            tables.print_line("account", name=account.name, role=account.role, since=account.since.isoformat())
        else:
            print(f"{account.name:<32} {account.role:<8} since {account.since:%Y-%m-%d}")


@users_app.command()
def log(limit: LimitOption = None, project: ProjectOption = Path(), json: JsonOption = False) -> None:
    """List who handed in texts, ruled on reports or changed accounts, the latest first.

    Example: `entente users log --limit 20`.
    """
    from entente.api import open_project
    from entente.cli import tables
    from entente.web.auditing import audits

    for each in audits(open_project(project).ledger)[:limit]:
        did = each.did.replace("_", " ")
        if json:
            tables.print_line("audit", who=each.who, did=each.did, about=each.about, note=each.note, at=str(each.at))
        else:
            print(f"{each.at:%Y-%m-%d %H:%M} UTC  {each.who:<16} {did:<12} {each.about}  {each.note}".rstrip())


def _users(project: Path) -> "Users":
    from entente.api import open_project
    from entente.web.users import Users

    return Users(open_project(project).folder)


def _known(project: Path, name: str) -> None:
    """EntenteError before a password is asked for in vain."""
    users = _users(project)
    if users.find(name) is None:
        others = f"; there are {', '.join(account.name for account in users.all())}" if users.all() else ""
        remedy = f"make it with `entente users add`{others}"
        raise EntenteError(f"there is no account “{name[:60]}”", str(users.path), remedy)


def _password(*, asked: bool) -> str:
    if asked:
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _change(project: Path, did: "Deed", name: str, role: str = "", password: str = "", *, json: bool) -> None:
    """A change with its line in the ledger, told in a line."""
    from entente.cli import tables
    from entente.web.changing import change
    from entente.web.users import ROLES

    users = _users(project)
    change(users, WHO, did, name, next((each for each in ROLES if each == role), "reader"), password)
    if json:
        tables.print_line("account", name=name, did=did)
    else:
        done = {"add_user": "added", "remove_user": "removed", "set_role": f"is now {role}"}
        print(f"{name}: {done.get(did, 'has a new password')}", file=sys.stderr)
