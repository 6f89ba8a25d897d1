#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From exec to first paint: continuo against a bare Qt window, in turns.

usage: start_up.py BUILD [--rounds 15] [--limit 1.8]      (BUILD: a build folder with continuo and bare_window)

Prints METRIC lines; the ratio is the median over rounds of continuo's time over the bare window's in the same round.
Uses the display there is, else an Xvfb of its own. Exit status 1 when the ratio is above the limit.
"""
import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time


def first_paint_ms(program, environment):
    environment = dict(environment, CONTINUO_PAINT_METRIC="1", T0=str(time.clock_gettime(time.CLOCK_MONOTONIC)))
    output = subprocess.run([program], env=environment, capture_output=True, text=True, timeout=60).stdout
    return float(re.search(r"METRIC first_paint_ms (\S+)", output).group(1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--limit", type=float, default=1.8)
    asked = parser.parse_args()
    programs = [asked.build / "tests/bench/bare_window", asked.build / "bin/continuo"]

    environment, server = dict(os.environ), None
    if "DISPLAY" not in environment:
        read, write = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24"], pass_fds=[write],
                                  stderr=subprocess.DEVNULL)
        environment["DISPLAY"] = ":" + os.read(read, 16).decode().strip()
    environment["QT_QPA_PLATFORM"] = "xcb"
    try:
        for program in programs:
            first_paint_ms(program, environment)
        rounds = [[first_paint_ms(program, environment) for program in programs] for _ in range(asked.rounds)]
    finally:
        if server:
            server.terminate()
    ratio = statistics.median(ours / bare for bare, ours in rounds)
    print(f"METRIC bare_first_paint_ms {statistics.median(bare for bare, _ in rounds):.1f}")
    print(f"METRIC continuo_first_paint_ms {statistics.median(ours for _, ours in rounds):.1f}")
    print(f"METRIC first_paint_ratio {ratio:.2f}")
    return 0 if ratio <= asked.limit else 1


if __name__ == "__main__":
    sys.exit(main())
