"""What the people of the simulated world say. All of it was written for this purpose.

The two letters mirror each other, as those of September 2017 did: each warns one community of an attack by the
other. They hold no slur and no call to violence; what harms is that they are untrue and everywhere.
"""

from __future__ import annotations

from random import Random

import msgspec


class Letter(msgspec.Struct, frozen=True):
    """A chain letter: the community that it is written for, and its text."""

    name: str
    community: str
    text: str


LETTERS = (
    Letter(
        name="first letter",
        community="buddhist",
        text=(
            "အရေးကြီး သတိပေးချက်။ စက်တင်ဘာလ ၁၁ ရက်နေ့မှာ မွတ်ဆလင်တွေက မြို့ထဲကို တိုက်ခိုက်ဖို့ ပြင်ဆင်နေတယ်လို့ "
            "သိရပါတယ်။ အဲဒီနေ့ အပြင်မထွက်ကြပါနဲ့။ ဈေးမသွားကြပါနဲ့။ သိတဲ့သူတိုင်းဆီ ဆက်ပို့ပေးပါ။"
        ),
    ),
    Letter(
        name="mirrored letter",
        community="muslim",
        text=(
            "အရေးကြီး သတိပေးချက်။ စက်တင်ဘာလ ၁၁ ရက်နေ့မှာ ဗုဒ္ဓဘာသာ အစွန်းရောက်တွေက ရပ်ကွက်ထဲကို တိုက်ခိုက်ဖို့ "
            "ပြင်ဆင်နေတယ်လို့ သိရပါတယ်။ အဲဒီနေ့ အိမ်ထဲမှာပဲ နေကြပါ။ ကလေးတွေကို ကျောင်းမလွှတ်ပါနဲ့။ "
            "သိတဲ့သူတိုင်းဆီ ဆက်ပို့ပေးပါ။"
        ),
    ),
)

BEFORE = ("", "", "", "ဆက်ပို့ပေးပါ 🙏 ", "သူငယ်ချင်းဆီက ရတာ။ ", "အမေ ဒါဖတ်ကြည့်ပါ။ ", "FWD: ")
AFTER = ("", "", "", " 🙏🙏", " သတိထားကြပါ။", " မိသားစုအတွက်ပါ။")

ORDINARY = (
    "ထမင်းစားပြီးပြီလား",
    "မနက်ဖြန် ဘယ်အချိန် ဆုံမလဲ",
    "မိုးတွေ အရမ်းရွာနေတယ်။ လမ်းမှာ ရေကြီးနေပြီ။",
    "ကျောင်းက ဘယ်တော့ ပြန်ဖွင့်မှာလဲ",
    "ဓာတ်ပုံလေးတွေ ပို့ပေးပါဦး",
    "ဒီနေ့ ဈေးမှာ ကြက်သွန်ဈေး တက်သွားတယ်",
    "အမေ နေကောင်းသွားပြီ။ ကျေးဇူးပါ။",
    "ဘောလုံးပွဲ ကြည့်မလား",
    "လက်ဖက်ရည်ဆိုင်မှာ စောင့်နေမယ်",
    "မွေးနေ့မှာ ပျော်ရွှင်ပါစေ 🎂",
    "အလုပ်က ခုမှ ပြန်ရောက်တယ်",
    "ကားမှတ်တိုင်မှာ တွေ့မယ်နော်",
    "ဖုန်းဘေလ် ကုန်သွားလို့ ပြန်မခေါ်ဖြစ်တာ",
    "အိုကေ ရပါတယ်",
    "ဟုတ်ကဲ့ ဆရာမ။ စာအုပ်တွေ ယူလာခဲ့ပါမယ်။",
    "ဒီသီချင်း နားထောင်ကြည့်။ ကောင်းတယ်။",
)

POSTS = (
    "ရောင်းရန်ရှိသည်။ စက်ဘီးအသစ်။ ဈေးညှိနှိုင်း။",
    "ဒီတစ်ပတ် ဘုရားပွဲမှာ လူတွေ အများကြီးပဲ။",
    "ရေဘေးသင့်ရွာတွေအတွက် အဝတ်အထည် အလှူခံနေပါတယ်။",
    "ကလေးတွေအတွက် အခမဲ့ အင်္ဂလိပ်စာသင်တန်း ဖွင့်မည်။",
    "ပျောက်ဆုံးနေသော ခွေးလေးကို တွေ့ရင် ဆက်သွယ်ပေးပါ။",
)

RUDE = (
    "နင် လိမ်နေတာ။ ပိုက်ဆံ ပြန်မပေးတဲ့သူ။",
    "ဒီလူ့ဆိုင်က ပစ္စည်းတွေ အတုတွေချည်းပဲ။ မဝယ်ကြနဲ့။",
)


def copy_of(letter: Letter, chance: Random) -> str:
    """A copy as people send it on: sometimes with a word before or behind it."""
    return chance.choice(BEFORE) + letter.text + chance.choice(AFTER)
