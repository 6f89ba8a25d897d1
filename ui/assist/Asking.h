// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Selection.h"
#include "ui/assist/SuggestionSettings.h"

#include <QString>

namespace continuo::ui {

/// What in the window decides what is asked about.
struct AskingPlace {
    const Song& song;
    const Selection& selection;
    std::optional<Range<Tick>> loop;
    TrackId activeTrack;
};

/// The request for what was chosen in the window. Pinned notes are locked. Fails with a sentence for the user: what is
/// missing, or which wish cannot be read.
Result<SuggestionRequest> requestFor(Ask ask, const SuggestionSettings& settings, const AskingPlace& place);

/// "Continue", "Harmonize", "Vary", "Infill", "Accompany".
QString askName(Ask ask);
/// "continuation", "harmony", "variation", "infill", "accompaniment": what comes of it.
const char* resultName(Ask ask);
/// "Continue bars 5 to 8 of all tracks with notes": what a request is about.
QString aboutSentence(Ask ask, const SuggestionRequest& request);

} // namespace continuo::ui
