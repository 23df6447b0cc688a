"""The reading room: as a server on this machine, and as a folder of pages."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.cli.app import app
from entente.cli.options import JsonOption, ProjectOption
from entente.errors import EntenteError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from entente.web.access import Guard

TOKEN = "ENTENTE_TOKEN"
PORT = 8710
LAST_WORDS_S = 3
"""How long answers under way may take once the server is told to stop."""
SWITCH_S = 0.0005
"""How long a thread works before another may: a page is not held up by an edition in the making."""


@app.command(rich_help_panel="In the browser")
def serve(
    host: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Where to listen; any but this machine's own needs accounts or a token."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = PORT,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
    behind_https: Annotated[
        bool,
        typer.Option(
            "--behind-https",
            help="Another server of this machine speaks HTTPS for this one: accounts are asked for, cookies "
            "travel encrypted alone, and a reader's address is the one it tells.",
        ),
    ] = False,
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Open the project in the browser, on this machine alone.

    Example: `entente serve --project entente-demo`. What is read meanwhile shows at the next click.

    To let others in, make accounts with `entente users add NAME --role editor` and name an address: `entente serve
    --host 0.0.0.0`. Or set a token for readers: `ENTENTE_TOKEN=$(openssl rand -hex 16) entente serve --host 0.0.0.0`.
    Whoever opens it is asked for name and password, or for the token.
    """
    from entente.web.access import Guard, check_binding, is_loopback
    from entente.web.users import Users

    token, users = os.environ.get(TOKEN, ""), Users(project)
    check_binding("0.0.0.0" if behind_https else host, token, users)  # nosec B104
    asked = users if users.all() and (behind_https or not is_loopback(host)) else None
    made = _made(project, Guard(token, users=asked), host, behind_https=behind_https)
    _run(made, host, port, open_browser=open_browser, json=json)


@app.command(rich_help_panel="In the browser")
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An empty folder, a new one, or one published before.")],
    language: Annotated[str, typer.Option(metavar="CODE", help="What the pages speak: en or de.")] = "en",
    project: ProjectOption = Path(),
    json: JsonOption = False,
) -> None:
    """Write the reading room as a folder of pages that any file server, or none, can show.

    Example: `entente publish site/`, then open `site/index.html`.
    """
    from entente.cli import tables
    from entente.web.publish import publish as write
    from entente.web.shelf import open_shelf

    with tables.waiting("writing the pages"):
        written = write(open_shelf(project).current().edition, folder, language)
    if json:
        tables.print_line("published", folder=str(folder), files=written.files, bytes=written.size)
    else:
        print(f"{folder / 'index.html'}  {written.files} files")


def _made(project: Path, guard: "Guard", host: str, *, behind_https: bool) -> "FastAPI":
    """The application; ExtraMissing where its packages are not installed."""
    from entente.errors import ExtraMissing

    try:
        import uvicorn  # noqa: F401  # said now, not after the project was read

        from entente.web.app import create_app
    except ModuleNotFoundError as error:
        if error.name not in ("fastapi", "starlette", "uvicorn"):
            raise
        raise ExtraMissing(
            "the reading room is not installed", error.name, "run `pip install 'entente[web]'`"
        ) from error
    from entente.web.intake import Intake
    from entente.web.shelf import open_shelf

    return create_app(open_shelf(project), guard=guard, host=host, intake=Intake(project), behind_https=behind_https)


def _run(made: "FastAPI", host: str, port: int, *, open_browser: bool, json: bool) -> None:
    """Listens until it is told to stop; the address is the one line on standard output."""
    import socket

    import uvicorn

    from entente.cli import tables
    from entente.web.listening import config_of

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        opened = socket.create_server((host.strip("[]"), port), family=family)
    except OSError as error:
        remedy = "another program may listen there; give another --port, or 0 for any that is free"
        raise EntenteError(f"cannot listen: {error.strerror or error}", f"{host}:{port}", remedy) from error
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    address = f"http://{shown}:{opened.getsockname()[1]}/"
    if json:
        tables.print_line("server", address=address)
    else:
        print(address)
    sys.stdout.flush()
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    sys.setswitchinterval(SWITCH_S)
    uvicorn.Server(config_of(made, last_words_s=LAST_WORDS_S)).run(sockets=[opened])
