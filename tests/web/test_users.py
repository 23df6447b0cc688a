"""Accounts: who may sign in, and what each role may do."""

import stat
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from entente.api import create, open_project
from entente.errors import EntenteError
from entente.ledger import Ledger
from entente.web.access import NAME_TRIES, NAME_WINDOW_S, TRIES, WINDOW_S, Guard, check_binding
from entente.web.app import create_app
from entente.web.auditing import audits
from entente.web.intake import Intake
from entente.web.shelf import LedgerShelf
from entente.web.users import Role, Users
from tests.cli.made import run
from tests.views import made
from tests.web.site import sent
from tests.web.test_access import Clock
from tests.web.test_shelf import write

PASSWORD = "four words none would guess"
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an account of each role, whose passwords cost little to check."""
    argon2 = pytest.importorskip("argon2")
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(Users, "_hasher", cheap)
    create(tmp_path)
    write(tmp_path, made.PROMISE, made.LEND)
    users = Users(tmp_path)
    for role in ROLES:
        users.add(f"{role}.one", role, PASSWORD)
    return tmp_path


def browser(project: Path, **more: Any) -> TestClient:  # Any: what the guard takes
    """A browser on a server that asks for accounts."""
    guard = Guard(users=Users(project), **more)
    app = create_app(LedgerShelf(open_project(project)), guard=guard, host="0.0.0.0", intake=Intake(project))
    return TestClient(app, base_url="http://reading.example", follow_redirects=False)


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    """The status of a try."""
    status: int = sent(client, "/login", {"name": name, "password": password}, "/login").status_code
    return status


def test_nothing_shows_without_an_account(project: Path) -> None:
    """Every page asks who it is, and no record leaks."""
    client = browser(project)
    for path in ("/", "/explore", "/upload", "/users", "/api/v1/events"):
        answer = client.get(path)
        assert (401, False) == (answer.status_code, "Velmora" in answer.text)


def test_signing_in_leads_on(project: Path) -> None:
    """The page that was asked for is where signing in leads, and never to another server."""
    client = browser(project)
    form = {"name": "reader.one", "password": PASSWORD}
    assert (
        "/explore?status=planned"
        == sent(client, "/login", {**form, "to": "/explore?status=planned"}, "/explore?status=planned").headers[
            "location"
        ]
    )
    for to in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        assert "/" == sent(browser(project), "/login", {**form, "to": to}, "/login").headers["location"]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("reader", ()), ("editor", ("/upload", "/review")), ("admin", ("/upload", "/review", "/users"))],
)
def test_roles_open_pages(project: Path, role: str, allowed: tuple[str, ...]) -> None:
    """A reader looks, an editor also hands in and rules, an admin also manages accounts; the menu shows no more."""
    client = browser(project)
    assert 303 == sign_in(client, f"{role}.one")
    menu = client.get("/sources").text
    for path in ("/upload", "/review", "/users"):
        assert (200 if path in allowed else 403) == client.get(path).status_code
        assert not (f'href="{path}"' in menu and path not in allowed)


def test_readers_change_nothing(project: Path) -> None:
    """With a form of their own too, readers neither hand in nor rule nor make accounts."""
    client = browser(project)
    sign_in(client, "reader.one")
    for path in ("/upload", "/review", "/users"):
        assert 403 == sent(client, path, {"did": "add_user", "name": "x", "password": PASSWORD}).status_code
    assert 3 == len(Users(project).all())


def test_wrong_passwords_are_told_alike(project: Path) -> None:
    """A wrong name and a wrong password give the same answer."""
    answers = [
        sent(browser(project), "/login", {"name": name, "password": "wrong"}, "/login")
        for name in ("reader.one", "nobody", "", "x" * 5_000)
    ]
    assert {401} == {answer.status_code for answer in answers}
    assert 1 == len({answer.text.count("do not fit together") for answer in answers})


def test_guessing_is_slowed(project: Path) -> None:
    """After so many wrong tries of an address even the right password waits, and is told how long."""
    clock = Clock()
    client = browser(project, clock=clock)
    assert {401} == {sign_in(client, "reader.one", "wrong") for _ in range(TRIES)}
    answer = sent(client, "/login", {"name": "reader.one", "password": PASSWORD}, "/login")
    assert (429, True) == (answer.status_code, 0 < int(answer.headers["retry-after"]) <= WINDOW_S + 1)
    clock.now = WINDOW_S + 1
    assert 303 == sign_in(client, "reader.one")


def test_one_account_is_not_guessed_from_many_places(project: Path) -> None:
    """Tries at one account count together, wherever they come from."""
    clock = Clock()
    guard = Guard(users=Users(project), clock=clock)
    for number in range(NAME_TRIES):
        with pytest.raises(Exception, match="do not fit"):
            guard.sign_in("reader.one", "wrong", f"198.51.100.{number}")
    with pytest.raises(Exception, match="Too many"):
        guard.sign_in("reader.one", PASSWORD, "203.0.113.1")
    clock.now = NAME_WINDOW_S + 1
    assert guard.sign_in("reader.one", PASSWORD, "203.0.113.1")


def test_passwords_are_argon2(project: Path) -> None:
    """The file holds no password, only argon2id hashes of their own salt, and only its owner reads it."""
    path = Users(project).path
    hashes = [account.password for account in Users(project).all()]
    assert PASSWORD not in path.read_text()
    assert all(each.startswith("$argon2id$") for each in hashes)
    assert len(hashes) == len(set(hashes))
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("what", ["removed", "password", "role"])
def test_changes_hold_at_once(project: Path, what: str) -> None:
    """Whoever is removed or has a new password is out at the next click; a new role holds from then on."""
    client = browser(project)
    sign_in(client, "editor.one")
    users = Users(project)
    if what == "removed":
        users.remove("editor.one")
    elif what == "password":
        users.set_password("editor.one", PASSWORD + " and more")
    else:
        users.set_role("editor.one", "reader")
    assert (403 if what == "role" else 401) == client.get("/upload").status_code


def test_admins_manage_accounts(project: Path) -> None:
    """Accounts are made, changed and removed in the browser, and the ledger tells by whom."""
    client = browser(project)
    sign_in(client, "admin.one")
    for form in (
        {"did": "add_user", "name": "new", "role": "editor", "password": PASSWORD},
        {"did": "set_role", "name": "new", "role": "reader"}, {"did": "remove_user", "name": "new"},
    ):  # fmt: skip
        assert 303 == sent(client, "/users", form, "/users").status_code
    told = [(each.who, each.did, each.about, each.note) for each in audits(project / "ledger.entente")]
    assert [
        ("admin.one", "remove_user", "new", ""), ("admin.one", "set_role", "new", "editor → reader"),
        ("admin.one", "add_user", "new", "editor"),
    ] == told  # fmt: skip
    assert "editor → reader" in client.get("/users").text


@pytest.mark.parametrize(
    "form",
    [
        {"did": "remove_user", "name": "admin.one"}, {"did": "set_role", "name": "admin.one", "role": "reader"},
        {"did": "add_user", "name": "<script>", "password": PASSWORD},
        {"did": "add_user", "name": "b", "password": "short"},
        {"did": "add_user", "name": "reader.one", "password": PASSWORD}, {"did": "rule", "name": "b"}, {"did": "burn"},
        {"did": "remove_user", "name": "nobody"}, {"did": "add_user", "name": "аdmin", "password": PASSWORD},
    ],
)  # fmt: skip
def test_senseless_changes_are_refused(project: Path, form: dict[str, str]) -> None:
    """Nothing is changed and nothing recorded for what makes no sense; a letter of another alphabet is no letter."""
    client = browser(project)
    sign_in(client, "admin.one")
    before = Users(project).path.read_bytes()
    assert 400 == sent(client, "/users", form, "/users").status_code
    assert before == Users(project).path.read_bytes()
    assert [] == audits(project / "ledger.entente")


def test_nothing_changes_unrecorded(project: Path) -> None:
    """While another process writes the ledger, an account is not changed, and the page says why."""
    client = browser(project)
    sign_in(client, "admin.one")
    with Ledger.open(project / "ledger.entente"):
        assert 503 == sent(client, "/users", {"did": "remove_user", "name": "reader.one"}, "/users").status_code
    assert Users(project).find("reader.one")


@pytest.mark.parametrize("form", ["", "0" * 64, "é"])
def test_forms_of_others_are_refused(project: Path, form: str) -> None:
    """A form that was not drawn for this reader changes nothing."""
    client = browser(project)
    sign_in(client, "admin.one")
    for path in ("/users", "/upload", "/review", "/seen", "/logout"):
        data = {"form": form, "did": "remove_user", "name": "reader.one"}
        assert 403 == client.post(path, data=data).status_code
    assert 3 == len(Users(project).all())


def test_a_form_is_of_one_session(project: Path) -> None:
    """The token of one reader's form is no token for another."""
    one, other = browser(project), browser(project)
    assert (303, 303) == (sign_in(one, "admin.one"), sign_in(other, "admin.one"))
    form = one.get("/users").text.partition('name="form" value="')[2][:64]
    assert 403 == other.post("/users", data={"form": form, "did": "remove_user", "name": "reader.one"}).status_code


