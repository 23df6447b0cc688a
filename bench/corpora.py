"""Two corpora of the project's own paragraphs recombined: `dense`, all about relations, and `feed`, a day of news.

Every article takes paragraphs of several texts, other states, figures, months and weekdays. The same seed makes the
same bytes, an article does not depend on how many are made, and nothing is kept but where it is asked for.
"""

import csv
import re
import tomllib
from calendar import day_name, month_name
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from html import escape, unescape
from pathlib import Path
from random import Random
from string import Template
from typing import Literal, NamedTuple

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "texts"
DEMO = HERE.parent / "corpus" / "demo" / "articles"
COUNT = 500
"""Articles of a corpus."""
RELATIONS_ONE_IN = 6
"""In `feed`."""
FIRST_DAY, DAYS = date(2024, 6, 1), 365

Corpus = Literal["feed", "dense"]
CORPORA: tuple[Corpus, ...] = ("feed", "dense")
Form = Literal["html", "txt"]

_LEAST_WORDS, _ENDS = 18, (".", "?", "!", '"', "”", "’")
_BLOCK = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*(?<![,.])(?![\w])")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_MONTHS, _WEEKDAYS = tuple(month_name)[1:], tuple(day_name)
_MONTH = re.compile(rf"(?<=\d )({'|'.join(_MONTHS)})\b|\b({'|'.join(_MONTHS)})(?= \d)")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")


class Source(NamedTuple):
    """What paragraphs are taken from."""

    title: str
    paragraphs: tuple[str, ...]


class Article(NamedTuple):
    """One made article."""

    name: str
    title: str
    published: date
    paragraphs: tuple[str, ...]
    relations: bool
    """Whether it is about relations between states."""

    @property
    def text(self) -> str:
        """As plain text, its title first."""
        return "\n\n".join((self.title, *self.paragraphs)) + "\n"


def articles(corpus: Corpus, count: int = COUNT) -> tuple[Article, ...]:
    """The first articles of a corpus."""
    return tuple(_article(corpus, number) for number in range(count))


def write(folder: Path, made: Sequence[Article], form: Form) -> Path:
    """The articles as files of that form; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in made:
        content = page(article) if form == "html" else article.text
        (folder / f"{article.name}.{form}").write_text(content, encoding="utf-8")
    return folder


# ------------------------------------------------------------------------------------------------ what is recombined


@cache
def relations_sources() -> tuple[Source, ...]:
    """The project's texts about relations between states."""
    files = [*TEXTS.glob("*.txt"), *(path for suffix in ("txt", "md", "html") for path in DEMO.glob(f"*.{suffix}"))]
    return tuple(_source(path) for path in sorted(files, key=lambda path: path.name))


@cache
def everyday_sources() -> dict[str, tuple[Source, ...]]:
    """The project's texts about everything else, by subject."""
    subjects: dict[str, list[Source]] = {}
    for path in sorted((TEXTS / "everyday").glob("*.txt")):
        subjects.setdefault(path.stem.partition("-")[0], []).append(_source(path))
    return {subject: tuple(sources) for subject, sources in subjects.items()}


def _source(path: Path) -> Source:
    """Title and running paragraphs; lists, credits, captions and marks of fiction are left behind."""
    text = path.read_text(encoding="utf-8")
    blocks = _BLOCK.findall(text) if path.suffix == ".html" else text.split("\n\n")
    lines = [" ".join(unescape(_TAG.sub("", block)).split()) for block in blocks]
    running = tuple(line for line in lines if _runs(line))
    return Source(_title(text, path.suffix), running)


def _runs(line: str) -> bool:
    return len(line.split()) >= _LEAST_WORDS and line.endswith(_ENDS) and "Fiction:" not in line


def _title(text: str, suffix: str) -> str:
    if suffix == ".html":
        return unescape(_TAG.sub("", text.partition("<h1>")[2].partition("</h1>")[0])).strip()
    return next(line for line in text.splitlines() if line.strip()).lstrip("# ").strip()


# ------------------------------------------------------------------------------------------------ an article


def _article(corpus: Corpus, number: int) -> Article:
    random = Random(f"{corpus} {number}")
    relations = corpus == "dense" or _is_the_one(number)
    sources = relations_sources() if relations else random.choice(tuple(everyday_sources().values()))
    chosen = random.choice(sources)
    pool = [paragraph for source in sources for paragraph in source.paragraphs if source is not chosen]
    extra = random.sample(pool, random.randint(2, 5) if relations else random.randint(3, 6))
    kept = random.sample(chosen.paragraphs, min(len(chosen.paragraphs), 5))
    rewrite = _rewriter(random)
    title, *paragraphs = map(rewrite, (chosen.title, *kept, *extra))
    published = FIRST_DAY + timedelta(random.randrange(DAYS))
    return Article(f"{corpus}-{number:04}", title, published, tuple(paragraphs), relations)


def _is_the_one(number: int) -> bool:
    """Whether an article is the one of its six that is about relations."""
    block, place = divmod(number, RELATIONS_ONE_IN)
    return Random(f"block {block}").randrange(RELATIONS_ONE_IN) == place


