from __future__ import annotations

import pytest

from summarize.reading.means import are_exclusive, count_devices, means_of

MEANS = [
    ("Air strikes hit the depot.", {"air"}),
    ("Jets bombed the depot.", {"air"}),
    ("Mortar shells landed in the yard.", {"shelling"}),
    ("A suicide car bomb went off.", {"bomb"}),
    ("She blew herself up.", {"bomb"}),
    ("A gas leak was to blame.", {"accident"}),
    ("The helicopter was shot down.", {"shot down"}),
    ("Police suspect arson.", {"deliberate"}),
    ("A bomb caused the blast.", {"bomb"}),
    ("A faulty cable started the fire.", {"accident"}),
    ("The ship sank in a storm.", {"accident"}),
    ("Two missiles sank the ship.", {"missile"}),
    ("The ship was struck by two anti-ship missiles.", {"missile"}),
    ("Air strikes and shelling hit the town.", {"air", "shelling"}),
    ("An explosion shook the town.", set()),
    ("A warplane crashed.", set()),
]


@pytest.mark.parametrize(("sentence", "families"), MEANS)
def test_reads_the_means(sentence: str, families: set[str]) -> None:
    assert means_of(sentence) == families


def test_vague_and_combined_means_exclude_nothing() -> None:
    assert are_exclusive(frozenset({"air"}), frozenset({"shelling"}))
    assert not are_exclusive(frozenset({"air", "shelling"}), frozenset({"shelling"}))
    assert not are_exclusive(frozenset({"gun"}), frozenset({"bomb"}))
    assert not are_exclusive(frozenset(), frozenset({"bomb"}))
    assert not are_exclusive(frozenset({"missile"}), frozenset({"air"}))
    assert are_exclusive(frozenset({"missile"}), frozenset({"accident"}))


COUNTS = [
    ("Two suicide bombers struck.", [(2, "bombs", False)]),
    ("A double bomb attack hit the port.", [(2, "bombs", False)]),
    ("Three near-simultaneous blasts were heard.", [(3, "blasts", False)]),
    ("A third attacker fled.", [(3, "attackers", False)]),
    ("A car bomb went off.", [(1, "bombs", True)]),
    ("22 killed in car bomb.", []),
    ("A bomb squad came.", []),
    ("F-16 fighter bombers hit the port.", []),
    ("Two long-range bombers took off.", []),
]


@pytest.mark.parametrize(("sentence", "counts"), COUNTS)
def test_counts_bombs_and_attackers(sentence: str, counts: list[tuple[int, str, bool]]) -> None:
    assert [(d.number, d.kind, d.plain) for d in count_devices(sentence)] == counts
