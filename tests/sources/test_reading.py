"""Every kind of source gives its items, and every kind of bad source one problem."""

import csv
import gzip
import io
import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from entente.records.problem import Problem
from entente.records.raw import RawItem
from entente.sources import read_sources
from entente.sources.limits import MAX_ITEM_BYTES

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "Velmora and Orsenia signed an accord."


def read(*specs: Path | str, network: bool = False) -> list[RawItem | Problem]:
    """All that sources give."""
    return list(read_sources(specs, network=network, now=NOW))


def items(*specs: Path | str) -> list[RawItem]:
    """The items alone."""
    return [found for found in read(*specs) if isinstance(found, RawItem)]


def codes(*specs: Path | str) -> list[str]:
    """The codes of the problems alone."""
    return [found.code for found in read(*specs) if isinstance(found, Problem)]


def written(folder: Path, name: str, content: bytes | str) -> Path:
    """A file with that content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", TEXT, "text/plain"),
        ("a.md", TEXT, "text/markdown"),
        ("a.html", f"<p>{TEXT}</p>", "text/html"),
        ("a.txt", f"<!DOCTYPE html><p>{TEXT}</p>", "text/html"),
        ("a.txt", "%PDF-1.4", "application/pdf"),
        ("a.eml", f"Subject: x\n\n{TEXT}", "message/rfc822"),
        ("a.txt", f"From: M <m@a.example>\nTo: x,\n y\nMIME-Version: 1.0\n\n{TEXT}", "message/rfc822"),
        ("a.txt", f"From: the desk\nTitle: x\n\n{TEXT}", "text/plain"),
        ("noname", TEXT, "text/plain"),
    ],
)
def test_a_file_is_kept_as_it_is(tmp_path: Path, name: str, content: str, media_type: str) -> None:
    """An item holds the file's bytes, its kind, its origin, and when it was read."""
    path = written(tmp_path, name, content)
    assert [RawItem(origin=str(path), content=content.encode(), media_type=media_type, fetched=NOW)] == read(path)


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    """Files are read by name, folders among them; hidden ones are passed over."""
    for name in ("b.txt", "a/z.txt", "c.txt", ".hidden.txt", "a/.git/x.txt"):
        written(tmp_path, name, name)
    assert ["a/z.txt", "b.txt", "c.txt"] == [item.content.decode() for item in items(tmp_path)]


def test_an_ignore_file_leaves_out(tmp_path: Path) -> None:
    """Ignore files of a folder and of those above it count; a later rule takes back an earlier one."""
    written(tmp_path, ".ententeignore", "# notes\n*.md\ndrafts/\n/top.txt\n!keep.md\nlogs/**/old?.txt\n")
    written(tmp_path, "sub/.ententeignore", "b.txt\n")
    for name in (
        "a.md",
        "keep.md",
        "drafts/d.txt",
        "top.txt",
        "sub/top.txt",
        "sub/b.txt",
        "logs/x/y/old1.txt",
        "logs/new.txt",
    ):
        written(tmp_path, name, name)
    assert ["keep.md", "logs/new.txt", "sub/top.txt"] == [item.content.decode() for item in items(tmp_path)]


def test_json_lines_give_rows(tmp_path: Path) -> None:
    """Each object is an item with what its columns say; a broken line or one without text is a problem."""
    row = {
        "text": TEXT,
        "title": "Accord",
        "date": "2024-06-12",
        "source": "Courier",
        "authors": ["Mira Tal", "Arlen Voss"],
    }
    path = written(tmp_path, "a.jsonl", f'{json.dumps(row)}\n{{broken\n{{"title": "x"}}\n[1]\n')
    found = items(path)
    assert [(f"{path}#1", TEXT.encode())] == [(item.origin, item.content) for item in found]
    assert {
        "title": "Accord",
        "published": "2024-06-12",
        "outlet": "Courier",
        "byline": "Mira Tal, Arlen Voss",
    } == found[0].hints
    assert ["row_not_read", "row_without_text"] == codes(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gold.json", json.dumps([{"id": n, "label": "x"} for n in range(400)])),
        ("gold.jsonl", '{"id": 1, "label": "x"}\n' * 400),
        ("settings.json", '{"a": {"b": 1}}'),
        ("numbers.csv", "a,b\n1,2\n3,4\n"),
        ("empty.csv", "title,text\nx,\ny,\n"),
    ],
)
def test_data_without_articles_is_one_problem(tmp_path: Path, name: str, content: str) -> None:
    """A table or list in which no row has a text is one problem, whatever its length."""
    path = written(tmp_path, name, content)
    assert [("table_without_text", str(path))] == [(problem.code, problem.where) for problem in read(path)]  # type: ignore[union-attr]


