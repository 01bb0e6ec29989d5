from __future__ import annotations

import pytest

from summarize.reading.labels import names_speaker

TEXT = "Rescuers were at work in northern Quivra on Monday. The Tolman army sent help, and the Orka (ORKALA) fund gave money."


@pytest.mark.parametrize(
    "label", ["Ministry", "Fire chief", "UN", "Ann Dorrit", "Mayor of Belmonte", "ORKALA", "Reports"]
)
def test_who_can_speak_labels_a_line(label: str) -> None:
    assert names_speaker(label, TEXT)


@pytest.mark.parametrize(
    "label",
    [
        "Quivra",
        "Tolma",
        "Syria",
        "QUIVRAN",
        "Quivra Quake",
        "Bombing",
        "Strike on a Tolman prison",
        "Battle of Quivra",
        "Death toll",
        "#QuivraQuake",
        "",
    ],
)
def test_topics_places_and_datelines_do_not(label: str) -> None:
    assert not names_speaker(label, TEXT)
