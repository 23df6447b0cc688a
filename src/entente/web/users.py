"""Accounts of a project: names, roles and hashed passwords, in a file that only its owner reads."""

import os
import re
import secrets
import threading
import unicodedata
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import msgspec
from msgspec.structs import replace

from entente.errors import EntenteError, ExtraMissing
from entente.records.record import Moment

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FILE = "users.json"
Role = Literal["reader", "editor", "admin"]
"""A reader looks; an editor also hands in texts and rules on reports; an admin also changes accounts."""
ROLES: tuple[Role, ...] = get_args(Role)
LEAST_PASSWORD, LONGEST_PASSWORD = 12, 1_000
"""Characters."""
RESERVED = frozenset({"local", "token"})
"""Names that an audit gives to those without an account."""
AT_ONCE = 2
"""Passwords hashed at once: each takes 64 MB."""
_NAME = re.compile(r"[a-z][a-z0-9._-]{0,31}")


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who may sign in."""

    name: str
    role: Role
    password: str
    """Argon2id, with its salt and its cost."""
    since: Moment


class Users:
    """The accounts in a project's file, read again when it changes."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.path = project / FILE
        self._lock = threading.Lock()
        self._turns = threading.Semaphore(AT_ONCE)
        self._seen: tuple[int, int, int] | None = None
        self._accounts: dict[str, Account] = {}

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        return tuple(self._read().values())

    def find(self, name: str) -> Account | None:
        """The account of that name; None: there is none."""
        return self._read().get(name)

    def verified(self, name: str, password: str) -> Account | None:
        """The account whose password this is; an unknown name takes as long as a known one."""
        from argon2.exceptions import InvalidHashError, VerificationError

        account = self.find(name)
        with self._turns:
            try:
                self._hasher.verify(account.password if account else self._nobody, _plain(password))
            except (VerificationError, InvalidHashError):
                return None
        return account

    def add(self, name: str, role: Role, password: str) -> None:
        """A new account; EntenteError where the name is taken or will not do."""
        if not _NAME.fullmatch(name) or name in RESERVED:
            remedy = "take small letters a-z, digits, dot, dash and underscore, a letter first, 32 at most"
            raise EntenteError(f"“{name[:60]}” is no name for an account", str(self.path), remedy)
        accounts = self._read()
        if name in accounts:
            raise EntenteError(f"there is an account “{name}” already", str(self.path), "take another name")
        self._write({**accounts, name: Account(name, role, self._hashed(name, password), datetime.now(UTC))})

    def remove(self, name: str) -> None:
        """An account less; whoever uses it is signed out."""
        self._known(name)
        self._write({other: account for other, account in self._read().items() if other != name})

    def set_role(self, name: str, role: Role) -> Role:
        """Another role; the one before."""
        account = self._known(name)
        self._write({**self._read(), name: replace(account, role=role)})
        return account.role

    def set_password(self, name: str, password: str) -> None:
        """Another password; whoever used the old one is signed out."""
        account = self._known(name)
        self._write({**self._read(), name: replace(account, password=self._hashed(name, password))})

    def _known(self, name: str) -> Account:
        account = self.find(name)
        if account is None:
            remedy = f"there are {', '.join(self._read()) or 'none'}"
            raise EntenteError(f"there is no account “{name[:60]}”", str(self.path), remedy)
        return account

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        try:
            from argon2 import PasswordHasher
        except ModuleNotFoundError as error:
            raise ExtraMissing("accounts need the extra", "argon2", "run `pip install 'entente[web]'`") from error
        return PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_hex(16))

    def _hashed(self, name: str, password: str) -> str:
        if not LEAST_PASSWORD <= len(password) <= LONGEST_PASSWORD or password.casefold() == name:
            remedy = f"take {LEAST_PASSWORD} characters or more, as four words that only you would put together"
            raise EntenteError("the password is too easy or too long", str(self.path), remedy)
        with self._turns:
            return self._hasher.hash(_plain(password))

    def _read(self) -> dict[str, Account]:
        with self._lock:
            stamp = _stamp(self.path)
            if stamp != self._seen:
                self._accounts = _accounts(self.path) if stamp else {}
                self._seen = stamp
            return dict(self._accounts)

    def _write(self, accounts: dict[str, Account]) -> None:
        """The whole file anew, whole or not at all; refused where another program changed it meanwhile."""
        body = msgspec.json.format(msgspec.json.encode([accounts[name] for name in sorted(accounts)]))
        made = self.path.with_name(f".{FILE}.{secrets.token_hex(4)}")
        with self._lock:
            if _stamp(self.path) != self._seen:
                raise EntenteError("the accounts were changed meanwhile", str(self.path), "do it again")
            with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(body + b"\n")
                file.flush()
                os.fsync(file.fileno())
            made.replace(self.path)


def _accounts(path: Path) -> dict[str, Account]:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=list[Account])
    except (msgspec.DecodeError, OSError) as error:
        remedy = f"restore it from a copy, or delete it and add the accounts again: {error}"
        raise EntenteError("the file of accounts cannot be read", str(path), remedy) from error
    return {account.name: account for account in found}


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _plain(password: str) -> str:
    """As every keyboard writes it."""
    return unicodedata.normalize("NFKC", password)
