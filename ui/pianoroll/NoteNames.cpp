// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NoteNames.h"

#include "core/theory/ScaleDegree.h"
#include "ui/PitchText.h"
#include "ui/tracks/DrumNames.h"

namespace continuo::ui {

void NoteNames::choose(RollOptions::Labels labels, bool isDrums)
{
    if (labels != labels_ || isDrums != isDrums_ || middleC() != middleC_)
        known_.clear();
    labels_ = labels;
    isDrums_ = isDrums;
    middleC_ = middleC();
}

QStaticText& NoteNames::of(Pitch pitch, std::optional<KeySignature> key)
{
    const KeySignature used = key.value_or(KeySignature{});
    const auto [entry, isNew] = known_.try_emplace({used.fifths * 2 + static_cast<int>(used.mode), pitch});
    if (isNew) {
        entry->second.setText(nameOf(pitch, used));
        entry->second.setTextFormat(Qt::PlainText);
    }
    return entry->second;
}

QString NoteNames::nameOf(Pitch pitch, KeySignature key) const
{
    if (const QString drum = isDrums_ ? drumName(pitch) : QString(); !drum.isEmpty())
        return drum;
    switch (labels_) {
    case RollOptions::Labels::Degrees: return QString::fromStdString(degreeName(degreeOf(pitch, key)));
    case RollOptions::Labels::Solfege: return QString::fromStdString(solfegeName(pitch, key));
    case RollOptions::Labels::Pitches: break;
    }
    return pitchText(pitch, accidentalsIn(key));
}

} // namespace continuo::ui
