"""Texts that threaten and texts that only spread, by template, in English and Burmese: what frames are measured on.

Provenance: written by hand, after what is published of letters of 2012 to 2018 and of what people forward every day; no
message of anybody is quoted. A choice of a template is `{a|b}`; of all its ways some are drawn, seeded.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from answerable.text.wrappers import written_out

EACH = 12  # texts drawn of a template, where there are so many


class Labelled(NamedTuple):
    text: str
    language: str
    category: str
    threatens: bool


WARNINGS = {
    "en": [
        "Very urgent. Our friend in the ministry says that {on 9/11|on September 11|this Friday} {the Muslims|Kalar gangs} will {burn shops|attack pagodas} {in Yangon and Mandalay|downtown}. {Please do not go out in the evening.|Keep your kids home.}",
        "I got a call from my uncle: {buddhist monks|the extremist monks|Ma Ba Tha men} are planning to {set fire to the mosque|attack Muslim houses} {tonight|tomorrow night|on 11 September}, so {close your shops|be very careful}.",
        "{Brothers and sisters|Dear all}, {they have brought swords and petrol into the mosque|a truck of weapons came to the mosque last evening}. {Jihad|The killing of Buddhists} will start {on the 11th|on 9/11}. Everyone in the ward must {keep watch at night|guard the monastery}.",
        "{Rakhine|Buddhist} villagers will come {tomorrow|on Sunday} and {kill Muslims|destroy the mosque} like in 2012. {Run away if you can.|Take your children to a safe place.}",
        "Bengali terrorists plan to bomb {Shwedagon|the pagoda festival} {on full moon day|tonight}. Share to all Buddhists before it is too late.",
    ],
    "my": [
        "အရေးကြီးပါတယ်။ {၉/၁၁ နေ့မှာ|စက်တင်ဘာ ၁၁ ရက်နေ့|လာမယ့် သောကြာနေ့} {ကုလားတွေက|မွတ်စလင်တွေ} {ဘုရားတွေကို ဗုံးခွဲမယ်|မြို့ထဲက ဆိုင်တွေကို မီးရှို့မယ်} လို့ ကြားထားတယ်။ {ညနေပိုင်း အပြင်မထွက်ကြပါနဲ့|ကလေးတွေကို အိမ်မှာထားကြပါ}။",
        "{ဘုန်းကြီးအုပ်စု|မဘသအဖွဲ့ဝင်တွေ|အစွန်းရောက် ဗုဒ္ဓဘာသာတွေ}က {ဒီည|မနက်ဖြန်ည|၁၁ ရက်နေ့} {ဗလီကို မီးရှို့ဖို့ စီစဉ်ထားတယ်|မွတ်စလင်တွေရဲ့ အိမ်တွေကို ဝင်ရောက်ဖျက်ဆီးမယ်}။ အစ္စလာမ်ဘာသာဝင် ညီအစ်ကိုတွေ သတိထားကြပါ။",
        "ဗလီထဲမှာ ဓားတွေ ဓာတ်ဆီတွေ စုထားတာ တွေ့တယ်။ {၉ လပိုင်း ၁၁ ရက်|စက်တင်ဘာလ ၁၁ ရက်}မှာ {ဂျီဟတ်စစ်ပွဲ စတော့မယ်|ဗုဒ္ဓဘာသာဝင်တွေကို သတ်ဖြတ်တော့မယ်}။ ရပ်ကွက်တိုင်း {ကင်းစောင့်ကြပါ|နိုးနိုးကြားကြား နေကြပါ}။",
        "{ရခိုင်တွေက|ဗမာတွေက} မွတ်စလင်ရွာတွေကို {မနက်ဖြန်|တနင်္ဂနွေနေ့} ဝိုင်းပြီး {မီးရှို့ကြလိမ့်မယ်|သတ်ကြလိမ့်မယ်}။ {ကြိုပြေးထားကြပါ|ဘေးကင်းရာကို သွားကြပါ}။",
        "ဘင်္ဂါလီ အကြမ်းဖက်သမားတွေ {ရွှေတိဂုံဘုရားမှာ|ဘုရားပွဲမှာ} {လပြည့်နေ့|ဒီည} ဗုံးခွဲဖို့ ကြံစည်နေကြောင်း သတင်းရတယ်။ ဗုဒ္ဓဘာသာဝင်အားလုံးကို အမြန်အသိပေးပါ။",
    ],
}
CALLS = {
    "en": [
        "{Enough talking.|We waited too long.} {Let us burn|We must burn} {every mosque|their mosque} {in this town|to the ground}, meet {at the clock tower|near the station} with petrol {tonight|at 8}.",
        "{Young men of our faith|Brothers}, {bring your knives|take your swords} and come to the {monastery|mosque}, we will {kill the kalars|kill those Buddhists} before they kill us.",
        "{Drive them all out|Wipe them all out}! No {Bengali|Muslim} may live in our land. {Attack their villages|Burn their houses} {now|tonight}.",
        "Revenge on the {Rakhine|Buddhists|Muslims}! {Blood for blood|They must pay with their blood}. {Arm yourselves|Take up arms}, all villages.",
    ],
    "my": [
        "{ပြောတာ များနေပြီ|သည်းခံတာ တော်လောက်ပြီ}။ ဒီမြို့က ဗလီ{တွေကို|တွေအားလုံးကို} {မီးရှို့ကြစို့|မီးရှို့ပစ်ကြစို့}။ {ဒီည ၈ နာရီ|မနက်ဖြန်ည} ဓာတ်ဆီယူပြီး {နာရီစင်|ဘူတာရုံ}ရှေ့ လာခဲ့ကြ။",
        "ဘာသာတူ လူငယ်တို့ {ဓားတွေ ကိုင်ပြီး|တုတ်ဓား လက်နက်ကိုင်ပြီး} ကျောင်းတိုက်ကို လာကြ။ သူတို့ မသတ်ခင် {ကုလားတွေကို|ဟိုဘုန်းကြီးတွေကို} ငါတို့ {အရင်သတ်ကြမယ်|သတ်ပစ်ရမယ်}။",
        "{ဘင်္ဂါလီတွေကို|မူဆလင်တွေကို} ငါတို့မြေပေါ်က {မောင်းထုတ်ကြ|အပြတ်ရှင်းပစ်ကြစို့}! သူတို့ရွာတွေကို {ဝင်တိုက်ကြ|မီးရှို့ကြ}။",
        "{ရခိုင်တွေကို|ဗုဒ္ဓဘာသာတွေကို|မွတ်စလင်တွေကို} {လက်စားချေရမယ်|ကလဲ့စားချေကြစို့}! သွေးကို သွေးနဲ့ ပေးဆပ်စေရမယ်။ ရွာတိုင်း လက်နက်စွဲကိုင်ကြ။",
    ],
}
BENIGN = {
    "greeting": {
        "en": [
            "{Happy Thadingyut|Blessed Vesak|Eid Mubarak|Merry Christmas|Happy Thingyan} to {all our friends|every family}, {may you be safe from every danger|may all beings be free from harm} {today|tonight} and always {🙏|❤}",
            "Good morning! {Today is full moon day|This Friday is a holy day}, {let us go to the pagoda|visit the mosque and pray for peace} together with {our Muslim and Buddhist neighbours|the whole family}.",
        ],
        "my": [
            "{သီတင်းကျွတ်|သင်္ကြန်|အီဒ်|ခရစ္စမတ်} အခါသမယမှာ {မိသားစုအားလုံး|ဗုဒ္ဓဘာသာ မွတ်စလင် ညီအစ်ကိုအားလုံး} {ဘေးရန်ကင်းပြီး ကျန်းမာချမ်းသာကြပါစေ|အန္တရာယ်ကင်းကြပါစေ}။",
            "မင်္ဂလာနံနက်ခင်းပါ။ {ဒီနေ့ လပြည့်နေ့|သောကြာနေ့} မို့ {ဘုရားပေါ် အတူသွားကြစို့|ဗလီမှာ ငြိမ်းချမ်းရေး ဆုတောင်းကြစို့}။",
        ],
    },
    "lottery": {
        "en": [
            "Aung Bar Lay results {today|of 1 September}: first prize {Ka 371 204|Ma 118 550}. {Hit the jackpot|Kill it} next time, buy your ticket {tomorrow|at the market shop}!",
            "WIN a phone! {Send this to 10 people|Share in 5 groups} {tonight|before Friday}, the bank will give you {1000 dollars|a prize}.",
        ],
        "my": [
            "{၁ ရက်နေ့|ဒီနေ့} အောင်ဘာလေထီ ပထမဆု {က ၃၇၁၂၀၄|မ ၁၁၈၅၅၀}။ {မနက်ဖြန် ဆိုင်မှာ ထီထိုးကြပါ|ကံစမ်းကြပါစို့}။",
            "ဖုန်းတစ်လုံး ကံစမ်းရယူဖို့ {ဒီစာကို လူဆယ်ယောက်ကို ပို့ပါ|ဒီညမတိုင်ခင် မျှဝေပါ}။ ဘဏ်က ဆုငွေ ပေးမှာပါ။",
        ],
    },
    "football": {
        "en": [
            "What a match! {Myanmar|Rakhine United|Shan United} {killed|destroyed} {Vietnam|Yadanarbon} {3-1|2-0} {tonight|yesterday}, the striker's attack in the last minute was a bomb. Next game {on Friday|on 11 September}.",
            "{They will attack from the first minute tonight|We will destroy them tomorrow}: our coach told the team to shoot on goal. Come to the stadium, fans!",
        ],
        "my": [
            "{မြန်မာအသင်း|ရခိုင်ယူနိုက်တက်|ရှမ်းယူနိုက်တက်} {ဒီည|မနေ့က} {ဗီယက်နမ်ကို|ရတနာပုံကို} {၃ ဂိုး ၁ ဂိုးနဲ့|၂-၀ နဲ့} အနိုင်ရတယ်။ တိုက်စစ်မှူးရဲ့ ကန်ချက်က ဗုံးကြဲသလိုပဲ။ နောက်ပွဲက {သောကြာနေ့|၁၁ ရက်နေ့}။",
            "ဒီည ပွဲမှာ {သူတို့ကို ချေမှုန်းပစ်မယ်|ပထမမိနစ်ကစပြီး တိုက်စစ်ဖွင့်မယ်} လို့ နည်းပြက ပြောတယ်။ ကွင်းကို လာအားပေးကြပါ ပရိသတ်ကြီးရေ။",
        ],
    },
    "disaster": {
        "en": [
            "Earthquake {5.8|6.1} near {Sagaing|Mandalay} a minute ago. {Leave the house|Stay away from walls}, aftershocks will hit {tonight|within hours}. The pagoda and the mosque are {damaged|closed}.",
            "Cyclone warning: {the storm will strike Sittwe tomorrow|heavy winds will hit Rakhine State on Monday}. Keep your children inside, store water, {help Rakhine and Muslim villages alike|protect your homes}.",
            "Dengue is in our quarter: mosquitoes attack {by day|in the evening}. {Keep children under nets|Burn coils} {today|this week}, the clinic warns.",
        ],
        "my": [
            "{စစ်ကိုင်း|မန္တလေး}အနီး အင်အား {၅.၈|၆.၁} ငလျင် လှုပ်ခတ်သွားတယ်။ အိမ်ထဲက ထွက်နေပါ၊ {ဒီည|မကြာခင်} နောက်ဆက်တွဲ ငလျင်လှုပ်နိုင်တယ်။ ဘုရားစေတီတွေ ပျက်စီးတယ်။",
            "မုန်တိုင်းသတိပေးချက်။ {စစ်တွေကို မနက်ဖြန် မုန်တိုင်း တိုက်ခတ်မယ်|ရခိုင်ပြည်နယ်ကို တနင်္လာနေ့ လေပြင်း ဝင်တိုက်မယ်}။ အပြင်မထွက်ပါနဲ့။ ကလေးတွေကို ဂရုစိုက်ပါ။",
            "ရပ်ကွက်ထဲမှာ သွေးလွန်တုပ်ကွေး ဖြစ်နေလို့ {ဒီနေ့ ခြင်သတ်ဆေး ဖျန်းမယ်|မနက်ဖြန် ဆေးထိုးပေးမယ်}။ ကလေးတွေကို ဆေးခန်းခေါ်လာပါ။",
        ],
    },
    "protest": {
        "en": [
            "{Peaceful march|Silent vigil} {this Friday|on 11 September} at {5 pm|noon}, {City Hall|Sule}. Against the killing of {students|civilians}. {No weapons, no violence|Bring candles and flowers}. Muslims and Buddhists together.",
            "General strike {tomorrow|on 22 February}! {We will fight for democracy|We must win our rights}. Close your shops in protest, stay peaceful {even if soldiers shoot|if the police attack us}.",
            "The army {will raid homes in our ward tonight|may arrest people tonight}: keep your documents ready and {call the lawyers|stay calm}.",
        ],
        "my": [
            "{သောကြာနေ့|၁၁ ရက်နေ့} ညနေ ၅ နာရီ မြို့တော်ခန်းမရှေ့မှာ {ငြိမ်းချမ်းစွာ ဆန္ဒပြမယ်|ဖယောင်းတိုင်ထွန်း ဆုတောင်းပွဲ လုပ်မယ်}။ {ကျောင်းသားတွေကို သတ်ဖြတ်တာ ဆန့်ကျင်ကြစို့|လက်နက်မယူလာပါနဲ့၊ အကြမ်းမဖက်ပါနဲ့}။ ဗုဒ္ဓဘာသာ၊ မွတ်စလင်၊ ခရစ်ယာန် အတူတူပါ။",
            "{မနက်ဖြန်|၂၂ ရက်နေ့} အထွေထွေသပိတ်! ဆိုင်တွေ ပိတ်ကြပါ။ ဒီမိုကရေစီရဖို့ တိုက်ပွဲဝင်ကြစို့။ {ရဲတွေ ရိုက်ရင်တောင်|စစ်တပ်က ပစ်ခတ်ရင်တောင်} ငြိမ်းငြိမ်းချမ်းချမ်း နေကြပါ။",
        ],
    },
    "debunk": {
        "en": [
            "{FALSE|Fact check}: a message says that Muslims will attack Buddhists on 9/11. {The police deny it|There is no such plan}, {please do not pass it on|do not be afraid}.",
            "Friends, the letter {about monks burning mosques on 11 September|that kalars will kill us tonight} is {a lie|only a rumour}. {We asked the township office|The abbot and the imam say so together}. Delete it.",
            "Do not believe those who write that the {Muslims|Buddhists} will {attack the pagoda|burn the mosque} tomorrow. It was made to {divide us|cause panic}.",
        ],
        "my": [
            "၉/၁၁ မှာ {မူဆလင်တွေက ဗုဒ္ဓဘာသာတွေကို|ဘုန်းကြီးတွေက ဗလီတွေကို} တိုက်ခိုက်မယ်ဆိုတဲ့ စာဟာ {သတင်းတု ဖြစ်ပါတယ်|လုံးဝမမှန်ပါဘူး}။ {ရဲတပ်ဖွဲ့က ငြင်းထားပါတယ်|ဆက်မပို့ကြပါနဲ့}။",
            "မိတ်ဆွေတို့ ဒီည {ကုလားတွေ လာသတ်မယ်|ဗလီကို မီးရှို့မယ်} ဆိုတာ ကောလာဟလပဲ ဖြစ်တယ်။ ဆရာတော်နဲ့ အီမာမ် နှစ်ပါးစလုံးက {မယုံကြဖို့ မိန့်ထားတယ်|ရှင်းပြထားတယ်}။",
            "မနက်ဖြန် ဘုရားကို ဗုံးခွဲမယ်ဆိုတဲ့ သတင်းကို မယုံပါနဲ့။ ပြည်သူတွေကို {သွေးခွဲဖို့|ထိတ်လန့်အောင်} လုပ်ကြံထားတာပါ။",
        ],
    },
    "news": {
        "en": [
            "{Two men were sentenced|A court jailed five} for the attack on a mosque in {Meiktila|Bago} in 2013. {Muslim leaders welcomed the verdict|Monks visited the families}.",
            "Today we remember the {Buddhists|Muslims} who were killed {in 2012|five years ago}. A memorial was held at the {pagoda|mosque}.",
            "UN report: {soldiers|the army} burned Rohingya villages last year; {investigators condemned the killings|the government rejects it}.",
        ],
        "my": [
            "၂၀၁၃ ခုနှစ်က {မိတ္ထီလာ|ပဲခူး}မှာ ဗလီကို မီးရှို့ခဲ့သူ {နှစ်ဦး|ငါးဦး}ကို တရားရုံးက ထောင်ဒဏ် ချမှတ်လိုက်သည်။",
            "ပြီးခဲ့တဲ့ ငါးနှစ်က သေဆုံးခဲ့ရတဲ့ {ဗုဒ္ဓဘာသာဝင်|မွတ်စလင်}တွေကို ဒီနေ့ အမှတ်တရ ဆုတောင်းပေးခဲ့ကြတယ်။",
        ],
    },
    "everyday": {
        "en": [
            "Sale {today|this Sunday} at our shop in {the market|Bogyoke Street}: {knives and axes|bamboo sticks and petrol cans} half price! {Bring your friends|Tell everyone}.",
            "Film night: '{The Last Monk|Attack at Dawn}' {tonight|on Friday} at the {school|church}, people will die {laughing|of fright}. Bring snacks.",
            "Recipe: cut the {onions|chicken}, {beat the eggs|burn off the skin}, serve to {your Kachin|our Chin} guests {tonight|tomorrow} with a sharp knife.",
            "I will kill {my brother|him} if he eats my mohinga again 😂 {tonight|tomorrow} we fight over the last spring roll.",
        ],
        "my": [
            "{ဒီနေ့|တနင်္ဂနွေနေ့} ဈေးထဲက ကျွန်တော်တို့ဆိုင်မှာ {ဓားမနဲ့ ပုဆိန်|ဝါးတုတ်နဲ့ ဓာတ်ဆီပုံး} ဈေးလျှော့ရောင်းနေပါတယ်။ မိတ်ဆွေတွေကို ခေါ်လာခဲ့ပါ။",
            "{သောကြာနေ့ည|ဒီည} ကျောင်းမှာ '{ဘုန်းကြီးနဲ့ သူခိုး|လူသတ်သမား}' ရုပ်ရှင် ပြမယ်။ ကလေးတွေ ခေါ်လာကြပါ။",
            "ကြက်သားကို {ဓားနဲ့ ခုတ်ပြီး|တုံးပြီး} ဆားနယ်၊ {ကချင်|ရှမ်း} ချက်နည်းနဲ့ ချက်ပါ။ {ဒီည|မနက်ဖြန်} ဧည့်သည်တွေ ကြိုက်မှာ သေချာတယ်။",
            "ငါ့မုန့်ဟင်းခါး ထပ်စားရင် {ညီလေးကို|သူ့ကို} သတ်မယ် 😂 {ဒီည|မနက်ဖြန်} ကော်ပြန့်ကြော် လုစားကြမယ်။",
        ],
    },
}


def labelled(seed: int = 1, each: int = EACH) -> list[Labelled]:
    """All templates, some of the ways of each."""
    chance = random.Random(seed)
    rows = [("warning", True, WARNINGS), ("call", True, CALLS)]
    rows += [(category, False, templates) for category, templates in BENIGN.items()]
    return [
        Labelled(text, language, category, threatens)
        for category, threatens, by in rows
        for language, templates in by.items()
        for template in templates
        for text in _some(chance, written_out(template), each)
    ]


def _some(chance: random.Random, texts: list[str], most: int) -> list[str]:
    return texts if len(texts) <= most else chance.sample(texts, most)
