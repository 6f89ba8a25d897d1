// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/Change.h"

#include <string>

namespace continuo::check {

// Each says what is wrong, and nothing when all is well. One whose promise was not made must not be asked.

// --- notes, alone and beside others (NoteChecks.cpp) ---
std::string samePitch(const Change& change);
std::string singleNotes(const Change& change);
std::string scale(const Change& change);
std::string range(const Change& change);
std::string chords(const Change& change);
std::string harmony(const Change& change);
std::string grid(const Change& change);
std::string density(const Change& change);
std::string polyphony(const Change& change);
std::string span(const Change& change);

// --- what is kept of the old music (KeepChecks.cpp) ---
std::string lockedNotes(const Change& change);
std::string rhythm(const Change& change);
std::string pitches(const Change& change);
std::string contour(const Change& change);

// --- lines (VoiceLeadingCheck.cpp) ---
std::string voiceLeading(const Change& change);

} // namespace continuo::check
