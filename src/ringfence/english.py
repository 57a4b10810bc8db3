"""Numbers of things in English."""


def plural(noun: str) -> str:
    """`batteries`, `fire-units`; of several words the last one: `independent origins`."""
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


def counted(count: float, noun: str) -> str:
    """`1 origin`, `2 origins`, `0 batteries`, `1.5 regiments`."""
    number = int(count) if count == int(count) else count
    return f"{number} {noun if count == 1 else plural(noun)}"
