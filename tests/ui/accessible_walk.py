#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a four-bar melody, plays it, asks for a continuation and accepts it, then one bar of another, as an assistive technology does: it reads the
accessibility tree over AT-SPI, presses buttons by their actions and types; there is no pointer.

    accessible_walk.py PROGRAM

Brings a virtual display and a session bus of its own. Leaves with 77 and a sentence where what it needs is not there."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import pyatspi
except ImportError as error:
    print(f"SKIP: {error}; this test needs python3-pyatspi, at-spi2-core, dbus-daemon, xvfb, xauth and xdotool.")
    sys.exit(77)

PATIENCE = 90.0  # seconds for what loads a model
MELODY = ["C4", "E4", "G4", "E4", "A4", "G4", "F4", "E4", "D4", "F4", "A4", "G4", "E4", "D4", "E4", "C4"]
SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def fail(sentence):
    print("FAIL: " + sentence)
    sys.exit(1)


def until(what, question, patience=20.0):
    """The first true answer of the question; the walk has failed when there is none in time."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            answer = question()
        except Exception:  # the tree changes while it is read
            answer = None
        if answer:
            return answer
        time.sleep(0.05)
    fail(f"waited {patience:.0f} seconds for {what}")


def found(root, role, name):
    """The first accessible below the root with this role whose name begins so."""
    for index in range(root.childCount):
        child = root.getChildAtIndex(index)
        if child is None:
            continue
        if role in (None, child.getRole()) and child.name.startswith(name):
            return child
        below = found(child, role, name) if child.childCount < 300 else None
        if below is not None:
            return below
    return None


def press(accessible):
    """Does its action, as a screen reader's user does with a button."""
    action = accessible.queryAction()
    for index in range(action.nActions):
        if action.getName(index) in ("Press", "press"):
            action.doAction(index)
            return
    fail(f"{accessible.name} cannot be pressed")


def key(code):
    """Presses and releases the key with this X keysym."""
    pyatspi.Registry.generateKeyboardEvent(code, None, pyatspi.KEY_SYM)
    time.sleep(0.03)


UP, DOWN, RIGHT, RETURN, ESCAPE = 0xFF52, 0xFF54, 0xFF53, 0xFF0D, 0xFF1B


def focused(accessible):
    """Whether it has the focus; asks for it when not."""
    accessible.clear_cache()
    if accessible.getState().contains(pyatspi.STATE_FOCUSED):
        return True
    accessible.queryComponent().grabFocus()
    return False


def names(roll):
    roll.clear_cache()
    return [roll.getChildAtIndex(index).name for index in range(roll.childCount)]


def number(pitch):
    return SEMITONES[pitch[0]] + 12 * int(pitch[1:])


def walk(window):
    roll = until("the roll", lambda: found(window, pyatspi.ROLE_LIST, "Piano roll"))
    until("the focus on the roll", lambda: focused(roll))

    until("the first steps", lambda: found(window, None, "First steps"))
    key(ord("["))
    key(ord("["))                        # from sixteenths to quarters
    key(RETURN)                          # the caret stands at C4
    at = "C4"
    for place, pitch in enumerate(MELODY):
        steps = number(pitch) - number(at)
        for _ in range(abs(steps)):
            key(UP if steps > 0 else DOWN)
        key(RETURN)
        bar, beat = place // 4 + 1, place % 4 + 1
        sentence = f"{pitch}, bar {bar} beat {beat}, quarter, velocity 80"
        until(f"“{sentence}”", lambda: roll.childCount == place + 1 and names(roll)[-1] == sentence)
        key(RIGHT)
        at = pitch
    print("wrote", "; ".join(names(roll)))

    position = until("the position", lambda: found(window, None, "Bar 1"))
    before = position.name
    press(until("the play button", lambda: found(window, pyatspi.ROLE_PUSH_BUTTON, "Play")))
    until("the playhead to move", lambda: (position.clear_cache(), position.name != before)[1], PATIENCE)
    press(until("the play button", lambda: found(window, pyatspi.ROLE_PUSH_BUTTON, "Play")))
    print("played to", position.name)

    press(until("the continue button", lambda: found(window, pyatspi.ROLE_PUSH_BUTTON, "Continue")))
    accept = until("the accept button", lambda: found(window, pyatspi.ROLE_PUSH_BUTTON, "Accept"))
    until("a suggestion that can be accepted",
          lambda: (accept.clear_cache(), accept.getState().contains(pyatspi.STATE_ENABLED))[1], PATIENCE)
    press(accept)
    until("the suggested notes", lambda: any(name.endswith("suggested") for name in names(roll)))
    after = names(roll)
    if after[:len(MELODY)] != [f"{pitch}, bar {i // 4 + 1} beat {i % 4 + 1}, quarter, velocity 80" for i, pitch in enumerate(MELODY)]:
        fail("the melody changed: " + "; ".join(after))
    print("accepted", len(after) - len(MELODY), "notes")
    accept_one_bar(window, roll, accept)


