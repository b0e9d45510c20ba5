"""Burmese for tests: sentences of everyday life, and words as hypothesis draws them."""

from __future__ import annotations

from hypothesis import strategies as st

SENTENCES = (
    "မနက်ဖြန် ကျောင်းသွားမယ်",
    "ရန်ကုန်မြို့မှာ မိုးရွာနေတယ်",
    "တက္ကသိုလ်ကျောင်းသားများ စုဝေးကြသည်",
    "သင်္ဘောပေါ်မှာ လူအများကြီး ရှိတယ်",
    "မန္တလေးကို ရထားနဲ့ သွားကြမယ်",
    "ကျေးဇူးပြု၍ ဤစာကို မဖြန့်ပါနှင့်",
    "သတင်းမှန်ဖြစ်ကြောင်း အတည်မပြုနိုင်သေးပါ",
    "ဆရာဝန်ကြီးက နေ့တိုင်း လမ်းလျှောက်ပါဟု ပြောသည်",
)

_CONSONANTS = "ကခဂငစဆဇညတထဒနပဖဗဘမယရလဝသဟအ"
_CLOSING = ("", "", "က်", "င်", "စ်", "တ်", "န်", "ပ်", "မ်")
_VOWELS = ("", "ာ", "ိ", "ီ", "ု", "ူ", "ေ", "ဲ", "ို", "ော", "ံ", "ုံ")
_MEDIALS = {"": _CONSONANTS, "ျ": "ကခဂပဖမလ", "ြ": "ကခဂပဖမ", "ွ": "ကခစတထနပမလသ", "ှ": "ငညနမလဝ"}
_TONES = ("", "", "း", "့")


@st.composite
def syllables(draw: st.DrawFn) -> str:
    medial = draw(st.sampled_from(sorted(_MEDIALS)))
    base = draw(st.sampled_from(_MEDIALS[medial]))
    closing = draw(st.sampled_from(_CLOSING))
    vowels = ("", "ိ", "ု", "ို", "ော") if closing else _VOWELS
    vowel = draw(st.sampled_from([one for one in vowels if medial != "ွ" or not set(one) & set("ိုူံော") - {"ေ"}]))
    tone = draw(st.sampled_from(("", "း") if closing else _TONES))
    return base + medial + vowel + closing + tone


WORDS = st.lists(syllables(), min_size=1, max_size=5).map("".join)
