#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gaps in the sound of 64 voices while the window scrolls and the model writes.

    dropouts.py CONTINUO [--seconds 60] [--frames 128]

Starts a JACK server with its dummy device, a virtual display and the program CONTINUO on a song of 64 sustained voices,
plays it, turns the wheel over the roll without a pause, and asks for a continuation again and again. Counts what the
server says about programs that were not done in time. Needs jackd2, Xvfb, xdotool and python3-mido."""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time


def write_song(path, seconds):
    import mido
    file = mido.MidiFile(type=1)
    bars = int(seconds / 2) + 30
    for track_number in range(8):
        track = mido.MidiTrack()
        file.tracks.append(track)
        track.append(mido.Message("program_change", channel=track_number, program=48 + track_number % 4))
        keys = [36 + track_number + 6 * voice for voice in range(8)]
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
    options = parser.parse_args()
    missing = [tool for tool in ("jackd", "jack_rec", "Xvfb", "xdotool") if not shutil.which(tool)]
    if missing:
        print("missing: " + ", ".join(missing))
        return 77
    with tempfile.TemporaryDirectory() as folder:
        song = os.path.join(folder, "voices.mid")
        write_song(song, options.seconds)
        log = os.path.join(folder, "jackd.log")
        server = f"continuo-dropouts-{os.getpid()}"
        read, write = os.pipe()
        display = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
                                   pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        number = os.read(read, 16).decode().strip()
        environment = dict(os.environ, DISPLAY=":" + number, QT_QPA_PLATFORM="xcb", XDG_CONFIG_HOME=folder, JACK_DEFAULT_SERVER=server,
                           JACK_NO_START_SERVER="1", JACK_NO_AUDIO_RESERVATION="1")
        real_time = subprocess.run(["chrt", "-f", "1", "true"], stderr=subprocess.DEVNULL).returncode == 0
        with open(log, "w") as output:
            jack = subprocess.Popen(["jackd", "-n", server, "-R" if real_time else "-r", "-d", "dummy", "-r", "48000", "-p", str(options.frames)],
                                    stdout=output, stderr=output, env=environment)
            time.sleep(2)
            program = subprocess.Popen([options.continuo, song], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        try:
            return measure(options, environment, log, program)
        finally:
            for process in (program, jack, display):
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

    def lines():
        with open(log) as text:
            return len(re.findall(r"XRun|was not finished|late", text.read(), re.IGNORECASE))

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
    print(f"METRIC peak {peak(environment, os.path.join(os.path.dirname(log), 'heard.wav')):.3f}")
    before = lines()
    begun = time.time()
    scrolls = asked = 0
    while time.time() < begun + options.seconds:
        tool("click", "--repeat", "5", "--delay", "16", "5" if scrolls // 8 % 2 == 0 else "4")
        tool("keydown", "shift", "click", "--repeat", "5", "--delay", "16", "5" if scrolls // 8 % 2 == 0 else "4", "keyup", "shift")
        scrolls += 1
        if (time.time() - begun) / 6 > asked:
            tool("key", "Escape")
            tool("key", "c")
            asked += 1
    print(f"METRIC seconds {time.time() - begun:.0f}\nMETRIC wheel_steps {scrolls * 10}\nMETRIC suggestions_asked {asked}")
    print(f"METRIC gaps {lines() - before}")
    return 0 if program.poll() is None else 1


if __name__ == "__main__":
    sys.exit(main())
