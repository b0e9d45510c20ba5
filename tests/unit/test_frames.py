"""Who attacks whom and when, read from texts of both languages and encodings; and what only sounds like it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.detection.days import dates
from answerable.detection.frames import read_frame, said_by
from answerable.detection.lexicon import Role, lexicon_of, read_lexicon_file, shipped, shipped_files
from answerable.errors import Invalid
from answerable.flow.lexicon import read_lexicon
from answerable.records.frame import Frame, FrameKind, Stance, Strength
from answerable.simulation.messenger.wording import templates
from answerable.text.encoding import Encoding, identify
from answerable.text.tokens import tokens
from answerable.text.wrappers import written_out
from tests.frame_texts import Labelled, labelled
from tests.unit.text.zawgyi_spelling import in_zawgyi

TEXTS = labelled(each=6)


def threatens(frame: Frame) -> bool:
    return frame.strength > Strength.NONE and frame.stance is Stance.SAYS


def test_there_are_enough_texts_of_each_kind() -> None:
    counted = Counter((one.language, one.threatens) for one in TEXTS)
    assert len(TEXTS) >= 300
    assert min(counted.values()) >= 40
    assert len({one.category for one in TEXTS}) >= 10


def test_threats_are_found_in_both_encodings_and_what_only_spreads_is_none() -> None:
    wrong: list[Labelled] = []
    for one in TEXTS:
        frame = read_frame(one.text)
        assert frame == read_frame(in_zawgyi(one.text)), one.text
        if threatens(frame) != one.threatens:
            wrong.append(one)
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "attackers", "attacked", "when"),
    [
        ("On 9/11 the Muslims will attack our pagodas", "muslim", "buddhist", "09-11 11-09"),
        ("A mosque will be burned by monks tomorrow", "buddhist", "muslim", "+1"),
        ("Dear Buddhists, the kalars plan to kill us on 11th of September", "muslim", "buddhist", "09-11"),
        ("Monks are gathering. They will burn the mosque on Friday", "buddhist", "muslim", "w4"),
        ("They'll att4ck the M0SQUE tonight, warn every Muslim", "", "muslim", "+0"),
        ("ဘုန်းကြီးတွေက မွတ်စလင်တွေကို ၁၁ ရက်နေ့ သတ်ဖြတ်မယ်", "buddhist", "muslim", "d11"),
        ("မွတ်စလင်တွေကို ဘုန်းကြီးတွေက စက်တင်ဘာလ ၁၁ ရက်မှာ သတ်ဖြတ်မယ်", "buddhist", "muslim", "09-11"),
        ("မွတ်စလင်တွေ ဒီည သတ်ဖြတ်ခံရတော့မယ်", "", "muslim", "+0"),
        ("ဒီည တိုက်ခိုက်တော့မယ့် ကုလားတွေ လာနေပြီ", "muslim", "", "+0"),
        ("၉ လပိုင်း ၁၁ ရက် ဗလီကို ဗုံးခွဲမယ်", "", "muslim", "09-11"),
    ],
)
def test_who_attacks_whom_and_when(text: str, attackers: str, attacked: str, when: str) -> None:
    for written in (text, in_zawgyi(text)):
        frame = read_frame(written)
        assert threatens(frame)
        assert (" ".join(sorted(frame.attackers)), " ".join(sorted(frame.attacked))) == (attackers, attacked)
        assert " ".join(sorted(frame.when)) == when


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Muslims will not attack the pagoda tonight", Stance.SAYS),
        ("No one will burn the mosque tonight, be calm", Stance.SAYS),
        ("Do not kill Muslims", Stance.SAYS),
        ("မွတ်စလင်တွေကို မသတ်ကြပါနဲ့", Stance.SAYS),
        ("မွတ်စလင်တွေ ဒီည ဘုရားကို တိုက်ခိုက်မှာ မဟုတ်ဘူး", Stance.SAYS),
        ("It is a hoax that Muslims will attack the pagoda tonight", Stance.DENIES),
        ("Are the Muslims going to attack the pagoda tonight?", Stance.ASKS),
        ("ဒီည ကုလားတွေ တိုက်ခိုက်မယ်ဆိုတာ ဟုတ်လား", Stance.ASKS),
    ],
)
def test_what_is_denied_or_asked_threatens_nobody(text: str, stance: Stance) -> None:
    frame = read_frame(text)
    assert not threatens(frame)
    assert frame.stance is stance


@pytest.mark.parametrize(
    "text",
    [
        "This is no rumour! Muslims will attack the pagoda tonight",
        "Police say it is fake, but they lie: monks will burn the mosque on 9/11",
        "Will they attack? Muslims will burn the pagoda tonight, lock your doors",
        "ကောလာဟလ မဟုတ်ဘူး၊ ဒီည ကုလားတွေက ဘုရားကို မီးရှို့တော့မယ်",
    ],
)
def test_a_letter_that_says_it_is_no_rumour_is_one_still(text: str) -> None:
    assert threatens(read_frame(text))


def test_calls_say_against_whom() -> None:
    for text in ("Let us burn the mosque tonight", "ဗလီကို မီးရှို့ကြစို့", "Death to the Muslims", "ကုလားတွေကို သတ်ကြ"):
        frame = read_frame(text)
        assert frame.kinds == {FrameKind.CALL}
        assert frame.targets == {"muslim"}


def test_an_operator_adds_takes_out_and_brings_a_language(tmp_path: Path) -> None:
    assert not threatens(read_frame("The highlanders will burn the river shrine on feast day"))
    (tmp_path / "en.toml").write_text(
        'version = 1\nlanguage = "en"\nremove = ["torch"]\n[group]\nhill = ["highlander{|s}"]\n[place]\n'
        'shrine2 = ["river shrine"]\n[place_of]\nshrine2 = "river"\n[when]\n"w6" = ["on feast day"]\n'
    )
    (tmp_path / "id.toml").write_text(
        'version = 1\nlanguage = "id"\n[group]\nhill = ["orang bukit"]\n[when]\n"+0" = ["malam ini"]\n[say]\n'
        'attack = ["serang"]\nwill = ["akan"]\nus = ["kita"]\n'
    )
    lexicon = read_lexicon(tmp_path)
    frame = read_frame("The highlanders will burn the river shrine on feast day", lexicon)
    assert (frame.attackers, frame.attacked, frame.when) == ({"hill"}, {"river"}, {"w6"})
    assert threatens(read_frame("Orang bukit akan serang kita malam ini", lexicon))
    assert not threatens(read_frame("The Muslims will torch", lexicon))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"version = 2\nlanguage = 'en'", "has version 2"),
        (b"version = 1", "language"),
        (b"version = 1\nlanguage = 'en'\n[say]\nattak = ['x']", "attak"),
        (b"version = 1\nlanguage = 'en'\n[say]\ngroup = ['x']", "has no place in"),
        (b"\xff", "utf-8"),
    ],
)
def test_a_fault_in_a_file_is_told_with_its_name(content: bytes, fault: str) -> None:
    with pytest.raises(Invalid, match=fault) as told:
        read_lexicon_file(content, "en.toml")
    assert [one.where for one in told.value.faults] == ["en.toml"]


def test_a_phrase_means_one_thing() -> None:
    twice = read_lexicon_file(b"version = 1\nlanguage = 'en'\n[say]\nplan = ['attack']", "en.toml")
    with pytest.raises(Invalid, match=r"means attack .* and plan"):
        lexicon_of([*shipped_files(), twice])


def test_burmese_phrases_read_as_unicode_and_every_role_has_a_phrase() -> None:
    roles = {meaning.role for meaning in shipped().phrases.values()}
    assert roles == set(Role)
    for file in shipped_files():
        for said in (one for of in file.say.values() for phrase in of for one in written_out(phrase)):
            assert not any(run.encoding is Encoding.ZAWGYI for run in identify(said).runs), said


def test_the_simulated_world_takes_no_phrase_from_the_lexicon() -> None:
    """Its letters are written by other hands: nothing longer than what everybody says is in both."""
    long = [said for said in shipped().phrases if len(said) >= 8]
    told = "".join(str(one) for one in templates().values())
    written = " " + " ".join(token.folded for token in tokens(told)) + " "
    assert [said for said in long if f" {' '.join(said)} " in written] == []


def test_the_days_of_a_text_are_dates_from_where_it_was_sent() -> None:
    on = date(2017, 9, 7)  # a Thursday
    found = dates(frozenset(["+1", "w4", "09-11", "d11", "d3", "moon", "02-30"]), on)
    assert found == {
        date(2017, 9, 8), date(2017, 9, 11), date(2017, 10, 3), "moon", "02-30",
    }  # fmt: skip
    assert dates(frozenset(["01-02"]), date(2017, 12, 30)) == {date(2018, 1, 2)}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300) | st.text("မဘကသတိုက်ခု့ံး ၁၉/?။ attackmuslim'\"", max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    frame = read_frame(text)
    assert isinstance(frame, Frame)
    assert said_by([text, text]).frame.strength == (frame.strength if threatens(frame) else Strength.NONE)