def test_rows_without_text_are_numbered(tmp_path: Path) -> None:
    """Beside articles, rows that are none are one problem that tells how many and which."""
    path = written(tmp_path, "a.jsonl", f"{json.dumps({'text': TEXT})}\n" + '{"id": 1}\n' * 1200)
    (problem,) = (found for found in read(path) if isinstance(found, Problem))
    assert ("row_without_text", f"{path}#2") == (problem.code, problem.where)
    assert "1,200 of them: 2, 3, 4, 5, 6, ..." in problem.message


@pytest.mark.parametrize("text", [json.dumps([{"text": TEXT}] * 2), json.dumps([{"text": TEXT}] * 2, indent=1)])
def test_one_json_list_is_its_rows(tmp_path: Path, text: str) -> None:
    """A file that is one list of objects is read as they were lines."""
    assert 2 == len(items(written(tmp_path, "a.json", text)))


def test_a_table_gives_rows(tmp_path: Path) -> None:
    """Each row of a CSV is an item, line ends inside its cells kept; bytes that are no UTF-8 are told once."""
    table = io.StringIO()
    csv.writer(table).writerows([["Title", "Body"], ["Café", f"{TEXT}\nMore."], ["x", ""], ["y", TEXT]])
    path = written(tmp_path, "a.csv", table.getvalue().encode("cp1252"))
    assert [f"{TEXT}\nMore.".encode(), TEXT.encode()] == [item.content.replace(b"\r\n", b"\n") for item in items(path)]
    assert "Café" == items(path)[0].hints["title"]
    assert ["encoding_guessed", "row_without_text"] == codes(path)


def test_a_mailbox_gives_letters(tmp_path: Path) -> None:
    """Messages begin at `From ` behind a blank line; a quoted one does not begin a message."""
    letters = f"From a@b Mon\nSubject: 1\n\n{TEXT}\n>From the minister.\n\nFrom c@d Tue\nSubject: 2\n\n{TEXT}\n"
    found = items(written(tmp_path, "a.mbox", letters))
    assert [b"Subject: 1", b"Subject: 2"] == [item.content.splitlines()[0] for item in found]
    assert b"\nFrom the minister." in found[0].content


def archive(pages: list[tuple[str, str, bytes]], *, packed: bool = True) -> bytes:
    """A web archive of answers: status, content type, body."""
    return b"".join(gzip.compress(record) if packed else record for record in (_record(*page) for page in pages))


def _record(status: str, kind: str, body: bytes) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-06-12T10:00:00Z\r\n"
        "WARC-Target-URI: https://c.example/a\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


PAGE = ("200 OK", "text/html; charset=utf-8", f"<p>{TEXT}</p>".encode())


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_pages(tmp_path: Path, packed: bool) -> None:
    """Pages that were answered in full are items fetched when they were crawled; the rest is passed over."""
    answers = [PAGE, ("404 Not Found", "text/html", b"no"), ("200 OK", "image/png", b"x")]
    found = items(written(tmp_path, "a.warc.gz" if packed else "a.warc", archive(answers, packed=packed)))
    assert [(datetime(2024, 6, 12, 10, tzinfo=UTC), "https://c.example/a")] == [
        (item.fetched, item.hints["url"]) for item in found
    ]


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_web_archive_keeps_its_pages(tmp_path: Path, packed: bool) -> None:
    """An archive that breaks off gives the pages before the break, and a problem where it breaks."""
    whole = archive([PAGE, ("200 OK", "text/html", os.urandom(5000))], packed=packed)
    path = written(tmp_path, "a.warc.gz" if packed else "a.warc", whole[:-2000])
    assert [PAGE[2]] == [item.content for item in items(path)]
    assert {"archive_damaged"} == set(codes(path))


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Kesh Courier</title>
<item><title>Accord</title><link>https://c.example/a</link><pubDate>Wed, 12 Jun 2024 10:00:00 GMT</pubDate>
<dc:creator>Mira Tal</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>
<item><title>Broken date</title><pubDate>the day after</pubDate><description>{text}</description></item>
<item><title>No text</title><link>https://c.example/b</link></item></channel></rss>""".replace("{text}", TEXT)

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Kesh Courier</title><entry><title>Accord</title>
<link rel="self" href="https://c.example/self"/><link href="https://c.example/a"/><updated>2024-06-12T10:00:00Z</updated>
<author><name>Mira Tal</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["rss", "atom"])
def test_a_feed_gives_entries(tmp_path: Path, feed: str) -> None:
    """An entry is an item with its fullest text and what the feed says of it."""
    item = items(written(tmp_path, "feed.xml", feed))[0]
    assert f"<p>{TEXT}</p>" in item.content.decode()
    assert ("Accord", "Mira Tal", "Kesh Courier", "https://c.example/a") == tuple(
        item.hints[name] for name in ("title", "byline", "outlet", "url")
    )
    assert "2024" in item.hints["published"]