def _rewriter(random: Random) -> Callable[[str], str]:
    """Other states, figures, months and weekdays, the same throughout an article."""
    states = _states(random)
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(states, key=lambda name: -len(name))))
    months, weekdays = _turned(_MONTHS, random), _turned(_WEEKDAYS, random)

    def rewrite(text: str) -> str:
        text = names.sub(lambda found: states[found[0]], text)
        text = _MONTH.sub(lambda found: months[found[0]], text)
        text = _WEEKDAY.sub(lambda found: weekdays[found[0]], text)
        return _NUMBER.sub(lambda found: _figure(found[0], random), text)

    return rewrite


def _states(random: Random) -> dict[str, str]:
    """Each name of an invented state to that of a state of the shipped vocabulary."""
    invented, real = _rows("invented.csv"), _rows("states.csv")
    pairs = zip(invented, random.sample(real, len(invented)), strict=True)
    return {old: new for olds, news in pairs for old, new in zip(olds, news, strict=True) if old}


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    with (TEXTS / name).open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row) for row in list(csv.reader(file))[1:])


def _turned(words: Sequence[str], random: Random) -> dict[str, str]:
    by = random.randrange(len(words))
    return {word: words[(place + by) % len(words)] for place, word in enumerate(words)}


def _figure(number: str, random: Random) -> str:
    """Another number of the same shape; years stay, and what may be a day of the month remains one."""
    if _YEAR.fullmatch(number):
        return number
    if number.isdigit() and int(number) <= 31:
        return str(random.randint(2, 28))
    return number[0] + "".join(random.choice("123456789") if mark.isdigit() else mark for mark in number[1:])


# ------------------------------------------------------------------------------------------------ its page


def page(article: Article) -> str:
    """The article as an outlet shows it: menus, adverts, appeals, related links, comments, scripts, its own facts."""
    random = Random(f"page {article.name}")
    name, template = random.choice(_templates())
    slug = re.sub(r"\W+", "-", article.title.lower()).strip("-")
    outlet = random.choice(_furniture()["outlets"])
    day = f"{article.published.day} {_MONTHS[article.published.month - 1]} {article.published.year}"
    return template.substitute(
        title=escape(article.title),
        outlet=outlet,
        host=f"{outlet.lower().replace(' ', '')}.example",
        slug=slug,
        summary=escape(article.paragraphs[0][:150]),
        published=article.published.isoformat(),
        year=article.published.year,
        day=day,
        reporter=random.choice(_furniture()["reporters"]),
        body="\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in article.paragraphs),
        style=_filler(random, 6_000, _rule),
        script=_filler(random, 4_000 if name == "plain" else 20_000, _statement),
        **_lists(random),
    )


def _lists(random: Random) -> dict[str, str]:
    furniture, titles = _furniture(), _titles()
    return {
        "menu": "".join(_item(word) for word in furniture["sections"]),
        "services": "".join(_item(word) for word in furniture["services"]),
        "tags": "".join(_item(word) for word in random.sample(furniture["sections"], 5)),
        "related": "".join(_item(title) for title in random.sample(titles, 12)),
        "cards": "".join(_card(title, random) for title in random.sample(titles, 30)),
        "comments": "\n".join(_comment(words, random) for words in random.sample(furniture["comments"], 8)),
        "advert": escape(random.choice(furniture["adverts"])),
        "appeal": escape(random.choice(furniture["appeals"])),
    }


@cache
def _furniture() -> dict[str, list[str]]:
    return tomllib.loads((TEXTS / "furniture.toml").read_text(encoding="utf-8"))


@cache
def _templates() -> tuple[tuple[str, Template], ...]:
    files = sorted((TEXTS / "pages").glob("*.html"))
    return tuple((path.stem, Template(path.read_text(encoding="utf-8"))) for path in files)


@cache
def _titles() -> tuple[str, ...]:
    everyday = (source for sources in everyday_sources().values() for source in sources)
    return tuple(source.title for source in (*relations_sources(), *everyday))


def _item(words: str) -> str:
    return f'<li class="item"><a href="/{words[:12].lower().replace(" ", "-")}"><span>{escape(words)}</span></a></li>'


def _card(title: str, random: Random) -> str:
    place = random.randrange(10**6)
    return (
        f'<div class="card"><a href="/story/{place}"><img src="/thumb/{place}.jpg" alt="" loading="lazy"></a>'
        f'<h3><a href="/story/{place}">{escape(title)}</a></h3>'
        f'<span class="when">{place % 23 + 1} hours ago</span></div>'
    )


def _comment(words: str, random: Random) -> str:
    reader = random.choice(_furniture()["readers"])
    return (
        f'<div class="comment"><div class="who"><b>{reader}</b> <span>{random.randint(1, 23)} hours ago</span></div>'
        f'<p>{escape(words)}</p><a href="#reply">Reply</a> <a href="#report">Report</a></div>'
    )


def _filler(random: Random, length: int, line: Callable[[Random], str]) -> str:
    return "".join(_until(length, lambda: line(random)))


def _until(length: int, make: Callable[[], str]) -> Iterator[str]:
    while length > 0:
        made = make()
        length -= len(made)
        yield made


def _rule(random: Random) -> str:
    return f".c{random.randrange(900)}{{margin:{random.randrange(40)}px;color:#{random.randrange(16**6):06x}}}\n"


def _statement(random: Random) -> str:
    return f"window._q=window._q||[];_q.push(['slot',{random.randrange(10**9)},'/ad/{random.randrange(10**6)}']);\n"
