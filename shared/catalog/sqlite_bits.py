"""Bitmaps by block: what holds for which documents, as whole numbers whose bits are slots."""

from collections.abc import Iterable, Iterator

Bits = dict[int, int]  # block -> its candidates; a block without any may be missing


def both(one: Bits, other: Bits) -> Bits:
    few, many = (one, other) if len(one) < len(other) else (other, one)
    return {block: left for block, bits in few.items() if (left := bits & many.get(block, 0))}


def either(one: Bits, other: Bits) -> Bits:
    return {block: one.get(block, 0) | other.get(block, 0) for block in one.keys() | other.keys()}


def without(one: Bits, other: Bits) -> Bits:
    return {block: bits & ~other.get(block, 0) for block, bits in one.items()}


def flags(bits: int, slots: int) -> str:
    """By slot, "1" for one that is set. To look into it is quick, where `bits >> slot` moves the whole number."""
    return f"{bits:0{slots}b}"[::-1]


def slots(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def bits_at(slots: Iterable[int]) -> int:
    """Those that are set, as `slots` tells them."""
    set_ = bytearray()
    for slot in slots:
        byte = slot >> 3
        set_.extend(bytes(max(0, byte + 1 - len(set_))))
        set_[byte] |= 1 << (slot & 7)
    return int.from_bytes(set_, "little")