def test_an_entry_without_text_is_told(tmp_path: Path) -> None:
    """An entry that is a link alone is a problem; one with a broken date is an item."""
    path = written(tmp_path, "feed.rss", RSS)
    assert ["entry_without_text"] == codes(path)
    assert "the day after" == items(path)[1].hints["published"]


def test_a_damaged_feed_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """A feed that is not well-formed gives its entries and one problem."""
    path = written(tmp_path, "feed.xml", RSS.replace("</channel></rss>", ""))
    assert 2 == len(items(path))
    assert "feed_damaged" in codes(path)


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    """A feed that declares entities, nested a billion times or reading files, is refused at once."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    feed = "<rss><channel><item><description>&{};</description></item></channel></rss>"
    bomb = f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>' + feed.format("l9")
    theft = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + feed.format("x")
    for text in (bomb.encode(), theft.encode(), theft.encode("utf-16")):
        assert ["feed_entities"] == codes(written(tmp_path, "feed.xml", text))


def test_entities_behind_a_charset_stay_as_they_are(tmp_path: Path) -> None:
    """Where the declaration cannot be seen in the bytes, the parser leaves each reference alone."""
    grown = f'<!DOCTYPE r [<!ENTITY x "{TEXT}">]><rss><item><description>Words &x; here</description></item></rss>'
    hidden = '<?xml version="1.0" encoding="utf-7"?>' + grown.replace("<!", "+ADwAIQ-")
    (item,) = items(written(tmp_path, "feed.xml", hidden))
    assert b"Words &x; here" == item.content


def test_a_feed_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many entries the first are read; of one nested too deeply what lies above."""
    monkeypatch.setattr("entente.sources.feeds.MAX_FEED_ENTRIES", 1)
    assert ["feed_too_long"] == codes(written(tmp_path, "feed.xml", RSS))
    assert 1 == len(items(tmp_path / "feed.xml"))
    deep = RSS.replace("<item>", f"{'<a>' * 300}{'</a>' * 300}<item>", 1)
    assert "feed_damaged" in codes(written(tmp_path, "deep.xml", deep))


def test_xml_that_is_no_feed_is_told(tmp_path: Path) -> None:
    """Other XML, and text named so, give one problem."""
    assert ["feed_not_read"] * 2 == codes(
        written(tmp_path, "a.xml", "<a><item/></a>"), written(tmp_path, "b.xml", TEXT)
    )


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    """A gzip file is read as what it packs; a ZIP archive gives each of its files."""
    packed = written(tmp_path, "a.txt.gz", gzip.compress(TEXT.encode()))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as file:
        file.writestr("d/y.txt", TEXT)
        file.writestr("x.jsonl", json.dumps({"text": TEXT}))
    found = items(packed, tmp_path / "b.zip")
    assert [str(packed), f"{tmp_path}/b.zip#d/y.txt", f"{tmp_path}/b.zip#x.jsonl#1"] == [item.origin for item in found]
    assert {TEXT.encode()} == {item.content for item in found}


def test_a_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    """A small file that unpacks to gigabytes is stopped: an item at its limit, a stream at its ratio or its blanks."""
    bomb = gzip.compress(b"a" * 1_000_000) * 200
    assert ["item_too_large"] == codes(written(tmp_path, "a.txt.gz", bomb))
    assert ["item_too_large", "archive_bomb"] == codes(written(tmp_path, "a.jsonl.gz", bomb))
    blank = gzip.compress(b"text\n") + gzip.compress(b"\n" * 1_000_000) * 200
    for name in ("b.jsonl.gz", "b.csv.gz", "b.mbox.gz"):
        assert "table_blank" in codes(written(tmp_path, name, blank))


def test_a_cut_gzip_file_keeps_what_is_whole(tmp_path: Path) -> None:
    """The rows before the break are read, and the break is a problem."""
    rows = gzip.compress(f"{json.dumps({'text': TEXT})}\n".encode()) + gzip.compress(os.urandom(5000))[:3000]
    path = written(tmp_path, "a.jsonl.gz", rows)
    assert (TEXT.encode(), True) == (items(path)[0].content, "archive_damaged" in codes(path))


