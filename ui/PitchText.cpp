// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PitchText.h"

#include "core/song/Song.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace continuo::ui {

namespace {

constexpr int kDefaultMiddleC = 4;
int chosenMiddleC = kDefaultMiddleC;

/// The octave number at the end of a name; none in a plain number.
QRegularExpressionMatch octaveOf(const QString& name)
{
    static const QRegularExpression kName(QStringLiteral("^([A-Ga-g][#b]?)(-?[0-9]+)$"));
    return kName.match(name);
}

QString withOctaveMoved(const QString& name, int by)
{
    const auto parts = octaveOf(name);
    return parts.hasMatch() ? parts.captured(1) + QString::number(parts.captured(2).toInt() + by) : name;
}

} // namespace

void setMiddleC(int octave)
{
    chosenMiddleC = octave;
}

int middleC()
{
    return chosenMiddleC;
}

QString pitchText(Pitch pitch, Accidentals accidentals)
{
    constexpr std::array<const char*, 12> kFlats{"C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"};
    if (accidentals == Accidentals::Flats)
        return QLatin1String(kFlats[static_cast<std::size_t>(pitch.pitchClass())])
            + QString::number(pitch.octave() + chosenMiddleC - kDefaultMiddleC);
    const QString name = QString::fromStdString(pitchName(pitch));
    return chosenMiddleC == kDefaultMiddleC ? name : withOctaveMoved(name, chosenMiddleC - kDefaultMiddleC);
}

Accidentals accidentalsIn(std::optional<KeySignature> key)
{
    return key && key->fifths < 0 ? Accidentals::Flats : Accidentals::Sharps;
}

QString pitchText(Pitch pitch, const Song& song, Tick at)
{
    return pitchText(pitch, accidentalsIn(song.keyAt(std::max(Tick(0), at))));
}

std::optional<Pitch> pitchOfText(const QString& typed)
{
    return parsePitch(withOctaveMoved(typed.trimmed(), kDefaultMiddleC - chosenMiddleC).toStdString());
}

} // namespace continuo::ui
