#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Continues validation pieces of the corpora and holds the files against each other with a reader of its own (mido).

usage: check_continue.py --cli build/dev/bin/continuo-cli [--corpora ../shared/corpora] [--pieces 20] [--bars 8]
                         [--seeds 1,2,3] [--model DIR]

For each piece and seed: everything outside the bars asked for is as it was, to the tick (notes, and every other event
of every track); the new notes lie in the bars and end in them; no bar is empty where the music before had none; the
same seed gives the same file; another seed gives other notes, unless the model was so sure of these (a chord that has
been repeated for a minute) that drawing them again is no surprise. Half of the pieces are continued at their end, the
other half in their middle. Exit status 0 when all of it holds, 1 when not, 77 when something to run with is missing.
"""
import argparse
import csv
import io
import json
import math
import pathlib
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from fractions import Fraction

try:
    import mido
except ImportError:
    print("check_continue: python3-mido is not installed")
    sys.exit(77)


class Piece:
    """A MIDI file in quarters: notes and other events by track, and bar lines."""

    def __init__(self, content):
        file = mido.MidiFile(file=io.BytesIO(content))
        self.notes = []   # (track, channel, pitch, velocity, release velocity, start, end)
        self.others = []  # (track, time, message)
        meters = []
        for number, track in enumerate(file.tracks):
            time, sounding = 0, {}
            for message in track:
                time += message.time
                at = Fraction(time, file.ticks_per_beat)
                if message.type == "note_on" and message.velocity > 0:
                    sounding.setdefault((message.channel, message.note), []).append((at, message.velocity))
                elif message.type in ("note_on", "note_off"):
                    begun = sounding.get((message.channel, message.note))
                    if begun:
                        start, velocity = begun.pop(0)
                        release = message.velocity if message.type == "note_off" else 64
                        self.notes.append((number, message.channel, message.note, velocity, release, start, at))
                elif message.type != "end_of_track":
                    self.others.append((number, at, str(message.copy(time=0))))
                    if message.type == "time_signature":
                        meters.append((at, Fraction(4 * message.numerator, message.denominator)))
        self.lines = self._bar_lines(sorted(meters), max((note[6] for note in self.notes), default=0))

    @staticmethod
    def _bar_lines(meters, last):
        """Where bars begin, counted from index 0, to well beyond the last note."""
        lines, at, length, extra = [Fraction(0)], Fraction(0), Fraction(4), 0
        meters = list(meters)
        while extra < 64:
            while meters and meters[0][0] <= at:
                length = meters.pop(0)[1]
            at = min(at + length, meters[0][0]) if meters else at + length
            lines.append(at)
            extra += at >= last
        return lines

    def last_bar(self):
        end = max(note[6] for note in self.notes)
        return sum(1 for line in self.lines if line < end)

    def silent_bars(self, first, last):
        """Bars in which no note begins or sounds."""
        silent = []
        for bar in range(first, last + 1):
            begin, end = self.lines[bar - 1], self.lines[bar]
            if not any(note[5] < end and note[6] > begin for note in self.notes):
                silent.append(bar)
        return silent


def differences(before, after, first, last):
    """What is wrong with `after`, in sentences."""
    begin, end = before.lines[first - 1], before.lines[last]
    wrong = []
    if Counter(before.others) != Counter(after.others):
        changed = (Counter(before.others) - Counter(after.others)) + (Counter(after.others) - Counter(before.others))
        wrong.append(f"an event that is no note changed: {next(iter(changed))}")
    outside = lambda note: not begin <= note[5] < end
    was, now = Counter(filter(outside, before.notes)), Counter(filter(outside, after.notes))
    if was != now:
        wrong.append(f"a note outside changed: {next(iter((was - now) + (now - was)))}")
    for note in after.notes:
        if not outside(note) and note[6] > end:
            wrong.append(f"a new note rings out of the bars: {note}")
    if not before.silent_bars(max(1, first - 8), first - 1):
        silent = after.silent_bars(first, last)
        if silent:
            wrong.append(f"bars {silent} are empty, and the eight before are not")
    return wrong


def validation_pieces(corpora, count):
    """(name, content) of pieces of the validation split, from each corpus in turn."""
    by_corpus = {}
    with open(corpora / "manifest.tsv", newline="") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t"):
            if row["split"] == "valid" and float(row["bars"] or 0) >= 12 and float(row["bars"]) <= 400:
                by_corpus.setdefault(row["corpus"], []).append(row["path"])
    chosen, turn = [], 0
    while len(chosen) < count and any(turn < len(paths) for paths in by_corpus.values()):
        chosen += [(corpus, paths[turn]) for corpus, paths in sorted(by_corpus.items()) if turn < len(paths)]
        turn += 1
    pieces = []
    for corpus in sorted({corpus for corpus, _ in chosen[:count]}):
        with tarfile.open(corpora / f"{corpus}.tar.gz") as archive:
            for _, path in (piece for piece in chosen[:count] if piece[0] == corpus):
                pieces.append((path, archive.extractfile(path).read()))
    return pieces


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    parser.add_argument("--corpora", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parents[3] / "shared" / "corpora")
    parser.add_argument("--pieces", type=int, default=20)
    parser.add_argument("--bars", type=int, default=8)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--model")
    asked = parser.parse_args()
    if not (asked.corpora / "manifest.tsv").exists():
        print(f"check_continue: there are no corpora in {asked.corpora}")
        return 77

    failures, runs = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        source, target, report = (pathlib.Path(folder, name) for name in ("in.mid", "out.mid", "report.json"))

        def continued(after, seed):
            command = [asked.cli, "continue", source, "-o", target, "--after", str(after), "--bars", str(asked.bars), "--seed", seed,
                       "--json", report]
            done = subprocess.run(command + (["--model", asked.model] if asked.model else []), capture_output=True, text=True)
            return done, target.read_bytes() if done.returncode == 0 else b""

        def likelihood():
            """Of the notes that were written last."""
            notes = json.loads(report.read_text())["candidates"][0]["notes"]
            return math.prod(note["probability"] for note in notes)

        for number, (name, content) in enumerate(validation_pieces(asked.corpora, asked.pieces)):
            source.write_bytes(content)
            before = Piece(content)
            after = before.last_bar() if number % 2 == 0 else before.last_bar() // 2
            wrong, results, likeliest = [], [], 0.0
            for seed in asked.seeds.split(","):
                done, result = continued(after, seed)
                runs += 1
                if done.returncode == 5:
                    print(done.stderr.strip())
                    return 77
                if done.returncode != 0:
                    wrong.append(f"exit status {done.returncode}: {done.stderr.strip()}")
                    continue
                results.append(result)
                likeliest = max(likeliest, likelihood())
                wrong += [f"seed {seed}: {one}" for one in differences(before, Piece(result), after + 1, after + asked.bars)]
            if results and continued(after, asked.seeds.split(",")[0])[1] != results[0]:
                wrong.append("the same seed gave another file")
            repeated = len(set(results)) < len(results)
            if repeated and likeliest < 0.01:
                wrong.append("another seed gave the same notes")
            failures += len(wrong)
            print(f"{'FAIL' if wrong else 'ok  '} {name} bars {after + 1}-{after + asked.bars}"
                  + (f", the same notes again: their likelihood is {likeliest:.2g}" if repeated else ""))
            for one in wrong:
                print("    ", one)
    print(f"{runs} continuations, {failures} faults")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
