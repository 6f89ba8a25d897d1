// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/NoteSentence.h"

#include "ui/PitchText.h"

#include <QObject>

#include <array>

namespace continuo::ui {

namespace {

struct NamedLength {
    const char* name;
    int fraction; ///< of a whole note
};

constexpr std::array<NamedLength, 7> kLengths{
    {{"whole", 1}, {"half", 2}, {"quarter", 4}, {"eighth", 8}, {"16th", 16}, {"32nd", 32}, {"64th", 64}}};

QString decimal(double number)
{
    QString text = QString::number(number, 'f', 3);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

} // namespace

QString placeSentence(const Song& song, Tick at)
{
    const BarPosition position = song.meters.position(at);
    const double beat = position.beat + static_cast<double>(position.offset.value)
                                            / static_cast<double>(song.meters.meterAt(at).beatLength().value);
    return QObject::tr("bar %1 beat %2").arg(position.bar).arg(decimal(beat));
}

QString lengthSentence(Tick length)
{
    for (const NamedLength& each : kLengths) {
        const Tick plain = kTicksPerQuarter * 4 / each.fraction;
        if (length == plain)
            return QObject::tr(each.name);
        if (length == plain * 3 / 2)
            return QObject::tr("dotted %1").arg(QObject::tr(each.name));
        if (length == plain * 2 / 3)
            return QObject::tr("%1 triplet").arg(QObject::tr(each.name));
    }
    return QObject::tr("%1 quarters").arg(decimal(static_cast<double>(length.value) / static_cast<double>(kTicksPerQuarter.value)));
}

QString noteSentence(const Song& song, const Note& inSongTime)
{
    QString sentence = QObject::tr("%1, %2, %3, velocity %4")
                           .arg(pitchText(inSongTime.pitch, song, inSongTime.start), placeSentence(song, inSongTime.start),
                                lengthSentence(inSongTime.length))
                           .arg(inSongTime.velocity);
    if (inSongTime.muted)
        sentence += QObject::tr(", muted");
    if (inSongTime.pinned)
        sentence += QObject::tr(", pinned");
    if (inSongTime.origin == Origin::Suggestion)
        sentence += QObject::tr(", suggested");
    return sentence;
}

} // namespace continuo::ui
