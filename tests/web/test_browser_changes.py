"""Handing in texts and signing in, in a browser; runs where Chromium and the group `browser` are installed."""

from pathlib import Path
from typing import Any

import pytest

from entente.api import create
from entente.web.access import Guard
from entente.web.users import Users
from tests.cli.made import ARTICLES
from tests.web.driving import faults_of, needs_browser, open_until, served

pytestmark = needs_browser
PASSWORD = "four words none would guess"


@pytest.fixture
def texts(tmp_path: Path) -> list[str]:
    """Two articles and a picture, as files."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    (folder / "picture.jpg").write_bytes(b"\xff\xd8")
    return [str(path) for path in sorted(folder.iterdir())]


@pytest.mark.parametrize("scripts", [True, False])
def test_texts_are_handed_in(chromium: Any, tmp_path: Path, texts: list[str], scripts: bool) -> None:
    """Files are chosen and read, the page follows with and without scripts, and the policy has nothing to forbid."""
    create(tmp_path)
    said: list[str] = []
    with served(tmp_path) as address:
        page = chromium.new_page(java_script_enabled=scripts)
        page.on("console", lambda message: said.append(message.text))
        page.goto(address + "/upload")
        page.set_input_files("#files", texts)
        page.click("text=Read them")
        page.wait_for_selector("text=2 new texts", timeout=90_000)
        assert "picture.jpg" in page.inner_text("#problems")
        open_until(page, address + "/undertakings", "steel mill")
        page.close()
    assert [] == said


def test_texts_are_dropped(chromium: Any, tmp_path: Path) -> None:
    """A file dropped anywhere on the page is sent at once."""
    create(tmp_path)
    drop = """text => { const given = new DataTransfer();
        given.items.add(new File([text], "promise.txt", {type: "text/plain"}));
        document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true})); }"""
    with served(tmp_path) as address:
        page = chromium.new_page()
        page.goto(address + "/upload")
        page.evaluate(drop, ARTICLES["promise.txt"])
        page.wait_for_selector("text=1 new text", timeout=90_000)
        page.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_signing_in_and_managing(chromium: Any, tmp_path: Path, scheme: str, width: int) -> None:
    """An admin signs in, adds an account and signs out; no serious finding of axe on the pages of it."""
    create(tmp_path)
    users = Users(tmp_path)
    users.add("anna", "admin", PASSWORD)
    found = []
    with served(tmp_path, Guard(users=users)) as address:
        context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
        page = context.new_page()
        page.goto(address + "/users")
        found += faults_of(page)
        page.fill("#name", "anna")
        page.fill("#password", PASSWORD)
        page.click("button:has-text('Sign in')")
        page.fill("#name", "ben")
        page.fill("#password", PASSWORD)
        page.click("button:has-text('Add')")
        page.wait_for_selector("text=Remove ben")
        for path in ("/users", "/upload"):
            page.goto(address + path)
            found += faults_of(page)
        page.click("text=Leave")
        assert page.url.endswith("/login")
        for token in ("", "no token"):
            page.goto(address + "/login")
            page.fill("#password", token)
            found += faults_of(page)
        context.close()
    assert [] == found
    assert users.find("ben")
