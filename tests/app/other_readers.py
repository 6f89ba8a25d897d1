#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Continuo writes, as other programs read it.

usage: other_readers.py CONTINUO_CLI SCRATCH_FOLDER FILE.mid ... [--schema MUSICXML.XSD]

Each file is read and written again by `continuo-cli convert`. What mido, midicsv and mftext (midi2abc) find in it
must be the same: notes, tempo, meter, key, programs and names; and mido must find in it what it finds in the
original. Where MuseScore is installed (package musescore3), it opens the MIDI file and the score in
MusicXML, and its notes are compared as well. With the schema of MusicXML (of the W3C, with its imports beside
it), xmllint holds each score against it. Exit status 77 when there is no other reader, 1 when one disagrees.
"""
import collections
import csv
import io
import os
import re
import shutil
import subprocess
import sys

SKIPPED = 77
KEYS = ["Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"]
MINOR_KEYS = ["Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#"]


def run(words):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, env=environment)


def by_mido(path):
    import mido
    facts = collections.defaultdict(list)
    song = mido.MidiFile(path, charset="latin-1")
    facts["division"] = song.ticks_per_beat
    for track in song.tracks:
        at, sounding = 0, collections.defaultdict(list)
        for event in track:
            at += event.time
            kind = event.type
            if kind == "note_on" and event.velocity > 0:
                sounding[event.channel, event.note].append((at, event.velocity))
            elif kind in ("note_on", "note_off"):
                if sounding[event.channel, event.note]:
                    on, velocity = sounding[event.channel, event.note].pop(0)
                    facts["notes"].append((on, at, event.channel, event.note, velocity))
            elif kind == "set_tempo":
                facts["tempi"].append((at, event.tempo))
            elif kind == "time_signature":
                facts["meters"].append((at, event.numerator, event.denominator))
            elif kind == "key_signature":
                minor = event.key.endswith("m")
                names = MINOR_KEYS if minor else KEYS
                facts["keys"].append((at, names.index(event.key.rstrip("m")) - 7, minor))
            elif kind == "program_change":
                facts["programs"].append((at, event.channel, event.program))
            elif kind == "track_name":
                facts["names"].append((at, event.name))
    return facts


def by_midicsv(path):
    facts = collections.defaultdict(list)
    sounding = collections.defaultdict(list)
    text = run(["midicsv", path]).stdout.decode("latin-1")
    for row in csv.reader(io.StringIO(text), skipinitialspace=True, escapechar="\\"):
        track, at, kind, values = row[0], int(row[1]), row[2], row[3:]
        if kind == "Header":
            facts["division"] = int(values[2])
        elif kind == "Note_on_c" and int(values[2]) > 0:
            sounding[track, values[0], values[1]].append((at, int(values[2])))
        elif kind in ("Note_on_c", "Note_off_c"):
            if sounding[track, values[0], values[1]]:
                on, velocity = sounding[track, values[0], values[1]].pop(0)
                facts["notes"].append((on, at, int(values[0]), int(values[1]), velocity))
        elif kind == "Tempo":
            facts["tempi"].append((at, int(values[0])))
        elif kind == "Time_signature":
            facts["meters"].append((at, int(values[0]), 2 ** int(values[1])))
        elif kind == "Key_signature":
            facts["keys"].append((at, int(values[0]), values[1] == "minor"))
        elif kind == "Program_c":
            facts["programs"].append((at, int(values[0]), int(values[1])))
        elif kind == "Title_t":
            octal = re.sub(r"\\(\d{3})", lambda m: chr(int(m[1], 8)), values[0])
            facts["names"].append((at, octal))
    return facts


def by_mftext(path, division):
    """Its times have two decimals of a quarter, its names are cut off; what it says is compared as far."""
    facts = collections.defaultdict(list)
    text = run(["midi2abc", path, "-mftext"]).stdout.decode("latin-1")
    track = 0
    for line in text.splitlines():
        if found := re.match(r"Track (\d+)", line):
            track = int(found[1])
        elif found := re.match(r"\s*([\d.]+)\s+Note on\s+(\d+)\s+(\d+) \(.*\)\s+(\d+)", line):
            at, channel, pitch, velocity = found.groups()
            if int(velocity) > 0:
                facts["starts"].append((float(at), int(channel) - 1, int(pitch), int(velocity)))
        elif found := re.match(r"\s*([\d.]+)\s+Program\s+(\d+)\s+(\d+)", line):
            facts["programs"].append((float(found[1]), int(found[2]) - 1, int(found[3])))
        elif found := re.match(r"\s*([\d.]+)\s+Metatext time signature=(\d+)/(\d+)", line):
            facts["meters"].append((float(found[1]), int(found[2]), int(found[3])))
        elif found := re.match(r"\s*([\d.]+)\s+Metatext key signature \S+ \((-?\d+)/(\d)\)", line):
            facts["keys"].append((float(found[1]), int(found[2]), found[3] == "1"))
        elif found := re.match(r"\s*([\d.]+)\s+Metatext tempo\s*=\s*([\d.]+)", line):
            facts["tempi"].append((float(found[1]), float(found[2])))
    return facts


def same_rounded(exact, rounded, division):
    """Whether the lists agree when the first's ticks are told in quarters with two decimals."""
    told = sorted((round(row[0] / division, 2),) + tuple(row[1:]) for row in exact)
    other = sorted(rounded)
    return len(told) == len(other) and all(
        abs(a[0] - b[0]) <= 0.0101 and all(abs(x - y) <= 0.01 for x, y in zip(a[1:], b[1:]))
        for a, b in zip(sorted(told, key=lambda r: (r[1:], r[0])), sorted(other, key=lambda r: (r[1:], r[0]))))


