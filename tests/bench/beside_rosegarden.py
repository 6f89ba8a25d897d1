#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening, scrolling and zooming 100,000 notes: the processor time of continuo against Rosegarden's, in one run.

    beside_rosegarden.py CONTINUO [--notes 100000] [--rounds 6] [--limit 0.05] [--pictures FOLDER]

Writes a song for eight tracks, opens it in Rosegarden's matrix with every track in it and in CONTINUO, each 1920 pixels
wide on one virtual display, and turns the wheel over both in turns: with Shift for a scroll step, with Ctrl for a zoom
step. The processor time is that of all threads of the program, less what it takes while nothing happens. Prints METRIC
lines; a ratio is the median over rounds of continuo's time over Rosegarden's. Exit status 1 when one is above the limit.
Needs Xvfb, openbox, xdotool, rosegarden and, for pictures of both, import of ImageMagick."""
import argparse
import os
import pathlib
import random
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

STEPS, PAUSE = 4, 0.8       # wheel steps of a round, and the seconds left for each
SIZE = (1920, 1060)


def variable_length(number):
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.insert(0, 0x80 | (number & 0x7F))
    return bytes(parts)


def track_chunk(events):
    """A chunk of (tick, bytes), which are put in order."""
    body, last = b"", 0
    parts = []
    for tick, message in sorted(events):
        parts.append(variable_length(tick - last) + message)
        last = tick
    body = b"".join(parts) + b"\x00\xff\x2f\x00"
    return b"MTrk" + struct.pack(">I", len(body)) + body


def write_song(path, notes, tracks=8):
    """Chords of one to four notes on a grid, about 100 notes a quarter, no pitch twice at a time in a track."""
    chosen = random.Random(1)
    ticks_per_quarter, grid = 480, 60
    step = ticks_per_quarter * tracks / 100
    chunks = [track_chunk([(0, b"\xff\x51\x03\x07\xa1\x20"), (0, b"\xff\x58\x04\x04\x02\x18\x08")])]
    for track in range(tracks):
        channel = track if track < 4 else track + 6
        events, free_from, written, at = [], [0] * 128, 0, 0.0
        while written < notes // tracks:
            start = int(at) // grid * grid
            root, size = chosen.randrange(36, 84), chosen.choice((1, 1, 2, 3, 4))
            for interval in (0, 4, 7, 12)[:size]:
                pitch = root + interval
                if free_from[pitch] <= start:
                    end = start + grid * chosen.choice((1, 2, 4, 8, 16))
                    events.append((start, bytes((0x90 | channel, pitch, chosen.randrange(40, 110)))))
                    events.append((end, bytes((0x80 | channel, pitch, 64))))
                    free_from[pitch] = end + 1
                    written += 1
            at += step * size
        chunks.append(track_chunk(events))
    path.write_bytes(b"MThd" + struct.pack(">IHHH", 6, 1, len(chunks), ticks_per_quarter) + b"".join(chunks))


def xdotool(*words):
    return subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True).stdout.split()


def processor_ms(pid):
    """What all threads of the process have taken so far."""
    total = 0
    for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((thread / "schedstat").read_text().split()[0])
        except OSError:
            pass  # it has ended meanwhile
    return total / 1e6


def window_of(pid, name, seconds=120):
    """The window of the process whose title matches, once it is seen."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := xdotool("search", "--all", "--onlyvisible", "--pid", pid, "--name", name):
            return found[-1]
        time.sleep(0.05)
    raise SystemExit(f"no window named {name} within {seconds} seconds")


def settle(pid):
    """Waits until the process does next to nothing."""
    for _ in range(120):
        before = processor_ms(pid)
        time.sleep(0.5)
        if processor_ms(pid) - before < 25:
            return
    raise SystemExit("the program does not come to rest")


