"""Letters that look like Latin ones, after NFKD and case folding.

A letter stands for what it looks like in either case, so that words in Cyrillic or Greek stay the same in capitals. No
two letters of one script stand for the same Latin one, so that no two of its words become one; of letters that are only
used for show, as many as look like it.
"""

from __future__ import annotations

WRITTEN: dict[str, dict[str, str]] = {
    "Cyrillic": dict(zip("авеѕіјкмнорстухԁԛԝѵғӏг", "abesijkmhopctyxdqwvflr", strict=True)),
    "Greek": dict(zip("αβεζηικμνορτυχϳϲ", "abezhikmnoptyxjc", strict=True)),
    "Armenian": dict(zip("օոսհցզքւ", "onuhgqpl", strict=True)),
    "Coptic": dict(zip("ⲁⲃⲥⲉⲏⲕⲓⲗⲙⲛⲟⲣⲧⲭⲩ", "abcehkilmnoptxy", strict=True)),
    "Cherokee": dict(zip("ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏕᎢᏙᎳᎩᏃ", "abcdeghijklmprstvwyz", strict=True)),
    "Canadian": dict(zip("ᗅᗷᗞᖴᕼᒍᒪᗰᑭᖇᑌᐯ᙭", "abdfhjlmpruvx", strict=True)),
    "Lisu": dict(zip("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "abcdefghijklmnoprstuvwxyz", strict=True)),
    "Tifinagh": dict(zip("ⴹⵏⵔⵝ", "elox", strict=True)),
    "Osage": dict(zip("𐓪𐓶", "ou", strict=True)),
}
"""Of scripts that languages are written in."""

SHOWN: dict[str, str] = {
    # Latin letters that do not decompose, of other languages and of phonetic alphabets, also turned
    **dict(zip("øłđħŧıɑɡɩɪʟɴʀʏʙɢʜɛɔəǝɐɟɥᴉʞɹʇʌʎ", "oldhtiagiilnrybgheoeeafhikrtvy", strict=True)),
    **dict(zip("ƨᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱꜰƒɾʋɯʍƙƭƥɓɗɠɦɱɲŋʂʐʑ", "sacdejkmoptuvwzsffrvwwktpbdghmnnszz", strict=True)),
    **dict(zip("ƅꬲꬵꞙᶃɩǀᴑꬽꭇꭈƽꞟꭎꭒɣᶌỿꭚ", "beffgiloorrsuuuyyyy", strict=True)),
    "æ": "ae", "œ": "oe", "ʅ": "l",
    # Cyrillic letters of single languages, which those who write to be shown use as h and e
    "һ": "h", "ԋ": "h", "ҽ": "e",
    # Scripts that nobody writes any more
    **dict(zip("𐊠𐊡𐊢𐊥𐋏𐊰𐊫𐊱𐊴𐊲", "abcfhmotxy", strict=True)),
    **dict(zip("𐊂𐊆𐊇𐊊𐊒𐊕𐊖𐊗𐊐", "beflopstx", strict=True)),
    **dict(zip("𐌁𐌂𐌠𐌉𐌑𐌕𐌢𐌗", "bciimtxx", strict=True)),
    **dict(zip("𐔜𐔥𐔘𐔦𐔓𐔖𐔝𐔧", "cfklnovx", strict=True)),
    **dict(zip("ᛕᛁᛖᚷ", "kimx", strict=True)),
    # Letters in black circles and boxes
    **{chr(first + i): chr(0x61 + i) for first in (0x1F150, 0x1F170) for i in range(26)},
}  # fmt: skip

LOOK_ALIKES = SHOWN | {one: alike for letters in WRITTEN.values() for one, alike in letters.items()}
