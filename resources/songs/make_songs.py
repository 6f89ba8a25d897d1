#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes demo.mid and demo-melody.mid beside this file, from the text below. Standard library only.

An item is pitches joined by "+", or "-" for a rest, then a length: w h q e s, with "." for a dotted one, then
optionally "v" and a velocity. "|" separates bars and is only for the eye. The output depends on this file alone."""

import pathlib
import struct

DIVISION = 480  # ticks per quarter note
TITLE = "Lantern Street"
TEMPO = 92  # quarter notes per minute

# name, MIDI channel from 0, General MIDI program from 0, velocity, how much of a length sounds, notes
PARTS = [
    ("Melody", 0, 73, 84, 0.96, """
        A4 q. Bb4 e C5 q v90 A4 q       | D5 q. v94 C5 e A4 h
        Bb4 q. C5 e D5 q v90 F5 q v96   | E5 q. v92 D5 e C5 h
        C5 q. D5 e C5 q A4 q            | D5 q. v92 C5 e Bb4 q D5 q
        Bb4 q A4 e G4 e C5 q v90 E4 q   | F4 h. - q"""),
    ("Piano", 1, 0, 58, 0.98, """
        A3+C4+F4 h A3+C4+F4 q v50 A3+C4+F4 q v52          | A3+C4+D4+F4 h A3+C4+F4 q v50 A3+C4+F4 q v52
        Bb3+D4+F4 h Bb3+D4+F4 q v50 Bb3+D4+F4 q v54       | Bb3+C4+E4+G4 h Bb3+C4+E4 q v50 Bb3+C4+E4 q v52
        A3+C4+F4 h A3+C4+F4 q v50 A3+C4+F4 q v52          | Bb3+D4+F4 h Bb3+D4+F4 q v50 Bb3+D4+F4 q v54
        Bb3+D4+F4+G4 h Bb3+C4+E4 h v54                    | A3+C4+F4 w v54"""),
    ("Bass", 2, 32, 76, 0.94, """
        F2 q. C3 e v66 F2 q E2 q   | D2 q. A2 e v66 D3 q C3 q
        Bb2 q. F2 e v66 Bb2 q B2 q | C3 q. G2 e v66 C3 q Bb2 q
        A2 q. F2 e v66 A2 q A2 q   | Bb2 q. F2 e v66 Bb2 q A2 q
        G2 h C3 q C2 q             | F2 w v70"""),
]

LENGTHS = {"w": 4 * DIVISION, "h": 2 * DIVISION, "q": DIVISION, "e": DIVISION // 2, "s": DIVISION // 4}
PITCH_CLASSES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def pitch(name):
    return PITCH_CLASSES[name[0]] + name.count("#") - name.count("b") + 12 * (int(name[-1]) + 1)


def length(text):
    return LENGTHS[text[0]] * (3 if text.endswith(".") else 2) // 2


def quantity(value):
    """A variable-length quantity."""
    data = [value & 0x7F]
    while value := value >> 7:
        data.insert(0, value & 0x7F | 0x80)
    return bytes(data)


def chunk(kind, data):
    return kind + struct.pack(">I", len(data)) + data


def meta(kind, data):
    return bytes([0xFF, kind]) + quantity(len(data)) + data


def track(events, end):
    """events: (tick, order within the tick, bytes)."""
    data, now = b"", 0
    for tick, _, message in sorted(events):
        data += quantity(tick - now) + message
        now = tick
    return chunk(b"MTrk", data + quantity(end - now) + meta(0x2F, b""))


def part(name, channel, program, velocity, sounding, text):
    """The events of a part, and where it ends."""
    events = [(0, 0, meta(0x03, name.encode())), (0, 1, bytes([0xC0 | channel, program]))]
    words = text.replace("|", " ").split()
    now = 0
    while words:
        pitches, spoken = words.pop(0), length(words.pop(0))
        loudness = int(words.pop(0)[1:]) if words and words[0][0] == "v" else velocity
        for name in pitches.split("+") if pitches != "-" else []:
            events.append((now, 3, bytes([0x90 | channel, pitch(name), loudness])))
            events.append((now + round(spoken * sounding), 2, bytes([0x80 | channel, pitch(name), 64])))
        now += spoken
    return events, now


def write(path, parts):
    made = [part(*each) for each in parts]
    end = max(length for _, length in made)
    conductor = [
        (0, 0, meta(0x03, TITLE.encode())),
        (0, 1, meta(0x02, b"CC0 1.0, the Continuo project")),
        (0, 2, meta(0x58, bytes([4, 2, 24, 8]))),
        (0, 3, meta(0x59, struct.pack("bb", -1, 0))),
        (0, 4, meta(0x51, struct.pack(">I", round(60_000_000 / TEMPO))[1:])),
    ]
    tracks = [track(conductor, end)] + [track(events, end) for events, _ in made]
    header = chunk(b"MThd", struct.pack(">HHH", 1, len(tracks), DIVISION))
    path.write_bytes(header + b"".join(tracks))


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent
    write(here / "demo.mid", PARTS)
    write(here / "demo-melody.mid", PARTS[:1])
