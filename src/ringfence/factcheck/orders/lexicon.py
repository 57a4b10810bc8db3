"""The words of orders and deliveries, by kind.

n number, 1 one, o ordinal, l last or remaining, a all, b both, h half, 0 none, ? any, + more or further, m bound, u unit, s system of the catalog,
x another weapon, c country, $ sum, y date; f of, d article, t to, B by, F for, i in, r from, W with, & and, ~ instead of, e that, g pronoun,
H have, I is, E been, w will or would, ! not, Y yet, j adverb, , and ; marks; O ordered, Q buy, K contract, G signed, L sold, D delivered, v deliver,
V delivery, R received, C receive, A arrived, k arrive, X due, P outstanding, N remain, J await, p plan, T talks, Z cancelled, U complete, S begun,
@ worth, * each, % share, / said, z any other word.
"""

PHRASES = {
    "took delivery of": "R", "taken delivery of": "R", "takes delivery of": "R", "accepted delivery of": "R", "take delivery of": "C", "taking delivery of": "C",
    "handed over": "D", "hand over": "v", "on order": "P", "so far": "j", "to date": "j", "thus far": "j", "in total": "j", "in all": "j", "no longer": "!",
    "at least": "m", "more than": "m", "no fewer than": "m", "not less than": "m", "no less than": "m", "up to": "m", "as many as": "m", "as much as": "m", "a maximum of": "m",
    "no more than": "m", "fewer than": "m", "less than": "m", "a total of": "m", "an estimated": "m", "out of": "f", "as of": "i", "the rest": "l", "the remainder": "l",
    "called off": "Z", "backed out of": "Z", "pulled out of": "Z", "walked away from": "Z", "valued at": "@", "priced at": "*", "at a cost of": "@", "at a price of": "@",
    "rather than": "~", "instead of": "~", "such as": "~", "more of": "+", "a further": "+", "an additional": "+", "an extra": "+", "put into": "z", "air force": "z",
    "each other": "z", "to order": "tQ", "can order": "wQ", "in place": "z", "in service": "z", "to come": "P", "per cent": "%", "first of all": "j", "air defence": "z",
"a couple of": "z", "set to": "Xt", "a fifth of": "%", "a third of": "%", "a quarter of": "%", "two thirds": "%",
    "down payment": "%", "missile defence": "z", "in order": "z", "a possible": "w", "take place": "S", "taken place": "S", "taken over": "R", "at once": "z", "fire unit": "u", "fire units": "u",
}  # fmt: skip
CODES = {
    "l": "last remaining final", "a": "all every", "b": "both", "h": "half", "0": "none neither nothing", "+": "another further additional extra more", "?": "any",
    "f": "of", "d": "the its their his an a those these that's our this", "t": "to", "B": "by", "F": "for on", "i": "in during under at since before after until within", "r": "from via",
    "W": "with against unlike like than besides despite through between among", "&": "and or plus", "H": "have has had having", "I": "is are was were", "E": "be been being",
    "w": "will would shall should may might could can possible potential proposed won't wouldn't must", "!": "not never no hasn't haven't isn't aren't wasn't weren't hadn't didn't cannot without",
    "Y": "yet still", "j": "already now also too since so then later thus first meanwhile otherwise", "e": "that which who whose whom", "g": "it they he she we you country",
    "O": "ordered bought purchased procured acquired contracted", "Q": "buy purchase acquire procure buying purchasing acquiring procuring ordering", "K": "contract contracts deal deals order orders agreement purchases acquisition sale package",
    "G": "signed inked sealed clinched concluded placed", "L": "sold sells sell selling", "D": "delivered supplied shipped transferred handed", "v": "deliver delivering supply ship transfer delivers", "V": "deliveries delivery",
    "R": "received inducted", "C": "receive receives receiving get gets", "A": "arrived", "k": "arrive follow arriving come", "X": "due expected slated scheduled expects expecting expect",
    "P": "outstanding undelivered pending awaited", "N": "remain remains remained", "J": "await awaits waiting waits", "p": "plans planned plan planning wants want hopes intends seeks considering mulling mulls considers eyeing",
    "T": "talks negotiations negotiating discussions", "Z": "cancelled canceled scrapped axed terminated", "U": "completed complete finished finish completing ended end", "S": "begun began started begin start made",
    "@": "worth costing cost costs paid pays paying spent", "u": "them", "*": "each apiece annually yearly", "/": "said says say saying reported reports according told media officials newspaper claims claimed added wrote writes",
    "%": "percent percentage share advance instalment installment tranche", ";": "while whereas but although though because as when where if",
}  # fmt: skip
BOUNDS = {
    "about": "about", "around": "about", "some": "about", "nearly": "about", "almost": "about", "roughly": "about", "approximately": "about", "an estimated": "about",
    "over": "more than", "more than": "more than", "above": "more than", "at least": "at least", "no fewer than": "at least", "not less than": "at least", "no less than": "at least",
    "up to": "up to", "as many as": "up to", "as much as": "up to", "a maximum of": "up to", "no more than": "no more than", "fewer than": "less than", "less than": "less than",
    "only": "exactly", "just": "exactly", "exactly": "exactly", "precisely": "exactly", "a total of": "exactly",
}  # fmt: skip
WORD_CODES = {word: code for code, some in CODES.items() for word in some.split()} | dict.fromkeys(BOUNDS, "m")
ORDINALS = {
    w: i for i, w in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"], 1)
}  # fmt: skip
_UNITS = {
    "regiment": "regiment", "battalion": "battalion", "squadron": "squadron", "battery": "battery", "fire-unit": "fire-unit", "system": "system", "launcher": "launcher",
    "missile": "missile", "interceptor": "missile", "radar": "radar", "unit": "unit", "set": "set", "division": "division",
}  # fmt: skip
UNIT_OF = _UNITS | {f"{w}s": u for w, u in _UNITS.items()} | {"batteries": "battery"}
"""Nouns of what is counted, singular and plural → the catalog's unit."""
HEADS: dict[str, list[tuple[list[str], str]]] = {}
"""First word → the words behind it and the kinds that the phrase stands for, the longest first."""
for _phrase in sorted(PHRASES, key=len, reverse=True):
    _first, *_rest = _phrase.split()
    HEADS.setdefault(_first, []).append((_rest, PHRASES[_phrase]))
NO_UNIT_BEFORE = (
    "commander",
    "crew",
    "system",
    "defence",
    "defense",
    "missile",
    "launcher",
    "radar",
    "batter",
    "regiment",
    "squadron",
    "unit",
    "interceptor",
    "complex",
)
"""Before these a unit's noun is but an adjective: missile systems."""
