#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rendering to a WAV file beside the fluidsynth program, in turns.

usage: render_beside.py CONTINUO_CLI [FILE.mid ...] [--font FONT.sf2] [--rounds 5] [--limit 0.6] [--equal]

Prints, for each file, what continuo-cli takes of fluidsynth's wall time, processor time and memory: medians over rounds of
the ratio within a round. With --equal it also renders the song as Continuo writes it in both, in floating point and with notes
where that program has them, and counts the blocks of 64 frames that are not the same bit for bit. Without files, four songs of the package openttd-openmsx.
Exit status 1 when a wall time is above the limit, 77 when something is missing."""
import argparse
import array
import os
import pathlib
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

SONGS = pathlib.Path("/usr/share/games/openttd/baseset/openmsx")
NAMES = ("run_for_your_life.mid", "busy_schedule.mid", "midnight_snow_run.mid", "moo_redfarn.mid")
RATE = "44100"
PERIOD = "8192"
BLOCK_BYTES = 64 * 2 * 4


def run(command):
    """Wall seconds, processor seconds and the most memory in MiB of a command."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def float_samples(path):
    """The sound of a WAV file of floating-point samples."""
    with open(path, "rb") as file:
        content = file.read()
    at = 12
    while content[at:at + 4] != b"data":
        at += 8 + struct.unpack("<I", content[at + 4:at + 8])[0]
    return memoryview(content)[at + 8:]


def compare(ours, theirs):
    """Blocks in both, those that differ, and the largest difference in them."""
    count = min(len(ours), len(theirs)) // BLOCK_BYTES
    different, most = 0, 0.0
    for at in range(0, count * BLOCK_BYTES, BLOCK_BYTES):
        one, other = ours[at:at + BLOCK_BYTES], theirs[at:at + BLOCK_BYTES]
        if one != other:
            different += 1
            most = max(most, max(abs(a - b) for a, b in zip(array.array("f", one.tobytes()), array.array("f", other.tobytes()))))
    return count, different, most


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("songs", nargs="*", default=[str(SONGS / name) for name in NAMES])
    parser.add_argument("--font", default="/usr/share/sounds/sf2/TimGM6mb.sf2")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=0.6)
    parser.add_argument("--equal", action="store_true")
    asked = parser.parse_args()
    missing = [path for path in (asked.font, *asked.songs) if not os.path.exists(path)]
    if missing or not shutil.which("fluidsynth"):
        print("missing: " + ", ".join(missing or ["fluidsynth"]))
        return 77

    worst = 0.0
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        ours, theirs = os.path.join(folder, "ours.wav"), os.path.join(folder, "theirs.wav")

        def rendered_by_us(song, *options):
            return [asked.cli, "render", song, "-o", ours, "--soundfont", asked.font, "--rate", RATE, *options]

        def rendered_by_them(song, *options):
            return ["fluidsynth", "-q", "-n", "-i", "-r", RATE, *options, "-F", theirs, asked.font, song]

        for song in asked.songs:
            name = pathlib.Path(song).stem
            run(rendered_by_us(song))
            rounds = [(run(rendered_by_them(song)), run(rendered_by_us(song))) for _ in range(asked.rounds)]
            wall, cpu, memory = (statistics.median(us[i] / them[i] for them, us in rounds) for i in range(3))
            worst = max(worst, wall)
            print(f"METRIC {name} wall {wall:.3f} of {statistics.median(them[0] for them, _ in rounds):.2f} s, processor {cpu:.3f}, "
                  f"memory {memory:.2f} of {statistics.median(them[2] for them, _ in rounds):.0f} MiB", flush=True)
        # Afterwards, because a child's memory is counted from what it is born with.
        for song in asked.songs if asked.equal else []:
            file = os.path.join(folder, "song.mid")
            run([asked.cli, "convert", song, "-o", file])
            run(rendered_by_us(file, "--timing", "fluidsynth", "--bits", "32f"))
            run(rendered_by_them(file, "-z", PERIOD, "-O", "float"))
            count, different, most = compare(float_samples(ours), float_samples(theirs))
            print(f"METRIC {pathlib.Path(song).stem} blocks {count} different {different} largest_difference {most:.2e}", flush=True)
    return 0 if worst <= asked.limit else 1


if __name__ == "__main__":
    sys.exit(main())
