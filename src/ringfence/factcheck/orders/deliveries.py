"""What a sentence says of deliveries: that they were made, are due, are outstanding, have begun or are to be completed."""

from collections.abc import Iterator

from ringfence.factcheck.orders.grammar import Fact, Linked
from ringfence.factcheck.orders.items import Item
from ringfence.factcheck.prose.lazy import Lazy

_DUE = Lazy(
    r"(?P<due>[IH]?[jY]*Xj*(?:t(?:Ej*[DR]|k|S|[CvU])|FV|E[DR])?|(?:w[jY]*|I[jY]*t|Iw)(?:Ej*(?:D|R)|k|[CvQ])|(?<![a-zA-Z])t(?:ED|k)|(?<=[nuol1s])t(?:ED|k)|ptC)"
    r"|(?P<open>[jY]*N[jY]*(?:tEj*D|P|tk)|I[jY]*P|P(?=[,;]|\Z)|HYt(?:ED|k)|IYt(?:ED|k)|[HI][jY]*![jYE]*[DA]|(?P<wait>I?[jY]*JF?|HYtC|IYtC))"
)
_PAST = Lazy(r"(?P<passive>(?:H[jY]*E|I[jYE]*)j*[DR])|(?P<arrived>H?[jY]*A)|(?P<has>H[jY!]*[DR])|(?P<plain>[jY]*[DR])")
_NO_START = Lazy(r"![jz?]?V(?:[fFrt]d?[zcsu]{0,3})*H?[jY]*E?(?:S|D)|VH[jY]*![jY]*E?S|VHYtS|V(?:tc)?[HI]![jY]*E?S")
_PP = r"(?:[fFrtB]d?[zcsu]{0,3}[,j]*)*"
_COMPLETE = Lazy(
    rf"(?P<will>(?:[VK]{_PP}(?:[IH]?[jY]*X[jt]*E?j*U|w[jE]*U|I?[jY]*tEj*U|tU)|(?:w|t|Xt)j*U[jdza]*V|(?<=y)&(?:I?[jY]*tEj*U|w[jE]*U|I[jY]*XtEj*U)))|(?P<past>V{_PP}(?:HE|IE?|H)j*U|H?j*U[jdza]*V)|(?P<began>V{_PP}(?:H|I|HE|IE)?j*S)|(?P<each>(?:HE|IE?)j*U)"
)
_UNSURE = ("could", "may", "might", "can", "possible")


def completions(g: Linked) -> Iterator[Fact]:
    """That deliveries have not begun, began, were or will be completed."""
    if not g.has("VU"):
        return
    for m in _NO_START.get.finditer(g.code):
        g.used |= set(range(*m.span()))
        yield Fact("delivered", *m.span(), m.end() - 1, "open", Item(*m.span(), 0.0, share=0.0))
    for m in _COMPLETE.get.finditer(g.code):
        if not g.free(*m.span()) or m["each"]:
            continue
        if m[0][0] == "&" and "V" not in g.code[: m.start()]:
            continue
        dates, by, last = g.dates(*m.span())
        if m["began"]:
            g.used |= set(range(*m.span()))
            yield Fact("delivered", m.start(), last, m.end() - 1, "after", Item(*m.span(), nth=(1,)), dates, by)
            continue
        if m["will"] and not dates:
            continue
        item = Item(*m.span(), share=1.0, end=bool(m["will"]))
        inner = next((i for i in g.items if m.start() < i.first and i.last <= m.end() and i.nth), None)
        inner = inner or next(
            (i for i in g.items if g.code[m.end() : i.first] in ("f", "fd") and (i.nth or i.many)), None
        )
        g.used |= set(range(*m.span()))
        yield Fact("due" if m["will"] else "delivered", m.start(), last, m.end() - 1, "after", inner or item, dates, by)


def due(g: Linked) -> Iterator[Fact]:
    """What is expected, with its dates, and what is outstanding."""
    if not g.has("XwtPNJY!"):
        return
    for m in _DUE.get.finditer(g.code):
        if not g.free(*m.span()):
            continue
        wait = bool(m["wait"]) or ("Y" in m[0] and m[0][-1] == "C")
        active = wait or m[0][-1] in "CvQ" or g.tokens[m.end() - 1].text.startswith("expect")
        item = g.object(m.end()) if active else None
        item = item or (None if active and m[0][-1] != "X" and not m[0].endswith("d") else g.subject(m.start()))
        if item is None or m[0][-1] == "Q":
            continue
        dates, by, last = g.dates(*m.span())
        role = "after" if m[0][-1] in "v" else "before" if active else "open"
        g.used |= set(range(*m.span()))
        if m["open"] or wait:
            if g.code[item.first] == "?":
                yield Fact("delivered", m.start(), item.last, m.end() - 1, role, item)
            elif not dates or wait:
                yield Fact("open", min(item.first, m.start()), max(item.last, m.end()), m.end() - 1, role, item)
            continue
        if not dates:
            if m[0].startswith("I") and "t" in m[0] and "X" not in m[0] and not active:
                yield Fact("open", item.first, m.end(), m.end() - 1, role, item)
            continue
        unsure = any(t.text in _UNSURE for t in g.tokens[m.start() : m.end()])
        for fact in g.each("due", item, dates, by, m.start(), m.end(), last, role):
            yield fact._replace(loose=unsure)


def past(g: Linked) -> Iterator[Fact]:
    """What has been delivered, received, or has arrived."""
    if not g.has("DRA"):
        return
    for m in _PAST.get.finditer(g.code):
        start, end = m.span()
        verb, lead = end - 1, g.code[m.start() - 1 : m.start()]
        being = any(t.text == "being" for t in g.tokens[start:end])
        if not g.free(start, end) or lead in ("t", "X") or (lead == "w" and "H" not in m[0]) or being:
            continue
        passive = bool(m["passive"] or m["arrived"])
        item, role = (g.subject(start), "to") if passive else (None, "")
        if item is None and not m["arrived"] and not m["passive"]:
            item, role = g.object(end), "before" if g.code[verb] == "R" else "after"
            before = g.subject(start) if m["plain"] and g.code[verb] == "D" else None
            if before and (item is None or before.bare):
                item, role = before, "to"
        if item is None:
            continue
        denied = "!" in m[0] or "!" in g.code[max(0, min(item.first, start) - 3) : start]
        dates, by, last = g.dates(start, end)
        if denied and g.code[item.first] == "?":
            denied = False
        g.used |= set(range(start, end))
        yield from g.each("delivered", item, dates, by, start, end, max(item.last, end, last), role, denied)
