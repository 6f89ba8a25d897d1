#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gaps in the sound of 64 voices while the window scrolls and the model writes.

    dropouts.py CONTINUO [--seconds 60] [--frames 128] [--voices 64] [--quiet]

Starts a JACK server with its dummy device, a virtual display and the program CONTINUO on a song of so many sustained
voices, plays it, turns the wheel over the roll without a pause, and asks for a continuation again and again; --quiet leaves
wheel and model out. Counts how often the server says that the program was not done in time, and the same of a bare
metronome beside it: what that loses too, the machine took. Fails when the program falls silent on the way.
Needs jackd2, Xvfb, xdotool, python3-mido and FluidR3_GM.sf2."""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time


FONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
STRINGS = (48, 49, 50)
VOICES_A_NOTE = 2  # of these programs in this font
TRACKS = 8
BARE = "bare"


def write_song(path, seconds, voices):
    import mido
    file = mido.MidiFile(type=1)
    bars = int(seconds / 2) + 30
    for track_number in range(TRACKS):
        track = mido.MidiTrack()
        file.tracks.append(track)
        track.append(mido.Message("program_change", channel=track_number, program=STRINGS[track_number % len(STRINGS)]))
        keys = [36 + track_number + 6 * note for note in range(voices // VOICES_A_NOTE // TRACKS)]
        for _ in range(bars):
            for key in keys:
                track.append(mido.Message("note_on", channel=track_number, note=key, velocity=60))
            for index, key in enumerate(keys):
                track.append(mido.Message("note_off", channel=track_number, note=key, time=1910 if index == 0 else 0))
            track.append(mido.Message("control_change", channel=track_number, control=11, value=100, time=10))
    file.save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("continuo")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--frames", type=int, default=128)
    parser.add_argument("--voices", type=int, default=64)
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args()
    if not (os.path.isfile(options.continuo) and os.access(options.continuo, os.X_OK)):
        parser.error(f"{options.continuo} is no program")
    missing = [tool for tool in ("jackd", "jack_rec", "jack_metro", "Xvfb", "xdotool", FONT) if not shutil.which(tool) and not os.path.exists(tool)]
    if missing:
        print("missing: " + ", ".join(missing))
        return 77
    with tempfile.TemporaryDirectory() as folder:
        song = os.path.join(folder, "voices.mid")
        write_song(song, options.seconds, options.voices)
        log = os.path.join(folder, "jackd.log")
        server = f"continuo-dropouts-{os.getpid()}"
        read, write = os.pipe()
        display = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
                                   pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        number = os.read(read, 16).decode().strip()
        environment = dict(os.environ, DISPLAY=":" + number, QT_QPA_PLATFORM="xcb", XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, CONTINUO_SOUNDFONT=FONT,
                           JACK_DEFAULT_SERVER=server, JACK_NO_START_SERVER="1", JACK_NO_AUDIO_RESERVATION="1")
        real_time = subprocess.run(["chrt", "-f", "1", "true"], stderr=subprocess.DEVNULL).returncode == 0
        with open(log, "w") as output:
            jack = subprocess.Popen(["jackd", "-n", server, "-R" if real_time else "-r", "-d", "dummy", "-r", "48000", "-p", str(options.frames)],
                                    stdout=output, stderr=output, env=environment)
            time.sleep(2)
            bare = subprocess.Popen(["jack_metro", "-b", "60", "-n", BARE], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
            program = subprocess.Popen([options.continuo, song], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        try:
            return measure(options, environment, log, program)
        finally:
            for process in (program, bare, jack, display):
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()


def peak(environment, path):
    """The largest sample of two seconds of what the program plays; 1 is full scale."""
    import wave
    subprocess.run(["jack_rec", "-f", path, "-d", "2", "-b", "16", "Continuo:left", "Continuo:right"], env=environment,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=30)
    with wave.open(path) as sound:
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")
    return max((abs(sample) for sample in samples), default=0) / 32768


def measure(options, environment, log, program):
    def tool(*words):
        return subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True).stdout.strip()

    def gaps():
        """How often Continuo was not done in time, how often the bare program, and the server itself late."""
        with open(log) as text:
            said = text.read()
        return [len(re.findall(pattern, said)) for pattern in (r"client = Continuo.* was not finished", rf"client = {BARE} was not finished",
                                                              r"Process XRun")]

    window = ""
    end = time.time() + 60
    while not window and time.time() < end:
        time.sleep(0.5)
        window = tool("search", "--onlyvisible", "--pid", str(program.pid), "--name", "Continuo").split("\n")[0]
    if not window:
        print("no window")
        return 1
    tool("windowsize", "--sync", window, "1900", "1000")
    tool("mousemove", "--window", window, "900", "500")
    tool("windowfocus", window)
    time.sleep(8)  # the SoundFont and the model are loaded
    tool("key", "space")
    time.sleep(2)
    def heard():
        return peak(environment, os.path.join(os.path.dirname(log), "heard.wav"))

    loudest_before = heard()
    before = gaps()
    begun = time.time()
    scrolls = asked = 0
    while time.time() < begun + options.seconds:
        if options.quiet:
            time.sleep(0.2)
            continue
        wheel = "5" if scrolls // 8 % 2 == 0 else "4"
        tool("click", "--repeat", "5", "--delay", "16", wheel)
        tool("keydown", "shift", "click", "--repeat", "5", "--delay", "16", wheel, "keyup", "shift")
        scrolls += 1
        if (time.time() - begun) / 6 > asked:
            if asked > 0:
                tool("key", "Escape")  # drops the suggestion; without one it would stop the sound
            tool("key", "c")
            asked += 1
    ours, bare, server = (now - then for now, then in zip(gaps(), before))
    seconds = time.time() - begun
    loudest_after = heard()
    print(f"METRIC seconds {seconds:.0f}\nMETRIC wheel_steps {scrolls * 10}\nMETRIC suggestions_asked {asked}")
    print(f"METRIC gaps {ours}\nMETRIC gaps_of_a_bare_program {bare}\nMETRIC server_late {server}")
    print(f"METRIC peak_before {loudest_before:.3f}\nMETRIC peak_after {loudest_after:.3f}")
    return 0 if program.poll() is None and min(loudest_before, loudest_after) > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