def in_quarters(facts):
    division = facts["division"]
    result = {}
    for name, rows in facts.items():
        if name == "notes":
            result[name] = sorted((on / division, off / division) + tuple(rest) for on, off, *rest in rows)
        elif name != "division":
            result[name] = sorted((row[0] / division,) + tuple(row[1:]) for row in rows)
    return result


class Check:
    def __init__(self):
        self.failed = 0

    def same(self, path, what, one, other):
        if one == other:
            return
        self.failed += 1
        print(f"{path}: {what} differ")
        if not isinstance(one, list):
            return
        for row in [x for x in one if x not in other][:3]:
            print("   only here: ", row)
        for row in [x for x in other if x not in one][:3]:
            print("   only there:", row)


def check_file(cli, source, folder, check):
    written = os.path.join(folder, "written.mid")
    done = run([cli, "convert", source, "-o", written])
    if done.returncode != 0:
        check.same(source, "conversion", done.stderr.decode(), "")
        return
    mido_facts = by_mido(written)
    before, after = in_quarters(by_mido(source)), in_quarters(mido_facts)
    for what in ("notes", "tempi", "meters", "keys", "programs", "names"):
        check.same(source, what + " before and after", before.get(what, []), after.get(what, []))
    if shutil.which("midicsv"):
        other = by_midicsv(written)
        for what in ("notes", "tempi", "meters", "keys", "programs", "names"):
            check.same(source, what + " of mido and midicsv", sorted(mido_facts[what]), sorted(other[what]))
    if shutil.which("midi2abc"):
        division = mido_facts["division"]
        other = by_mftext(written, division)
        starts = [(on, channel, pitch, velocity) for on, off, channel, pitch, velocity in mido_facts["notes"]]
        check.same(source, "note starts of mido and mftext", same_rounded(starts, other["starts"], division), True)
        for what in ("meters", "programs"):
            check.same(source, what + " of mido and mftext", same_rounded(mido_facts[what], other[what], division), True)
        bpm = [(at, 60e6 / tempo) for at, tempo in mido_facts["tempi"]]
        check.same(source, "tempi of mido and mftext", same_rounded(bpm, other["tempi"], division), True)
        check.same(source, "keys of mido and mftext", [row[1:] for row in sorted(mido_facts["keys"])], [row[1:] for row in sorted(other["keys"])])


def starts_of(facts):
    division = facts["division"]
    # Where two voices strike one key at once, a player strikes it once.
    return sorted({(round(on / division, 3), pitch) for on, off, channel, pitch, velocity in facts["notes"]})


def check_score(cli, source, folder, check):
    """Through MusicXML and MuseScore and back: the same notes begin at the same places."""
    musescore = shutil.which("mscore3") or shutil.which("musescore3")
    if not musescore:
        return
    score, ours, theirs = (os.path.join(folder, name) for name in ("score.mxl", "ours.mid", "theirs.mid"))
    for words in ([cli, "convert", source, "-o", score], [cli, "convert", score, "-o", ours]):
        if run(words).returncode != 0:
            check.same(source, "conversion to a score", words, [])
            return
    done = run([musescore, "-o", theirs, score])
    if done.returncode != 0:
        check.same(source, "opening by MuseScore", done.stderr.decode()[-300:], "")
        return
    one, other = starts_of(by_mido(ours)), starts_of(by_mido(theirs))
    # MuseScore counts in 480ths of a quarter.
    near = len(one) == len(other) and all(abs(a[0] - b[0]) < 0.005 and a[1] == b[1] for a, b in
                                          zip(sorted(one, key=lambda r: (r[1], r[0])), sorted(other, key=lambda r: (r[1], r[0]))))
    check.same(source, f"notes of the score ({len(one)}) and of MuseScore ({len(other)})", near, True)


def check_schema(cli, source, folder, schema, check):
    score = os.path.join(folder, "score.musicxml")
    done = run([cli, "convert", source, "-o", score])
    if done.returncode == 0:
        done = run(["xmllint", "--nonet", "--noout", "--schema", schema, score])
    check.same(source, "score and schema", done.stderr.decode()[-300:] if done.returncode != 0 else "", "")


def main():
    arguments = sys.argv[1:]
    schema = None
    if "--schema" in arguments:
        at = arguments.index("--schema")
        schema = arguments[at + 1]
        del arguments[at:at + 2]
    cli, folder, files = arguments[0], arguments[1], arguments[2:]
    try:
        import mido  # noqa: F401
    except ImportError:
        print("mido (python3-mido) is not installed")
        return SKIPPED
    os.makedirs(folder, exist_ok=True)
    check = Check()
    checked = 0
    for source in files:
        if not source.endswith(".mid") or not os.path.exists(source):
            continue
        check_file(cli, source, folder, check)
        check_score(cli, source, folder, check)
        if schema:
            check_schema(cli, source, folder, schema, check)
        checked += 1
    readers = ["mido"] + [name for name in ("midicsv", "midi2abc", "mscore3") if shutil.which(name)] + (["the schema"] if schema else [])
    print(f"{checked} files, read by {', '.join(readers)}: {check.failed} differences")
    return 1 if check.failed or checked == 0 else 0


sys.exit(main())
