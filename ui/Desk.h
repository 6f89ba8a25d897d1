// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Appearance.h"
#include "ui/DocumentBridge.h"
#include "ui/EditorState.h"
#include "ui/NoteCommands.h"
#include "ui/assist/EngineProcess.h"
#include "ui/assist/SuggestionController.h"
#include "ui/files/SongFiles.h"
#include "ui/pianoroll/CaretMode.h"
#include "ui/pianoroll/RollView.h"
#include "ui/record/Recorder.h"
#include "ui/sound/SoundRack.h"
#include "ui/sound/TypingPiano.h"
#include "ui/transport/Playback.h"
#include "ui/transport/TapTempo.h"

namespace continuo::ui {

class Actions;

/// What commands work on: the parts of the window, by reference.
struct Desk {
    Document& document;
    EditorState& state;
    NoteCommands& notes;
    Playback& playback;
    Recorder& recorder;
    SuggestionController& suggestions;
    SongFiles& files;
    Appearance& appearance;
    RollView& view;
    CaretMode& caret;
    SoundRack* sound;       ///< null: sound cannot be chosen
    EngineProcess* engine;  ///< null: its model cannot be chosen
    TypingPiano& piano;
    TapTempo& taps;
    QWidget& window;
    Actions& actions;
    Say say;                ///< in the status line
};

} // namespace continuo::ui
