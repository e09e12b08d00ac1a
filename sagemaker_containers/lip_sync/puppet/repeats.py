"""A frame that is as the one before, in H.264, without encoding it.

Puppets are animated on twos, so that half of the frames repeat. x264 looks at such a frame as long as at others. It is
written here instead: a P slice of skipped macroblocks, the one that x264 makes of a grey video of the same size, with
another `frame_num`, and as a picture that none refers to (`nal_ref_idc` 0): numbers of those that follow stay as x264
gave them. Names are those of ITU-T H.264, clauses 7.3.2 and 7.3.3. As pictures are shown in the order in which they are
decoded (`pic_order_cnt_type` 2), no two of these may follow each other (7.4.2.1.1).
"""

from collections.abc import Iterator
from dataclasses import dataclass

START_CODE = b"\0\0\0\1"
_SLICE, _IDR_SLICE, _SPS = 1, 5, 7
_HIGH_PROFILE = 100


class _Reader:
    """Bits of a NAL unit, its header byte included, in their order."""

    def __init__(self, unit: bytes):
        raw = unit.replace(b"\0\0\3", b"\0\0")  # emulation prevention
        self.bits = f"{int.from_bytes(b'1' + raw):b}"[6:]
        self.at = 8

    def u(self, count: int) -> int:
        """An unsigned number of so many bits."""
        self.at += count
        return int(self.bits[self.at - count : self.at], 2)

    def ue(self) -> int:
        """An unsigned Exp-Golomb number."""
        zeros = self.bits.index("1", self.at) - self.at
        self.at += zeros
        return self.u(zeros + 1) - 1


def units(packet: bytes) -> Iterator[bytes]:
    """The NAL units of a packet whose units begin with start codes (Annex B)."""
    yield from packet.replace(START_CODE, START_CODE[1:]).split(START_CODE[1:])[1:]


def _kind(unit: bytes) -> int:
    return unit[0] & 31


def _frame_num_bits(extradata: bytes) -> int:
    """How long a `frame_num` is. Raises `ValueError` where pictures are not shown in the order of decoding."""
    sps = _Reader(next(unit for unit in units(extradata) if _kind(unit) == _SPS))
    if sps.u(8) != _HIGH_PROFILE:
        raise ValueError("not High profile")
    sps.u(16)  # constraints and level
    for _ in range(4):  # seq_parameter_set_id, chroma_format_idc, both bit depths
        sps.ue()
    sps.u(2)  # no bypass, no scaling matrix
    length = sps.ue() + 4
    if sps.ue() != 2:
        raise ValueError("pictures are shown in another order than they are decoded in")
    return length


@dataclass(frozen=True)
class Repeats:
    """Writes the repeats of one stream. The bits of the slice before `frame_num` and after it."""

    frame_num_bits: int
    before: str
    after: str

    @classmethod
    def like(cls, extradata: bytes, skipped: bytes) -> "Repeats":
        """Made from a stream's parameter sets and a packet with a P frame of nothing but skipped macroblocks.

        Both are x264's, with CAVLC, one reference frame and no weighted prediction. Raises `ValueError` on others.
        """
        length = _frame_num_bits(extradata)
        reader = _Reader(next(unit for unit in units(skipped) if _kind(unit) == _SLICE))
        for _ in range(3):  # first_mb_in_slice, slice_type, pic_parameter_set_id
            reader.ue()
        before = reader.bits[8 : reader.at]
        reader.u(length)
        start = reader.at
        # num_ref_idx_active_override, ref_pic_list_modification, adaptive_ref_pic_marking_mode
        if reader.u(3) != 0:
            raise ValueError("the slice has more to say of its references")
        marking = reader.at - 1  # which pictures that none refers to do not have
        after = reader.bits[start:marking] + reader.bits[marking + 1 :].rstrip("0")  # to rbsp_stop_one_bit
        return cls(length, before, after)

    def frame_num_after(self, packet: bytes) -> int:
        """The `frame_num` of the picture that follows one that x264 has made."""
        unit = next(unit for unit in units(packet) if _kind(unit) in (_SLICE, _IDR_SLICE))
        reader = _Reader(unit[:32])
        for _ in range(3):
            reader.ue()
        return (reader.u(self.frame_num_bits) + 1) % (1 << self.frame_num_bits)

    def after_packet(self, packet: bytes) -> bytes:
        """A packet with the frame that repeats the one in `packet`, which is x264's."""
        bits = f"{_SLICE:08b}{self.before}{self.frame_num_after(packet):0{self.frame_num_bits}b}{self.after}"
        bits += "0" * (-len(bits) % 8)
        return START_CODE + _escaped(int(bits, 2).to_bytes(len(bits) // 8))


def _escaped(raw: bytes) -> bytes:
    """With emulation prevention bytes (7.4.1): no three bytes look like a start code."""
    escaped, zeros = bytearray(), 0
    for byte in raw:
        if zeros >= 2 and byte <= 3:
            escaped.append(3)
            zeros = 0
        escaped.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(escaped)
