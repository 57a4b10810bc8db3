"""How writers name a country, its people and its government."""

import re
from functools import cache

from ringfence.specs.countries import country_names

_MORE = """RUS russian russians russia moscow kremlin|IND indian indians delhi|CHN chinese beijing|TUR turkish turkey ankara türkiye|USA american americans america us
u.s. pentagon washington|UKR ukrainian ukrainians kyiv kiev|POL polish warsaw|DEU german germans berlin bundeswehr|ISR israeli israelis jerusalem|KOR south-korean south-korea
seoul|PRK north-korean north-korea pyongyang|JPN japanese tokyo|TWN taiwanese taipei|FRA french paris|ITA italian italians rome|ESP spanish madrid|SWE swedish stockholm|FIN
finnish helsinki|CHE swiss bern|GRC greek athens|ROU romanian romanians bucharest|NLD dutch hague|GBR british britain uk london|SAU saudi riyadh|ARE uae emirati emirates
abu-dhabi|QAT qatari doha|KWT kuwaiti|IRN iranian iranians tehran|IRQ iraqi baghdad|SYR syrian damascus|EGY egyptian cairo|DZA algerian algiers|MAR moroccan rabat|BLR
belarusian minsk|KAZ kazakh|ARM armenian yerevan|AZE azerbaijani azeri baku|PAK pakistani islamabad|VNM vietnamese hanoi vietnam|IDN indonesian jakarta|SRB serbian belgrade|HUN
hungarian budapest|BGR bulgarian sofia|CZE czech prague|SVK slovak slovakian bratislava|LTU lithuanian vilnius|LVA latvian riga|EST estonian tallinn|NOR norwegian oslo|DNK
danish copenhagen|BEL belgian brussels|PRT portuguese lisbon|AUT austrian vienna|SVN slovenian ljubljana|HRV croatian zagreb|CAN canadian ottawa|AUS australian canberra|SGP
singaporean|THA thai bangkok|MYS malaysian|PHL filipino philippine manila|BGD bangladeshi dhaka|JOR jordanian amman|OMN omani|BHR bahraini|CYP cypriot nicosia|BRA
brazilian|VEN venezuelan venezuela caracas|TKM turkmen|UZB uzbek|MMR burmese|ETH ethiopian"""


@cache
def _words() -> dict[str, str]:
    found = {name.casefold(): code for code, name in country_names().items()}
    for row in _MORE.split("|"):
        code, *words = row.split()
        found |= {word.replace("-", " "): code for word in words}
    return found


_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w.]*(?:[ -][A-Z][\w.]*)*")
_MOST_WORDS = 3


def countries_in(text: str) -> list[tuple[int, str]]:
    """The countries that a text names, each with its place; `us` is one in capitals alone."""
    found = []
    for match in _CAPITALS.finditer(text):
        words = [(m.start(), m[0]) for m in re.finditer(r"[^ -]+", match[0])]
        for index, (start, _) in enumerate(words):
            for length in range(_MOST_WORDS, 0, -1):
                name = " ".join(word for _, word in words[index : index + length])
                code = _words().get(name.casefold()) or _words().get(name.casefold().rstrip("."))
                if code and name != "Us" and len(words) >= index + length:
                    found.append((match.start() + start, code))
                    break
    return found