def test_damaged_accounts_are_told(project: Path) -> None:
    """A file of accounts that cannot be read lets nobody in, and says what to do."""
    client = browser(project)
    Users(project).path.write_text("{")
    answer = client.get("/login")
    assert 200 == answer.status_code
    assert 503 == sign_in(client, "admin.one")


def test_accounts_open_an_address(project: Path, tmp_path: Path) -> None:
    """An address that others reach needs an account or a token; an empty file of accounts is none."""
    check_binding("0.0.0.0", "", Users(project))
    (tmp_path / "bare").mkdir()
    with pytest.raises(EntenteError, match="entente users add"):
        check_binding("0.0.0.0", "", Users(tmp_path / "bare"))


def test_cookies_behind_https_are_secure(project: Path) -> None:
    """Where another server speaks HTTPS, cookies travel encrypted alone, and the reader is the one it names."""
    guard = Guard(users=Users(project))
    app = create_app(LedgerShelf(open_project(project)), guard=guard, behind_https=True)
    client = TestClient(app, base_url="https://reading.example", follow_redirects=False)
    answer = sent(client, "/login", {"name": "reader.one", "password": PASSWORD}, "/login")
    assert {"HttpOnly", "SameSite=lax", "Secure"} <= set(answer.headers["set-cookie"].split("; "))
    assert 200 == client.get("/").status_code


