// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"

#include <array>
#include <vector>

namespace continuo::ui {

/// What the window can ask for. Accompany is harmonize: a piano for the melody of the active track, or the active track
/// itself when that is empty.
enum class Ask : std::uint8_t { Continue, Harmonize, Vary, Infill, Accompany };
inline constexpr std::array kAsks{Ask::Continue, Ask::Harmonize, Ask::Vary, Ask::Infill, Ask::Accompany};

/// How suggestions are to be made, as the panel shows it. Texts are as they were typed; empty means any.
struct SuggestionSettings {
    int bars = 4;                       ///< continue: how many
    int candidates = 3;                 ///< 1..8
    int drafts = 0;                     ///< as SuggestionRequest::drafts
    double temperature = 1.0;
    double topP = 0.95;
    int topK = 0;
    bool greedy = false;
    std::uint64_t seed = 1;
    std::vector<std::string> styles;    ///< of styleNames(); none: any
    HarmonizeAs harmonizeAs = HarmonizeAs::Satb;
    double closeness = 0.5;             ///< vary
    Keep keep;                          ///< vary
    std::string key;                    ///< as parseKey reads it; empty: the song's
    bool lockScale = false;
    std::string range;                  ///< as parsePitchRange reads it
    std::string density;                ///< as parseDensity reads it
    std::string grid;                   ///< as parseGrid reads it
    std::string chords;                 ///< as parseChordList reads it
    ChordTones chordTones = ChordTones::Always;
    std::optional<int> polyphony, span;
    bool voiceLeading = false;
    Character character;
    std::vector<TrackId> tracks;        ///< of this song; empty: as SuggestionRequest::tracks
};

} // namespace continuo::ui