def test_a_zip_bomb_is_stopped(tmp_path: Path) -> None:
    """An archive whose files pack too well is refused, and one in another is not opened."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
        for i in range(20):
            file.writestr(f"{i}.txt", b"a" * 5_000_000)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as file:
        file.write(tmp_path / "a.zip", "a.zip")
    assert ["archive_bomb", "archive_nested"] == codes(tmp_path / "a.zip", tmp_path / "b.zip")


def test_an_archive_has_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files are refused together; one that is too large, whatever its head says, is refused alone."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("a.txt", TEXT)
        file.writestr("b.txt", TEXT * 10)
    monkeypatch.setattr("entente.sources.unpack.MAX_ITEM_BYTES", 2 * len(TEXT))
    assert ["item_too_large"] == codes(tmp_path / "a.zip")
    monkeypatch.setattr("entente.sources.unpack.MAX_MEMBERS", 1)
    assert ["archive_too_many"] == codes(tmp_path / "a.zip")


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    """A member packed with a password is one problem; the others are read."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("a.txt", TEXT)
        file.writestr("b.txt", TEXT)
    content = bytearray((tmp_path / "a.zip").read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path = written(tmp_path, "c.zip", bytes(content))
    assert (1, ["archive_encrypted"]) == (len(items(path)), codes(path))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.html", b" \n ", "empty"),
        ("a.png", b"\x89PNG", "type_not_read"),
        ("noname", b"\0\1\2", "type_not_read"),
        ("a.gz", b"\x1f\x8bnothing", "archive_damaged"),
        ("a.zip", b"PK\x03\x04nothing", "archive_damaged"),
        ("a.gz", gzip.compress(gzip.compress(b"x")), "archive_nested"),
        ("a.warc", b"WARC/nonsense\r\n\r\n", "archive_damaged"),
        ("a.mbox", TEXT.encode(), "mail_too_few"),
        ("a.json", b"[1, 2", "row_not_read"),
        ("a.json", b"[" * 100_000, "row_not_read"),
        ("a.json", b"[]", "nothing_in_it"),
        ("a.warc", b"WARC/1.0\r\ngarbage", "nothing_in_it"),
        ("a.txt", b"a" * (MAX_ITEM_BYTES + 1), "item_too_large"),
        ("a.jsonl", b"a" * (MAX_ITEM_BYTES + 1) + b"\n", "item_too_large"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_problem(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """Whatever is wrong with a file is one problem that names it and says what to do."""
    found = read(written(tmp_path, name, content))
    assert [code] == [problem.code for problem in found if isinstance(problem, Problem)]
    assert all(isinstance(problem, Problem) and name in problem.where and problem.remedy for problem in found)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing path, a link that leads nowhere or in circles, a pipe and an empty folder are problems."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "void").mkdir()
    assert ["not_found", "unreadable", "link_broken", "not_a_file", "empty_folder"] == codes(
        tmp_path / "no.txt", tmp_path, tmp_path / "void"
    )


@pytest.mark.parametrize("name", ["a" * 5000, "nul\0byte", ""])
def test_no_name_stops_a_run(tmp_path: Path, name: str) -> None:
    """What no system takes for a path is one problem, and what stands behind it is read."""
    found = read(name or tmp_path / "x" / ("y" * 300), written(tmp_path, "a.txt", TEXT))
    assert [Problem, RawItem] == list(map(type, found))


def test_a_locked_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system will not open is one problem; the run goes on."""
    written(tmp_path, "a.txt", TEXT)
    written(tmp_path, "b.txt", TEXT)
    opened = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert (["unreadable"], 1) == (codes(tmp_path), len(items(tmp_path)))


def test_a_folder_of_empty_files_is_told(tmp_path: Path) -> None:
    """Of ten thousand empty files each is one problem, and an article among them is read."""
    for i in range(10_000):
        (tmp_path / f"{i:05}.txt").touch()
    written(tmp_path, "05000x.txt", TEXT)
    found = read(tmp_path)
    assert 10_000 == sum(isinstance(problem, Problem) and problem.code == "empty" for problem in found)
    assert 1 == sum(isinstance(item, RawItem) for item in found)


def test_a_name_that_is_no_text_is_read(tmp_path: Path) -> None:
    """A file whose name is no UTF-8 has an origin that any file can hold."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).write_text(TEXT)
    assert f"{tmp_path}/\ufffd.txt" == items(tmp_path)[0].origin


@pytest.mark.parametrize("name", ["a.txt", "a.urls"])
def test_addresses_need_the_network(tmp_path: Path, name: str) -> None:
    """A list of addresses is not fetched unless it is allowed; the problem says how to allow it."""
    path = written(tmp_path, name, "# mine\nhttps://c.example/a\nhttps://c.example/b\n")
    for found in (*read(path), *read("https://c.example/a")):
        assert isinstance(found, Problem)
        assert ("network_off", True) == (found.code, "--network on" in found.remedy)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is read as what its content looks like."""
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(json.dumps({"text": TEXT}).encode())))
    monkeypatch.setattr("sys.stdin", stdin)
    assert [("-#1", TEXT.encode())] == [(item.origin, item.content) for item in items("-")]


def test_a_document_of_a_word_processor_is_one_problem(tmp_path: Path) -> None:
    """It is packed like an archive, and not named part by part."""
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as packed:
        for name in ("[Content_Types].xml", "word/document.xml", "word/media/a.jpeg"):
            packed.writestr(name, "<a/>")
    assert ["office_document"] == codes(path)