def test_commands(project: Path) -> None:
    """Accounts are made, listed, changed and removed on the command line, and the ledger tells it."""
    assert 0 == run("users", "role", "reader.one", "editor", project=project).exit_code
    assert 0 == run("users", "remove", "editor.one", project=project).exit_code
    assert "reader.one" in run("users", "list", project=project).stdout
    assert '"role":"editor"' in run("users", "list", "--json", project=project).stdout.replace(" ", "")
    told = run("users", "log", project=project).stdout
    assert ["remove user", "set role"] == [" ".join(line.split()[4:6]) for line in told.splitlines()]


def test_passwords_are_asked_for(project: Path) -> None:
    """A password comes from a prompt or from standard input, and one that is too easy makes no account."""
    from typer.testing import CliRunner

    from entente.cli import app

    words = ["users", "add", "new", "--password-stdin", "--project", str(project)]
    assert 1 == CliRunner().invoke(app, words, input="easy\n").exit_code
    assert 0 == CliRunner().invoke(app, words, input=PASSWORD + "\n").exit_code
    asked = CliRunner().invoke(
        app, ["users", "passwd", "new", "--project", str(project)], input="nearly right ok\n" * 2
    )
    assert (0, False) == (asked.exit_code, "nearly" in asked.output)
    assert Users(project).verified("new", "nearly right ok")
