"""Where labels go: boxes in points on a map, none upon another, near what they name. Numbers only; nothing is drawn
here.

Deterministic: the same rings and texts give the same places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LINE = 1.25
"""Distance of lines of text, as a part of their size."""
_TURNS = 36
_MOST_POINTS = 20_000
_OFFSETS = (0.0, 5.0, 16.0, 30.0, 46.0, 66.0, 90.0)
LEADER = 16.0
"""From so many points away on a label has a leader line."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the map's lower left corner."""

    left: float
    low: float
    right: float
    high: float

    @classmethod
    def about(cls, x: float, y: float, width: float, height: float) -> "Box":
        """The box of this size about its middle."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.low + self.high) / 2

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether two boxes lie on each other, or nearer than a gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.low < other.high + gap
            and other.low < self.high + gap
        )

    def within(self, other: "Box", margin: float = 0.0) -> bool:
        """Whether it lies in another, with a margin."""
        return (
            self.left >= other.left + margin
            and self.right <= other.right - margin
            and self.low >= other.low + margin
            and self.high <= other.high - margin
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands, and the point of its line that it names; `leader` where a line has to join the two."""

    box: Box
    anchor: tuple[float, float]
    leader: bool


@dataclass
class Room:
    """A map's space: its frame, the boxes that are taken, and lines that labels should not lie on."""

    frame: Box
    taken: list[Box] = field(default_factory=list)
    points: Floats = field(default_factory=lambda: np.empty((0, 2)))
    each: int = 1

    def avoid(self, lines: Sequence[Floats]) -> None:
        """Lines that labels should not lie on; of very many points only one in so many is kept."""
        total = sum(len(line) for line in lines)
        self.each = 1 + total // _MOST_POINTS
        self.points = np.concatenate([line[:: self.each] for line in lines]) if total else self.points

    def avoid_also(self, line: Floats) -> None:
        """One line more that labels should not lie on."""
        self.points = np.concatenate([self.points, line])

    def free(self, box: Box, gap: float = 2.0) -> bool:
        """Whether a box lies within the frame and upon no other."""
        return box.within(self.frame, 3.0) and not any(box.meets(other, gap) for other in self.taken)

    def take(self, box: Box) -> Box:
        """Keep a box for what stands there."""
        self.taken.append(box)
        return box

    def crossed(self, box: Box) -> int:
        """How many points of lines lie in a box."""
        return self.each * _inside(self.points, box)

    def at_point(self, x: float, y: float, width: float, height: float, reach: float = 7.0) -> Box | None:
        """A box beside a point, or None where there is no room: right first, then left, below, above and the
        corners.
        """
        aside, above = reach + width / 2, reach + height / 2
        spots = [(aside, 0), (-aside, 0), (0, -above), (0, above), (aside, -above), (aside, above), (-aside, -above),
            (-aside, above)]  # fmt: skip
        boxes = [Box.about(x + dx, y + dy, width, height) for dx, dy in spots]
        open_ones = [box for box in boxes if self.free(box)]
        return min(open_ones, key=lambda box: (self.crossed(box), boxes.index(box)), default=None)

    def at_line(
        self, path: Floats, middle: tuple[float, float], width: float, height: float, turn: int = 0
    ) -> Place | None:
        """A place at a closed line about a middle: upon it where it is long enough, else outside it, else at a leader
        line.
        """
        best: tuple[float, Place] | None = None
        for cost, place in _candidates(path, middle, width, height, turn):
            if best is not None and cost >= best[0]:
                continue
            if not place.box.within(self.frame, 3.0) or any(place.box.meets(other, 2.0) for other in self.taken):
                continue
            cost += 0.9 * self.crossed(place.box)
            if place.leader:
                cost += 1.2 * self.hit(place)
            if best is None or cost < best[0]:
                best = cost, place
        return best[1] if best else None

    def hit(self, place: Place) -> int:
        """How many boxes a leader line runs through."""
        ends = np.array([place.anchor, place.box.middle])
        steps = ends[0] + (ends[1] - ends[0]) * np.linspace(0, 0.9, 12)[:, None]
        return sum(_inside(steps, box) > 0 for box in self.taken)


def _inside(line: Floats, box: Box) -> int:
    x, y = line[:, 0], line[:, 1]
    return int(((x > box.left) & (x < box.right) & (y > box.low) & (y < box.high)).sum())


def _candidates(
    path: Floats, middle: tuple[float, float], width: float, height: float, turn: int
) -> Iterator[tuple[float, Place]]:
    """Places about a line with what each costs, the cheapest first of its kind."""
    spread = float(np.hypot(*np.ptp(path, axis=0)))
    numbers = np.unique(np.linspace(0, len(path) - 1, _TURNS, endpoint=False).astype(int))
    for offset in _OFFSETS:
        if offset == 0 and spread < 2.2 * width:
            continue  # the label would hide the ring that it names
        for step, number in enumerate(numbers):
            x, y = float(path[number, 0]), float(path[number, 1])
            away = np.array([x - middle[0], y - middle[1]])
            length = float(np.hypot(*away))
            unit = away / length if length else np.array([1.0, 0.0])
            # outside, the box's nearest edge or corner stands at the offset
            push = np.clip(1.6 * unit, -1, 1) * (width / 2, height / 2) + offset * unit if offset else np.zeros(2)
            box = Box.about(x + float(push[0]), y + float(push[1]), width, height)
            turned = abs((step - turn % _TURNS + len(numbers) / 2) % len(numbers) - len(numbers) / 2)
            # upon a steep line a label reads best: it cuts the least of the line
            cost = 0.15 * offset + 0.1 * turned + (1.5 * abs(unit[1]) if offset == 0 else 1.6)
            yield cost, Place(box, (x, y), offset >= LEADER)


def size_of(lines: Sequence[float], size: float) -> tuple[float, float]:
    """Width and height of a block of lines of these widths."""
    return max(lines, default=0.0) + 2.0, len(lines) * size * LINE + 1.0
