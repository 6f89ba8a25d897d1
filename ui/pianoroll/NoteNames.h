// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/KeySignature.h"
#include "core/theory/Pitch.h"
#include "ui/RollOptions.h"

#include <QStaticText>

#include <map>
#include <optional>

namespace continuo::ui {

/// What is written in notes: the name of the pitch as the key spells it, or its degree or syllable in the key, or its
/// drum. Laid out once and remembered.
class NoteNames {
public:
    /// How the notes that follow are named.
    void choose(RollOptions::Labels labels, bool isDrums);
    /// The name in the key in force there, C major where the song names none.
    QStaticText& of(Pitch pitch, std::optional<KeySignature> key);

private:
    QString nameOf(Pitch pitch, KeySignature key) const;

    RollOptions::Labels labels_ = RollOptions::Labels::Pitches;
    bool isDrums_ = false;
    int middleC_ = 4;
    std::map<std::pair<int, Pitch>, QStaticText> known_; ///< by key and pitch
};

} // namespace continuo::ui
