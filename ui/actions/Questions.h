// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Desk.h"

/// When a command can be used, as more than one area of the table asks.
namespace continuo::ui {

inline bool hasSelection(const Desk& desk) { return !desk.state.selection().isEmpty(); }
inline bool hasNotes(const Desk& desk) { return desk.document.song().noteCount() > 0; }
inline bool hasLoop(const Desk& desk) { return desk.state.loop().has_value(); }
inline bool hasTrack(const Desk& desk) { return desk.document.song().findTrack(desk.state.activeTrack()) != nullptr; }
inline bool canAccept(const Desk& desk) { return desk.suggestions.canAccept(); }
inline bool hasSuggestion(const Desk& desk) { return desk.suggestions.state() != SuggestionController::State::Idle; }

} // namespace continuo::ui
