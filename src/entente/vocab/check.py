"""What is wrong in the vocabulary files: every check, and the loader of each file."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from entente.errors import VocabularyError
from entente.records.problem import Problem
from entente.vocab import Group, cleaning, merging
from entente.vocab.actors import load_metonyms
from entente.vocab.amounts import load_amounts
from entente.vocab.calendar import load_calendar
from entente.vocab.check_tables import check_as_of, check_tables
from entente.vocab.clearnlp import load_labels
from entente.vocab.domains import check_domains
from entente.vocab.everyday import load_everyday
from entente.vocab.firmness import check_firmness
from entente.vocab.function_words import read_function_words
from entente.vocab.happenings import load_happenings
from entente.vocab.lexicon import check_lexicon
from entente.vocab.pairs import PairGroup, load_pair_groups, load_pairs
from entente.vocab.references import load_references
from entente.vocab.segmentation import load_groups, load_segmentation
from entente.vocab.stances import load_stances
from entente.vocab.steps import load_steps
from entente.vocab.undertakings import load_undertakings

__all__ = ["CHECKS", "LOADERS", "check_vocabulary"]


def check_vocabulary() -> tuple[Problem, ...]:
    """What every check finds, in the order of `CHECKS`."""
    return tuple(problem for check in CHECKS for problem in check())


def check_loading() -> Iterator[Problem]:
    """Every other file is read without a complaint of its reader."""
    for name, load in LOADERS.items():
        try:
            load()
        except VocabularyError as error:
            yield Problem(code="unreadable", message=error.what, where=error.where or name, remedy=error.remedy)
        except OSError as error:
            yield Problem(code="unreadable", message=str(error.strerror), where=name, remedy="put the file back")
        except (ValueError, KeyError, re.error) as error:
            yield Problem(code="unreadable", message=str(error), where=name, remedy="compare it with its neighbours")


def check_groups() -> Iterator[Problem]:
    """A member stands once in its group, and every group has an example that it decides."""
    files: Sequence[tuple[str, Mapping[str, Group | PairGroup]]] = (
        ("segment.toml", load_groups()),
        ("pairs.toml", load_pair_groups()),
        ("merging/stems.toml", merging.load_stem_rules()),
        *((f"clean/{name}.toml", cleaning.read_groups(name)) for name in ("agencies", "hyphens", "small_words")),
    )
    for name, groups in files:
        for title, group in groups.items():
            where = f"vocab/data/lang/en/{name} [{title}]"
            for member, count in Counter(group.members).items():
                if count > 1:
                    yield Problem(
                        code="member_twice", message=f'"{member}" stands {count} times', where=where, remedy="keep one"
                    )
            if not group.yes:
                yield Problem(code="no_example", message="no example in yes", where=where, remedy="write one")


LOADERS: Mapping[str, Callable[[], object]] = {
    "vocab/data/merging.toml": merging.load_scale,
    "vocab/data/actors/metonyms.toml": load_metonyms,
    "vocab/data/lang/en/amounts.toml": load_amounts,
    "vocab/data/lang/en/clearnlp.toml": load_labels,
    "vocab/data/lang/en/everyday.json": load_everyday,
    "vocab/data/lang/en/function_words.toml": read_function_words,
    "vocab/data/lang/en/pairs.toml": load_pairs,
    "vocab/data/lang/en/references.toml": load_references,
    "vocab/data/lang/en/segment.toml": load_segmentation,
    "vocab/data/lang/en/steps.toml": load_steps,
    "vocab/data/lang/en/undertakings.toml": load_undertakings,
    "vocab/data/lang/en/clean": cleaning.load_cues,
    "vocab/data/lang/en/clean/agencies.toml": cleaning.load_credits,
    "vocab/data/lang/en/clean/hyphens.toml": cleaning.load_hyphened,
    "vocab/data/lang/en/clean/lines.json": cleaning.load_line_model,
    "vocab/data/lang/en/clean/meta.toml": cleaning.load_page_names,
    "vocab/data/lang/en/clean/small_words.toml": cleaning.load_small_words,
    "vocab/data/lang/en/dates": load_calendar,
    "vocab/data/lang/en/dates/happenings.toml": load_happenings,
    "vocab/data/lang/en/merging/credits.toml": merging.load_credits,
    "vocab/data/lang/en/merging/figures.toml": merging.load_figure_rules,
    "vocab/data/lang/en/merging/heads.toml": merging.load_heads,
    "vocab/data/lang/en/merging/stances.toml": load_stances,
    "vocab/data/lang/en/merging/stems.toml": merging.load_stem_rules,
}

CHECKS: tuple[Callable[[], Iterable[Problem]], ...] = (
    check_tables,
    check_as_of,
    check_loading,
    check_groups,
    check_lexicon,
    check_firmness,
    check_domains,
)
"""All checks, in the order in which they report; a new vocabulary file adds its own here."""