def accept_one_bar(window, roll, accept):
    """Asks for more with the key, accepts its first bar alone and drops the rest."""
    before = names(roll)
    until("the focus on the roll", lambda: focused(roll))
    key(ord("c"))
    until("a second suggestion",
          lambda: (accept.clear_cache(), accept.getState().contains(pyatspi.STATE_ENABLED))[1], PATIENCE)
    until("the focus on the shelf", lambda: found(window, pyatspi.ROLE_LIST, "Candidates").getState().contains(pyatspi.STATE_FOCUSED)
          or any(each.getState().contains(pyatspi.STATE_FOCUSED) for each in found(window, pyatspi.ROLE_LIST, "Candidates")))
    press(until("the button that keeps a bar", lambda: found(window, pyatspi.ROLE_PUSH_BUTTON, "Keep only bar")))
    after = until("the notes of one bar", lambda: len(names(roll)) > len(before) and names(roll))
    new = after[len(before):]
    bars = {name.split(" beat")[0].split("bar ")[1] for name in new}
    if len(bars) != 1:
        fail("more than one bar was accepted: " + "; ".join(new))
    if not accept.getState().contains(pyatspi.STATE_ENABLED):
        fail("the rest of the suggestion is gone")
    key(ESCAPE)
    until("the rest to be dropped",
          lambda: (accept.clear_cache(), not accept.getState().contains(pyatspi.STATE_ENABLED))[1])
    if names(roll) != after:
        fail("dropping the rest changed the song: " + "; ".join(names(roll)))
    print("accepted bar", bars.pop(), "alone")


def run_inside(program):
    """Runs this walk again, on a display and a bus that end with it; its exit status."""
    for tool in ("Xvfb", "xauth", "xvfb-run", "dbus-run-session", "xdotool"):
        if shutil.which(tool) is None:
            print(f"SKIP: {tool} is not there; this test needs python3-pyatspi, at-spi2-core, dbus-daemon, xvfb, xauth and xdotool.")
            return 77
    with tempfile.TemporaryDirectory() as runtime:
        environment = dict(os.environ, XDG_RUNTIME_DIR=runtime, XDG_CONFIG_HOME=runtime, XDG_DATA_HOME=runtime)
        return subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "dbus-run-session", "--", sys.executable, __file__,
                               program, "inside"], env=environment).returncode


def main():
    if len(sys.argv) < 3:
        sys.exit(run_inside(sys.argv[1]))
    environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb")
    desktop = pyatspi.Registry.getDesktop(0)
    until("the registry", lambda: desktop.childCount >= 0)  # the program looks for it once, when it starts
    program = subprocess.Popen([sys.argv[1]], env=environment)
    try:
        application = until("the program in the tree", lambda: desktop.clear_cache() or next(
            (each for each in desktop if each is not None and each.get_process_id() == program.pid and each.childCount > 0), None), PATIENCE)
        # What a window manager does: the new window gets the keyboard.
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(program.pid), "--name", "Continuo", "windowfocus"],
                       check=True, timeout=60)
        walk(until("the window", lambda: application.getChildAtIndex(0)))
    finally:
        program.kill()
        program.wait()


main()
