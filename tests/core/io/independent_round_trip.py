#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens and saves MIDI files with Continuo, and compares what another reader, mido, finds in them before and after.

usage: independent_round_trip.py MIDI_RESAVE SHARED [--all] [--sample N]

MIDI_RESAVE is the program built from midi_resave.cpp. SHARED is a folder with corpora/ (archives and manifests) and
midi-conformance/. By default 300 training files and all conformance files are compared, with --all every training
file, flagged/ included. Exits with 1 when something differs and with 77 when mido or the files are missing.
"""
import argparse
import collections
import csv
import pathlib
import random
import subprocess
import sys
import tarfile
import tempfile

SKIPPED = 77
try:
    import mido
except ImportError:
    print("skipped: the Python package mido is not installed")
    sys.exit(SKIPPED)


# What is right to differ, and why.
EXPECTED = {
    **dict.fromkeys((
        "jazz-soft/test-illegal-message-f2-xx-xx.mid", "jazz-soft/test-illegal-message-f3-xx.mid",
        "jazz-soft/test-illegal-message-f8.mid", "jazz-soft/test-illegal-message-fb.mid",
        "midi-unit-test-cases/0xF1-TimeCode.mid", "midi-unit-test-cases/0xF2-SongPosition.mid",
        "midi-unit-test-cases/0xF6-TuneRequest.mid", "midi-unit-test-cases/0xF8-TimingClock.mid",
        "midi-unit-test-cases/0xFB-Continue.mid", "midi-unit-test-cases/0xFC-Stop.mid"),
        "a file may not hold system common and real-time messages"),
    "made/format-0-two-tracks.mid": "type 0 has one track only",
    "made/running-status-after-sysex.mid": "mido goes on with the system exclusive status",
    "made/track-end-mark-early.mid": "mido reads on behind the end mark",
    "made/tracks-one-promised-two-present.mid": "mido stops at the number of tracks in the header",
    "made/vlq-five-bytes.mid": "a number has four bytes at most",
    "midifile-js/MIDIBadHeaderFormat.mid": "there is no type 3",
    "midifile-js/MIDIOkFormat2.mid": "type 2 is saved as type 1",
}


def notes_of(track):
    """(channel, pitch, velocity, on, off) of every note; the oldest of a pitch ends first."""
    now, sounding, notes = 0, collections.defaultdict(collections.deque), []
    for message in track:
        now += message.time
        if message.type == "note_on" and message.velocity > 0:
            sounding[message.channel, message.note].append((message.velocity, now))
        elif message.type in ("note_on", "note_off"):
            queue = sounding[message.channel, message.note]
            if queue:
                velocity, on = queue.popleft()
                notes.append((message.channel, message.note, velocity, on, now))
    for (channel, pitch), queue in sounding.items():
        notes += [(channel, pitch, velocity, on, now) for velocity, on in queue]
    return notes


def others_of(track):
    """(tick, what) of every event that is no note and no end mark."""
    now, events = 0, []
    for message in track:
        now += message.time
        if message.type not in ("note_on", "note_off", "end_of_track"):
            what = sorted((key, str(value)) for key, value in vars(message).items() if key != "time")
            events.append((now, message.type, what))
    return events


def music_of(path):
    """What the file holds, each kind of thing in an order that does not depend on the writer."""
    file = mido.MidiFile(path)
    sounding = [track for track in file.tracks if notes_of(track)]
    return {
        "type": file.type,
        "division": file.ticks_per_beat,
        "number of tracks": len(file.tracks),
        "notes of each track": [sorted(notes_of(track)) for track in sounding],
        "name of each track": [track.name for track in sounding],
        "length of each track": [sum(message.time for message in track) for track in file.tracks],
        "other events": sorted(event for track in file.tracks for event in others_of(track)),
    }


def first_difference(before, after):
    """A sentence about the first thing that differs, or None."""
    for kind, was in before.items():
        now = after[kind]
        if was == now:
            continue
        if isinstance(was, list):
            lost = [item for item in was if item not in now][:3]
            new = [item for item in now if item not in was][:3]
            return f"{kind}: lost {str(lost)[:300]}, new {str(new)[:300]}"
        return f"{kind}: {was} became {now}"
    return None


def training_files(corpora, into, sample):
    """Unpacks and gives the training files of every manifest; a fixed sample of them when a number is given."""
    files = []
    for manifest in (corpora / "manifest.tsv", corpora / "flagged" / "manifest.tsv"):
        with open(manifest, newline="", encoding="utf-8") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            files += [(manifest.parent / (row["corpus"] + ".tar.gz"), row["path"])
                      for row in rows if row["split"] == "train"]
    if sample:
        files = random.Random(1).sample(files, min(sample, len(files)))
    wanted = collections.defaultdict(set)
    for archive, path in files:
        wanted[archive].add(path)
    paths = []
    for archive, names in sorted(wanted.items()):
        with tarfile.open(archive) as tar:
            for member in tar:
                if member.isfile() and member.name in names:
                    path = into / f"{len(paths)}.mid"
                    path.write_bytes(tar.extractfile(member).read())
                    paths.append((f"{archive.name}: {member.name}", path))
    return paths


def resave(program, files, into):
    """Opens and saves all files in one process; gives what became of each, by path."""
    listing = into / "list"
    listing.write_text("".join(f"{path}\t{into / f'saved-{i}.mid'}\n" for i, (_, path) in enumerate(files)))
    output = subprocess.run([program, str(listing)], check=True, capture_output=True, text=True).stdout
    return dict(line.split("\t", 1) for line in output.splitlines())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("shared", type=pathlib.Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--sample", type=int, default=300)
    options = parser.parse_args()
    corpora, conformance = options.shared / "corpora", options.shared / "midi-conformance"
    if not corpora.is_dir() or not conformance.is_dir():
        print(f"skipped: {options.shared} has no corpora and midi-conformance")
        return SKIPPED

    with tempfile.TemporaryDirectory() as folder:
        into = pathlib.Path(folder)
        files = training_files(corpora, into, 0 if options.all else options.sample)
        strict = len(files)
        files += [(str(path.relative_to(conformance)), path) for path in sorted(conformance.glob("*/*"))]
        outcomes = resave(options.program, files, into)
        counts = collections.Counter()
        for i, (name, path) in enumerate(files):
            try:
                before = music_of(path)
            except Exception as error:  # mido turns down what it cannot read with many kinds of exception
                counts["not readable by mido"] += 1
                if i < strict:
                    print(f"{name}: mido cannot read it: {error!r}")
                continue
            if outcomes.get(str(path)) != "saved":
                counts["turned down by Continuo, readable by mido"] += 1
                print(f"{name}: {outcomes.get(str(path))}")
                continue
            try:
                difference = first_difference(before, music_of(into / f"saved-{i}.mid"))
            except Exception as error:
                difference = f"mido cannot read what was saved: {error!r}"
            reason = EXPECTED.get(name)
            outcome = "same" if not difference else "different as it should be" if reason else "different"
            counts[outcome] += 1
            if difference and not reason:
                print(f"{name}: {difference}")
        print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))
        return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
