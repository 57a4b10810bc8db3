"""What a sentence says of orders: how many, when and for how much, what is planned, and what was cancelled."""

import re
from collections.abc import Iterator

from ringfence.factcheck.orders.grammar import Fact, Linked
from ringfence.factcheck.orders.items import Item
from ringfence.factcheck.orders.tokens import Date, is_sum
from ringfence.factcheck.prose.lazy import Lazy

_DEAL = Lazy(
    r"[sz]{0,3}(?:[,jd\"z]|[if]?y|[GO]|(?:@|F)?m*\$|Wd?z?c|rd?c|Bd?c|tQ|FQ|F|f|Vf|FdVf|tC|@)*(?:f|F|Q|C|@|,)d?|[sz]{0,2}"
)  # … a deal and what it is for
_ORDER = Lazy(r"(?P<passive>(?:e?(?:I|HE|H[jY]*E|IE))j*O)|(?P<active>(?:H[jY]*)?O)|(?P<deal>K)|(?P<sold>(?:I|HE)?j*L)")
_PLAN = Lazy(r"p[jt]*Q|p[jd]*(?=K)|(?:XtQ|Xt)(?=Q)|w[jY]*Q|tQ|[IpH]?[jE]*T(?:tQ|[fFW]|\Z|[,;])")
_CANCEL = Lazy(r"(?P<obj>(?:H[jY]*)?Z)|(?P<subj>(?:HE|IE?)j*Z)")
_MONEY = (
    Lazy(r"\$[-zsc]{0,3}K"),
    Lazy(r"K[^;$&DRAXNPJ]{0,14}?(?:@[zdc]{0,3}|F|fd?z?|IE?@)[jm]*\$"),
    Lazy(r"(?:O|L|G|tQ)[^;$&xF@]{0,14}?Fd?z?m*\$|O[iyzscund1m]{0,8}@[jm]*\$|@[cjm]*\$F[dm]*[n1]?[zs]{0,4}[su]"),
    Lazy(r"n[zscS]{0,5}u(?:,?e?d?c?H?O(?:Bc)?(?:iy)?)?,?H?@g?[jm]*\$"),
)
_MONEY_NOT = Lazy(r"\$(?:zz?)?\*|\$d?z?%|%f[jm]*\$|\*[jm]*\$|\$(?:-|d)?(?:z )?y?z?\*")
_SIGN = re.compile("G")
_SIGNED_FOR = Lazy(r"Fd?[zc]{0,3}s")
_THING = Lazy(r"(?:[if]y)?(?:[fF]|tQ|FQ)(?P<what>d?[n1m+]*[zcxS]*)")
_NEAR = Lazy(r"[su][zc]{0,2}m*\Z")
_WAS = Lazy(r"[sug](?:I|HE|H)?j*\Z")
_THE = Lazy(r"(?:\A|[,;&iWH])[dc]{0,2}m*\Z")
_UNDER = Lazy(r"(?:[iWf])d?[zj]?m*\Z")
_SIGNING = ("ordered", "contracted", "contract", "contracts", "order", "orders", "deal", "deals", "agreement")
_MOVED = frozenset(
    [
        "deployed",
        "moved",
        "sent",
        "into",
        "back",
        "out",
        "north",
        "south",
        "east",
        "west",
        "withdrawn",
        "redeployed",
        "onto",
        "closer",
        "nearer",
    ]
)
_RELATIVE = Lazy(r"[sz]{0,3},?(?:e?d?[cgz]{0,2}(?:H[jY]*)?|e?(?:I|HE|IE)?j*)")
_YEAR_BEFORE = Lazy(r"y[zs]{0,2}K")
_YEAR_AFTER = Lazy(r"K(?:[fri]|[GO]i|,?[GO]i)y")


def orders(g: Linked) -> Iterator[Fact]:
    """How many were ordered, and when."""
    if not g.has("OKLG"):
        return
    for m in _ORDER.get.finditer(g.code):
        if not g.free(*m.span()) or g.code[m.start() - 1 : m.start()] in ("t", "w", "p"):
            continue
        start, end = m.span()
        last, item = end, None
        passive = bool(m["passive"]) or (bool(m["active"]) and g.code[end : end + 1] == "B")
        if m["deal"]:
            role = "before"
            item = next((i for i in g.items if i.last == start and i.many and i.unit), None) or g.object(end, _DEAL)
        elif m["sold"]:
            role, item = "after", g.object(end) or g.subject(start)
        else:
            item = None if passive else g.object(end)
            role = "by" if passive or item is None else "before"
            if item is None:
                item = _relative(g, start)
                role = "by" if g.code[end : end + 1] == "B" else "before"
        dates, _, dated = g.dates(start, end)
        if m["deal"]:
            dates, dated = _contract(g, start, end)
        if item and _command(g, item, m[0]):
            continue
        if item and (item.many or item.total) and not (item.nth or item.end):
            last = max(last, item.last)
            if item.total and item.last <= start:
                item = item._replace(many=item.total, total=None, share=None)
            yield Fact("ordered", min(start, item.first), last, end - 1, role, item, bound=item.bound)
        if dates and (item or m["deal"] or _direct(g, end)):
            first = min(i for i, t in enumerate(g.tokens) if t.code == "y" and t.value == dates[0])
            yield Fact(
                "signed",
                min(start, first),
                max(end, dated),
                end - 1,
                role,
                None,
                dates[:1],
                loose=g.tokens[end - 1].text not in _SIGNING,
            )
    for m in _SIGN.finditer(g.code):
        dates, _, last = g.dates(*m.span())
        deal = g.code.find("K", m.end(), last)
        if dates and deal >= 0 and _other_thing(g, deal):
            continue
        if dates and (deal >= 0 or "K" in g.code[: m.start()] or _SIGNED_FOR.get.match(g.code, m.end())):
            yield Fact("signed", m.start(), last, m.start(), "before", None, dates[:1])


