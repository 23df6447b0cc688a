"""The command line: parse, call one function, print. Results on stdout, all else on stderr.

Each file holds the commands of one noun and is listed here in the order that `entente --help` shows.
"""

# isort: off
from entente.cli import projects
from entente.cli import copying
from entente.cli import watch
from entente.cli import records
from entente.cli import undertakings
from entente.cli import conflicts
from entente.cli import judging
from entente.cli import histories
from entente.cli import sources
from entente.cli import dossiers
from entente.cli import exports
from entente.cli import lakes
from entente.cli import serve
from entente.cli import users
from entente.cli import texts
from entente.cli import restoring
from entente.cli import care

# isort: on
from entente.cli.app import app, main

__all__ = ["app", "main"]

COMMANDS = (
    projects,
    copying,
    watch,
    records,
    undertakings,
    conflicts,
    judging,
    histories,
    sources,
    dossiers,
    exports,
    lakes,
    serve,
    users,
    texts,
    restoring,
    care,
)
"""Every file of commands."""
