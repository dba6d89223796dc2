"""Reads a raw dump of a pen's FRAM, from docs/log-format.md alone, and prints what it finds as JSON.

Usage: read_fram.py DUMP. Exit code 0 when every record is whole, 1 when some are not, 2 when the file is not a dump.
"""

import json
import struct
import sys
import zlib

LOG = 0x400
RECORD = 32
BLOCKS = {"settings": (0x000, 0x53544553), "counters": (0x100, 0x544E5543), "odometer": (0x200, 0x304F444F)}
RUN_ENDED, RUN_INTERRUPTED, FAULT_RAISED, ODOMETER, CHARGED, RUN_AMENDED = 12, 13, 14, 19, 21, 22
CLOCK_SET = 3


def block(dump, address, magic):
    best = None
    for copy in (address, address + 0x80):
        found, generation, layout, length = struct.unpack_from("<IIHH", dump, copy)
        length = length or 48
        if found != magic or 12 + length + 4 > 0x80:
            continue
        body = dump[copy : copy + 12 + length]
        if zlib.crc32(body) != struct.unpack_from("<I", dump, copy + 12 + length)[0]:
            continue
        if best is None or 0 < (generation - best[0]) & 0xFFFFFFFF < 0x80000000:
            best = (generation, layout, body[12:])
    return best


class Log:
    def __init__(self, dump):
        self.dump = dump
        self.capacity = (len(dump) - 0x800) // RECORD
        self.head = self.newest() + 1
        self.tail = 1 if self.head <= self.capacity else self.head - self.capacity + 1

    def record(self, sequence):
        at = LOG + (sequence - 1) % self.capacity * RECORD
        return self.dump[at : at + RECORD]

    def number(self, slot):
        return struct.unpack_from("<I", self.dump, LOG + slot * RECORD)[0]

    def crc(self, sequence):
        return struct.unpack_from("<I", self.record(sequence), 28)[0]

    def is_whole(self, sequence, before):
        record = self.record(sequence)
        return (
            struct.unpack_from("<I", record)[0] == sequence
            and zlib.crc32(struct.pack("<I", before) + record[:28]) == self.crc(sequence)
        )

    def newest(self):
        highest = 0
        for slot in range(self.capacity):
            sequence = self.number(slot)
            if sequence and (sequence - 1) % self.capacity == slot:
                before = self.crc(sequence - 1) if sequence > 1 else 0
                if self.is_whole(sequence, before):
                    highest = max(highest, sequence)
        return highest

    def walk(self):
        before = self.crc(self.tail - 1) if self.tail > 1 else 0
        for sequence in range(self.tail, self.head):
            record = self.record(sequence)
            state = "whole"
            if struct.unpack_from("<I", record)[0] != sequence:
                state = "missing"
            elif not self.is_whole(sequence, before):
                state = "altered"
            before = self.crc(sequence)
            yield sequence, record, state


def dates(rows):
    """Seconds UTC of each row, earlier records of a start counted back from its first ClockSet; 0 without one."""
    anchors = {}
    for row in rows:
        if row["kind"] == CLOCK_SET and row["state"] == "whole":
            anchors.setdefault(row["boot"], (row["utc"], row["uptimeMs"]))
    for row in rows:
        if row["flags"] & 1:
            row["date"] = row["utc"]
        elif row["boot"] in anchors:
            utc, uptime = anchors[row["boot"]]
            row["date"] = utc - (uptime - row["uptimeMs"]) // 1000
        else:
            row["date"] = 0


def totals(rows):
    """Sums over the whole records that are there."""
    sums = {"runs": 0, "strokes": 0, "runningCentiseconds": 0, "faults": [0] * 20, "charged": 0}
    for row in rows:
        data = bytes.fromhex(row["data"])
        if row["state"] != "whole":
            continue
        if row["kind"] in (RUN_ENDED, RUN_INTERRUPTED, RUN_AMENDED):
            duration, strokes = struct.unpack_from("<HH", data)
            sums["runs"] += row["kind"] != RUN_AMENDED
            sums["strokes"] += strokes
            sums["runningCentiseconds"] += duration
        elif row["kind"] == FAULT_RAISED and 1 <= data[0] <= 20:
            sums["faults"][data[0] - 1] += 1
        elif row["kind"] == CHARGED:
            sums["charged"] += 1
    return sums


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with open(sys.argv[1], "rb") as file:
        dump = file.read()
    if len(dump) not in (0x8000, 0x20000, 0x40000):
        print("This is not a dump: it has not 32, 128 or 256 KB.", file=sys.stderr)
        return 2
    log = Log(dump)
    rows = []
    for sequence, record, state in log.walk():
        boot, kind, flags, uptime, utc = struct.unpack_from("<HBBII", record, 4)
        rows.append(
            {
                "sequence": sequence,
                "state": state,
                "boot": boot,
                "kind": kind,
                "flags": flags,
                "uptimeMs": uptime,
                "utc": utc,
                "data": record[16:28].hex(),
                "crc": log.crc(sequence),
            }
        )
    dates(rows)
    result = {
        "serial": dump[len(dump) - 0x100 :][:16].rstrip(b"\0").decode("ascii", "replace"),
        "capacity": log.capacity,
        "tail": log.tail,
        "head": log.head,
        "blocks": {},
        "totals": totals(rows),
        "records": rows,
    }
    for name, (address, magic) in BLOCKS.items():
        found = block(dump, address, magic)
        result["blocks"][name] = found and {"generation": found[0], "layout": found[1], "payload": found[2].hex()}
    json.dump(result, sys.stdout)
    return 0 if all(row["state"] == "whole" for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
