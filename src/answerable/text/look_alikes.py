"""Letters that look like Latin ones, after NFKD and case folding.

A letter stands for what it looks like in either case, so that words in Cyrillic or Greek stay the same in capitals.
"""

from __future__ import annotations

LOOK_ALIKES: dict[str, str] = {
    # Cyrillic
    **dict(zip("авеѕіјкмнорстухһӏԁԛԝѵґҡғ", "abesijkmhopctyxhldqwvrkf", strict=True)),
    # Greek
    **dict(zip("αβεζηικμνορτυχ", "abezhikmnoptyx", strict=True)),
    # Latin letters that do not decompose
    **dict(zip("øłđħŧıɑɡɩɪʟɴʀʏʙɢʜɛɔəʼ", "oldhtiagiilnrybghecei", strict=True)),
    "æ": "ae", "œ": "oe", "ƨ": "s", "ᴀ": "a", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ᴊ": "j", "ᴋ": "k", "ᴍ": "m",
    "ᴏ": "o", "ᴘ": "p", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z", "ꜱ": "s", "ꜰ": "f", "ƒ": "f", "ɾ": "r",
    "ʋ": "v", "ɯ": "w", "ʍ": "w", "ƙ": "k", "ƭ": "t", "ƥ": "p", "ɓ": "b", "ɗ": "d", "ɠ": "g", "ɦ": "h", "ɱ": "m",
    "ɲ": "n", "ŋ": "n", "ʂ": "s", "ʐ": "z", "ʑ": "z",
    # Armenian, Cherokee and others
    "օ": "o", "ո": "n", "ս": "u", "հ": "h", "ց": "g", "զ": "q", "ք": "p", "ւ": "l",
}  # fmt: skip
