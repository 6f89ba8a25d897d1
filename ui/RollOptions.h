// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace continuo::ui {

/// How the roll looks and answers, by taste: part of no song, and not undone.
struct RollOptions {
    /// What is written in notes that are large enough.
    enum class Labels : std::uint8_t { Pitches, Degrees, Solfege };
    /// What gives the active track's notes their colours.
    enum class Colours : std::uint8_t { Track, Degrees };
    /// Which rows there are: all, those with notes of the track, or those and the scale of the key.
    enum class Fold : std::uint8_t { None, Used, Scale };
    /// How the view goes along while the song plays.
    enum class AutoScroll : std::uint8_t { Page, Smooth, Off };
    /// Whether moves keep what a note is off the grid by, or bring it onto a line.
    enum class Moves : std::uint8_t { Relative, OntoLines };
    /// What the right button does: a menu with the select tool and erasing with the others, or the other way round.
    enum class RightButton : std::uint8_t { Menu, Erases };

    Labels labels = Labels::Pitches;
    Colours colours = Colours::Track;
    Fold fold = Fold::None;
    AutoScroll autoScroll = AutoScroll::Page;
    Moves moves = Moves::Relative;
    RightButton rightButton = RightButton::Menu;
    bool doubleClickEdits = true;      ///< with the select tool it adds and deletes notes
    int middleC = 4;                   ///< the octave that pitch 60 is written with: 4 or 3

    bool operator==(const RollOptions&) const = default;
};

/// What was kept by keep(); the default for what was not, or cannot be read.
RollOptions keptRollOptions();
void keep(const RollOptions& options);

} // namespace continuo::ui
