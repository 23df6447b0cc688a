"""One folder of every kind of bad input through `entente read`: each one told, nothing else lost, exit 3."""

import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from typer.testing import Result

from tests.cli.made import ARTICLES, make_articles, run

ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
FEED = "<rss><channel><title>Wire</title>{}</channel></rss>"
ENTRY = "<item><title>Pact</title><description>{}</description><pubDate>Mon, 99 Foo 20x5</pubDate></item>"
TEXT = ARTICLES["promise.txt"]


def pdf(password: str = "") -> bytes:
    """An empty page, encrypted where a password is given."""
    writer, written = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(written)
    return written.getvalue()


def packed(size: int) -> bytes:
    """A ZIP of one file of zeros."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(size // 10_000_000):
            file.writestr(f"{number}.txt", bytes(10_000_000))
    return written.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (bytes(range(32)) * 60, "not_text"),
    "picture.jpg": (b"\xff\xd8", "type_not_read"),
    "encoding.txt": (f"Café talks. {TEXT}".encode("cp1252"), "encoding_guessed"),
    "french.txt": (b"Les deux ministres ont dit que le port ouvre aux navires. " * 5, "language_not_supported"),
    "huge.txt": (b"Word. " * 4_000_000, "item_too_large"),
    "encrypted.pdf": (pdf("secret"), "pdf_encrypted"),
    "cut.pdf": (pdf()[:100], "pdf_unreadable"),
    "cut.txt.gz": (gzip.compress(TEXT.encode()) + gzip.compress(TEXT.encode())[:20], "archive_damaged"),
    "cut.html": (f"<html><body><p>{TEXT}</p><p>It goes on with <a hr".encode(), "page_cut"),
    "bomb.zip": (packed(60_000_000), "archive_bomb"),
    "bomb.txt.gz": (gzip.compress(bytes(30_000_000)), "item_too_large"),
    "nested.html": (b"<html><body>" + b"<div>" * 60_000 + TEXT.encode(), "nested_too_deep"),
    "entities.xml": (f"{ENTITIES}{FEED.format(ENTRY.format('&b;'))}".encode(), "feed_entities"),
    "entities.html": (f"{ENTITIES}<html><body><p>{TEXT}</p></body></html>".encode(), "page_entities"),
    "dates.xml": (FEED.format(ENTRY.format(TEXT)).encode(), "published_not_read"),
    "gold.json": (b'[{"id": 1}, {"id": 2}, {"id": 3}]', "table_without_text"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every bad file beside two good ones, a pipe, a link that leads nowhere, and a folder that looks like a PDF."""
    folder = tmp_path_factory.mktemp("bad")
    articles = make_articles(folder / "articles")
    for name, (content, _) in BAD.items():
        (articles / name).write_bytes(content)
    os.mkfifo(articles / "pipe.txt")
    (articles / "link.txt").symlink_to("gone.txt")
    (articles / "folder.pdf").mkdir()
    return folder


@pytest.fixture(scope="module")
def told(folder: Path) -> Result:
    """The run over all of it."""
    return run("read", str(folder / "articles"), "--json", project=folder / "p")


def test_all_that_is_good_is_read(told: Result) -> None:
    """The run ends with exit 3 and holds the two articles."""
    report = json.loads(told.stdout.splitlines()[0])
    assert 3 == told.exit_code, told.output
    whole = 3  # the two, and the article before the break of the gzip file
    assert (report["refused"], report["reserved"], report["documents"]) == (14, 5, 5 + whole)


@pytest.mark.parametrize("name", [*BAD, "pipe.txt", "link.txt"])
def test_each_is_one_problem(told: Result, name: str) -> None:
    """It names the place, what is wrong and what to do."""
    problems = [json.loads(line) for line in told.stdout.splitlines()[1:]]
    codes = {"pipe.txt": "not_a_file", "link.txt": "link_broken"} | {bad: code for bad, (_, code) in BAD.items()}
    (problem,) = (p for p in problems if p["where"].partition("#")[0].endswith(f"/{name}"))
    assert (codes[name], True) == (problem["code"], bool(problem["message"] and problem["remedy"]))


def test_doctor_lists_what_was_refused(told: Result, folder: Path) -> None:
    """Every problem is recorded, and the ledger is sound."""
    result = run("doctor", project=folder / "p")
    assert 0 == result.exit_code, result.output
    assert [] == [name for name in BAD if name not in result.stderr]


def test_a_flaw_in_a_text_names_its_file(tmp_path: Path) -> None:
    """A problem met inside an article is told with the file that it stands in, and is no refusal."""
    (tmp_path / "a.txt").write_text(f"{TEXT}\nThe two met on 31 February 2024 in Kesh, the ministry said.\n")
    result = run("read", str(tmp_path / "a.txt"), project=tmp_path / "p")
    assert 0 == result.exit_code, result.output
    assert 'a.txt: "31 February 2024"' in result.stderr


def test_many_alike_are_summed(tmp_path: Path) -> None:
    """Ten thousand empty files are one line on the terminal and ten thousand recorded problems."""
    articles = make_articles(tmp_path / "articles")
    for number in range(10_000):
        (articles / f"{number}.txt").touch()
    result = run("read", str(articles), project=tmp_path / "p")
    assert (3, 2) == (result.exit_code, len(result.stderr.splitlines()))
    assert "10,000 times, such as" in result.stderr
    assert 10_000 == run("doctor", project=tmp_path / "p").stderr.count("there is nothing in it")


def entente(*words: str, limit: int = resource.RLIM_INFINITY) -> subprocess.CompletedProcess[str]:
    """A process of its own, which may write files of that many bytes."""
    code = "from entente.cli import main; main()"
    command = [sys.executable, "-c", f"import sys; sys.argv = ['entente', *sys.argv[1:]]; {code}", *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip


def test_a_disk_without_space_is_said(tmp_path: Path) -> None:
    """A ledger that cannot grow is one clear line and exit 1; what it held stands, and more room mends it."""
    articles, project = make_articles(tmp_path / "articles"), str(tmp_path / "p")
    run("init", project)
    failed = entente("read", str(articles), "-p", project, limit=33_000)
    assert (1, 1) == (failed.returncode, len(failed.stderr.splitlines())), failed.stderr
    assert "ledger.entente" in failed.stderr
    assert 0 == run("doctor", project=tmp_path / "p").exit_code
    assert "2 new articles" in run("read", str(articles), project=tmp_path / "p").stdout


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="only root mounts a disk")
def test_a_read_only_project_answers(tmp_path: Path, project: Path) -> None:
    """It is read and examined, and writing in it is refused in words."""
    disk = tmp_path / "disk"
    shutil.copytree(project, disk / "p", ignore=shutil.ignore_patterns(".cache"))
    before = run("events", "--json", project=project).stdout
    mounted = subprocess.run(["mount", "--bind", disk, disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no right to mount here")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", disk], check=True)
        assert before == run("events", "--json", project=disk / "p").stdout
        assert 0 == run("doctor", project=disk / "p").exit_code
        assert "read-only" in str(run("read", str(tmp_path), project=disk / "p").exception)
    finally:
        subprocess.run(["umount", disk], check=True)
