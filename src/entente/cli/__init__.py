"""The command line: parse, call one function, print. Results on stdout, all else on stderr.

Each file holds the commands of one noun and is listed here in the order that `entente --help` shows.
"""

# isort: off
from entente.cli import projects
from entente.cli import records
from entente.cli import undertakings
from entente.cli import conflicts
from entente.cli import histories
from entente.cli import sources
from entente.cli import dossiers
from entente.cli import exports
from entente.cli import serve
from entente.cli import texts
from entente.cli import care

# isort: on
from entente.cli.app import app, main

__all__ = ["app", "main"]

COMMANDS = (projects, records, undertakings, conflicts, histories, sources, dossiers, exports, serve, texts, care)
"""Every file of commands."""