class Program:
    """A program with the song open, and its window with the notes in it."""

    def __init__(self, command, environment, started):
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.pid = self.process.pid
        self.window = None
        started.append(self)

    def ready(self):
        """Processor milliseconds until the notes are there to be edited."""
        settle(self.pid)
        taken = processor_ms(self.pid)
        xdotool("windowmove", self.window, 0, 0)
        xdotool("windowsize", "--sync", self.window, *SIZE)
        settle(self.pid)
        return taken

    def step_ms(self, modifier, button):
        """Processor milliseconds of one step of the wheel."""
        xdotool("windowactivate", "--sync", self.window)
        xdotool("mousemove", SIZE[0] // 2, SIZE[1] // 2)
        time.sleep(0.5)
        duration = STEPS * PAUSE
        begin = processor_ms(self.pid)
        time.sleep(duration)
        idle = processor_ms(self.pid) - begin
        begin = processor_ms(self.pid)
        xdotool("keydown", modifier)
        for _ in range(STEPS):
            xdotool("click", button)
            time.sleep(PAUSE)
        xdotool("keyup", modifier)
        return max(0.01, (processor_ms(self.pid) - begin - idle) / STEPS)


class Rosegarden(Program):
    name = "rosegarden"

    def __init__(self, song, environment, started):
        super().__init__(["rosegarden", "--nosplash", "--nosound", str(song)], environment, started)
        main = window_of(self.pid, song.stem)
        settle(self.pid)
        for welcome in xdotool("search", "--all", "--onlyvisible", "--pid", self.pid, "--name", "Welcome"):
            xdotool("windowactivate", "--sync", welcome)
            xdotool("key", "--clearmodifiers", "Return")
            time.sleep(1)
        xdotool("windowactivate", "--sync", main)
        for keys in ("ctrl+a", "m"):
            time.sleep(1)
            xdotool("key", "--clearmodifiers", keys)
        self.window = window_of(self.pid, "Matrix")


class Continuo(Program):
    name = "continuo"

    def __init__(self, song, environment, started, program):
        super().__init__([program, str(song)], environment, started)
        self.window = window_of(self.pid, song.stem)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("continuo", type=pathlib.Path)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--limit", type=float, default=0.05)
    parser.add_argument("--pictures", type=pathlib.Path)
    asked = parser.parse_args()
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool", "rosegarden") if not shutil.which(tool)]
    if missing:
        print("missing: " + ", ".join(missing))
        return 77

    started, times = [], {}
    with tempfile.TemporaryDirectory() as folder:
        song = pathlib.Path(folder) / f"notes{asked.notes}.mid"
        write_song(song, asked.notes)
        read, write = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
                                  pass_fds=[write], stderr=subprocess.DEVNULL)
        environment = dict(os.environ, DISPLAY=":" + os.read(read, 16).decode().strip(), HOME=folder, XDG_CONFIG_HOME=folder,
                           XDG_DATA_HOME=folder, QT_QPA_PLATFORM="xcb")
        os.environ["DISPLAY"] = environment["DISPLAY"]
        manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
        try:
            theirs = Rosegarden(song, environment, started)
            times["open", theirs.name] = [theirs.ready()]
            ours = Continuo(song, environment, started, asked.continuo.resolve())
            times["open", ours.name] = [ours.ready()]
            for number in range(asked.rounds):
                for what, modifier in (("scroll_step", "shift"), ("zoom_step", "ctrl")):
                    for program in started:
                        # Zooming goes out first and comes back; scrolling goes on.
                        button = 5 if what == "scroll_step" or number % 2 == 0 else 4
                        times.setdefault((what, program.name), []).append(program.step_ms(modifier, button))
                        if asked.pictures and number == 0:
                            asked.pictures.mkdir(parents=True, exist_ok=True)
                            subprocess.run(["import", "-window", program.window, str(asked.pictures / f"{program.name}-{what}.png")])
        finally:
            for process in [program.process for program in started] + [manager, server]:
                process.kill()
                process.wait()

    worst = 0.0
    for what in ("open", "scroll_step", "zoom_step"):
        theirs, ours = times[what, "rosegarden"], times[what, "continuo"]
        ratio = statistics.median(our / their for our, their in zip(ours, theirs))
        worst = max(worst, ratio)
        print(f"METRIC {what}_ms rosegarden {statistics.median(theirs):.1f} continuo {statistics.median(ours):.2f} ratio {ratio:.4f}"
              f" (1/{1 / ratio:.0f})")
    return 0 if worst <= asked.limit else 1


if __name__ == "__main__":
    sys.exit(main())