def _other_thing(g: Linked, deal: int) -> bool:
    """`a contract for fighter jets`."""
    m = _THING.get.match(g.code, deal + 1)
    return bool(m) and g.code[m.end() : m.end() + 1] not in ("s", "u", "K", "V", "Q") if m and m["what"] else False


def _ours(g: Linked, m: re.Match[str]) -> bool:
    """Whether a sum is that of an order of the system: by what is bought, or by the noun beside it."""
    code, start, end = g.code, m.start(), m.end()
    if m[0][0] in "OLGt":
        return "s" in m[0] or "u" in m[0] or bool(_WAS.get.search(code[max(0, start - 6) : start]))
    if m[0][0] in "@n":
        return True
    deal = code.find("K", start, end)
    if _other_thing(g, deal):
        return False
    behind = _THING.get.match(code, deal + 1)
    if behind and code[behind.end() : behind.end() + 1] in ("s", "u", "K", "V", "Q"):
        return True
    if m[0][0] == "K" or "s" in code[start:deal] or _NEAR.get.search(code[:start]):
        return True
    if "s" not in code and "x" not in code:
        return bool(_THE.get.search(code[:start]))
    return bool(_UNDER.get.search(code[:start])) and any(code[i.first - 1 : i.first] == "O" for i in g.items)


def _direct(g: Linked, end: int) -> bool:
    """Whether the system itself is what was bought."""
    return "s" in g.code[end : end + 5].split(";")[0].split("O")[0] or "s" in g.code[max(0, end - 6) : end]


def _relative(g: Linked, verb: int) -> Item | None:
    """`the five regiments (that) India ordered`, `five regiments were ordered by India`."""
    for item in reversed([i for i in g.items if i.last <= verb]):
        gap = g.code[item.last : verb]
        return item if not item.bare and _RELATIVE.get.fullmatch(gap) else None
    return None


def _command(g: Linked, item: Item, verb: str) -> bool:
    """`ordered two batteries to be moved` buys nothing."""
    word = next((t.text for t in g.tokens[: item.first][::-1] if t.code == "O"), "")
    after = g.code[item.last : item.last + 2]
    moved = g.tokens[item.last].text if item.last < len(g.tokens) else ""
    return (
        verb.endswith("O")
        and word == "ordered"
        and ((after[:1] == "t" and after not in ("tc", "td")) or moved in _MOVED)
    )


def _contract(g: Linked, start: int, end: int) -> tuple[tuple[Date, ...], int]:
    """`2018 contract`, `contract of 2018`."""
    m = _YEAR_BEFORE.get.search(g.code, max(0, start - 3), end)
    place = m.start() if m else -1
    if place < 0:
        m = _YEAR_AFTER.get.match(g.code, start)
        place = m.end() - 1 if m else -1
    value = g.tokens[place].value if place >= 0 else None
    return ((value,), max(end, place + 1)) if isinstance(value, Date) else ((), end)


def plans(g: Linked) -> Iterator[Fact]:
    """Talks, plans and cancellations."""
    if not g.has("pTQXZ"):
        return
    for m in _PLAN.get.finditer(g.code):
        if not g.free(*m.span()):
            continue
        item = g.object(m.end())
        near = g.code[m.end() : m.end() + 5]
        if item or "s" in near or ("K" in near and "s" in g.code):
            g.used |= set(range(*m.span()))
            if item:
                g.used |= set(range(item.first, item.last))
            denied = "!" in g.code[max(0, m.start() - 2) : m.end()]
            yield Fact(
                "talks",
                m.start(),
                max(m.end(), item.last if item else 0),
                m.end() - 1,
                "before",
                item,
                denied=denied,
            )
    for m in _CANCEL.get.finditer(g.code):
        near = g.code[m.end() : m.end() + 5] if m["obj"] else g.code[max(0, m.start() - 6) : m.start()]
        if "K" in near:
            denied = "!" in g.code[max(0, m.start() - 2) : m.end()]
            g.used |= set(range(m.start(), m.end() + 5))
            yield Fact("cancelled", *m.span(), m.end() - 1, "before", denied=denied)


def sums(g: Linked) -> Iterator[Fact]:
    """Sums that are an order's."""
    if not g.has("$"):
        return
    for i, token in enumerate(g.tokens):
        if token.code != "$":
            continue
        around = [m for p in _MONEY for m in p.get.finditer(g.code) if m.start() <= i < m.end()]
        around = [
            m for m in around if ("$" not in g.code[m.start() + 1 : m.end() - 1] or m[0][0] in "$@n") and _ours(g, m)
        ]
        if not around or _MONEY_NOT.get.search(g.code[max(0, i - 4) : i + 5]):
            continue
        m = around[0]
        bound = next((str(t.value) for t in reversed(g.tokens[max(0, i - 2) : i]) if t.code == "m"), "exactly")
        text = "".join(t.text for t in g.tokens[i + 1 : i + 2])
        bound = "more than" if text.startswith("plus") else bound
        loose = "w" in g.code[max(0, m.start() - 3) : m.end()] or "T" in g.code or "p" in g.code[: m.end()]
        role = "after" if m[0][0] == "L" else "before"
        yield Fact("price", m.start(), m.end(), m.start(), role, None, money=is_sum(token), bound=bound, loose=loose)
