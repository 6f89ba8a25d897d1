// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NoteNames.h"

#include "core/theory/ScaleDegree.h"
#include "ui/PitchText.h"
#include "ui/tracks/DrumNames.h"

#include <array>

namespace continuo::ui {

namespace {

/// "Bb4" where the black keys are flats.
QString flatName(Pitch pitch)
{
    constexpr std::array<const char*, 12> kNames{"C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"};
    return QString::fromLatin1(kNames[static_cast<std::size_t>(pitch.pitchClass())])
        + QString::number(pitch.octave() + middleC() - 4);
}

} // namespace

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
    return key.fifths < 0 ? flatName(pitch) : pitchText(pitch);
}

} // namespace continuo::ui
