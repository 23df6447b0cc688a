"""The same pages as files."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from entente.errors import EntenteError
from entente.web.asking import TABS
from entente.web.links import FileLinks, LiveLinks
from entente.web.publish import publish
from tests.web.site import Seen, edition


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder."""
    folder = tmp_path_factory.mktemp("web") / "site"
    publish(edition(), folder)
    return folder


def test_every_link_is_a_file(site: Path) -> None:
    """From every page every link leads to a file that is there, and to a mark in it."""
    pages = {path: Seen(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    for path, seen in pages.items():
        for link in (*seen.links, *seen.loads):
            there = urlsplit(link)
            target = (path.parent / unquote(there.path)).resolve() if there.path else path
            assert there.scheme == "", (path.name, link)
            assert target.is_file(), (path.name, link)
            assert not there.fragment or unquote(there.fragment) in pages[target].ids, (path.name, link)


def test_every_drawing_is_there(site: Path) -> None:
    """Each drawing of Explore is a file, one link from the table."""
    links = Seen((site / "explore.html").read_text(encoding="utf-8")).links
    for tab in TABS[1:]:
        assert f"explore/{tab}.html" in links
        assert 'aria-current="page"' in (site / "explore" / f"{tab}.html").read_text(encoding="utf-8")


def test_pages_ask_for_no_server(site: Path) -> None:
    """No form, no address from the root, no style or script within."""
    for path in site.rglob("*.html"):
        seen = Seen(path.read_text(encoding="utf-8"))
        assert "form" not in seen.tags
        assert [] == seen.inline
        assert [] == [link for link in (*seen.links, *seen.loads) if link.startswith("/")]


def test_policy_is_in_the_page(site: Path) -> None:
    """Files have no headers, so the page carries its policy itself."""
    assert 'content="default-src &#39;self&#39;;' in (site / "index.html").read_text(encoding="utf-8")


def test_names_of_files_are_plain(site: Path) -> None:
    """No name holds a sign that some file system refuses."""
    assert [] == [path.name for path in site.rglob("*") if set(path.name) & set(':<>"|?*\\')]


def test_publishing_twice_gives_the_same(site: Path, tmp_path: Path) -> None:
    """The same record gives the same bytes, over the old ones too."""
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    publish(edition(), tmp_path / "again")
    publish(edition(), tmp_path / "again")
    again = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert first == again


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """A folder with somebody's files is refused, and so is a file."""
    (tmp_path / "letter.txt").write_text("mine")
    for target in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(EntenteError):
            publish(edition(), target)
    assert ["letter.txt"] == [path.name for path in tmp_path.iterdir()]


def test_addresses() -> None:
    """A server's address and a file's name for the same page."""
    assert "/event/evt:1?x=a&x=b#ev:2" == LiveLinks().to("event", "evt:1", mark="ev:2", x=["a", "b"], empty="")
    assert "../event/evt-1.html#ev:2" == FileLinks("dyad/a.html").to("event", "evt:1", mark="ev:2")
    assert "explore-2.html" == FileLinks().to("explore", page=2)


def test_speaks_the_language_asked_for(tmp_path: Path) -> None:
    """Every page speaks one language, the one asked for, where there is one of that name."""
    publish(edition(), tmp_path / "site", "de")
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html")]
    assert {True} == {'<html lang="de"' in page and "Heute" in page for page in pages}
    with pytest.raises(EntenteError, match="choose of"):
        publish(edition(), tmp_path / "other", "xx")
