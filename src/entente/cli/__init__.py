"""The command line: parse, call one function, print. Results on stdout, all else on stderr."""

from entente.cli.commands import app, main

__all__ = ["app", "main"]
