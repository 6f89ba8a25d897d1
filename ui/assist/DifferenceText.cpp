// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/DifferenceText.h"

#include "ui/NoteSentence.h"
#include "ui/PitchText.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <array>

namespace continuo::ui {

namespace {

struct Counted {
    NoteChange change;
    const char* text;
};
constexpr std::array<Counted, 6> kCounted{{{NoteChange::Same, "%1 as they were"},
                                           {NoteChange::Pitch, "%1 of another pitch"},
                                           {NoteChange::Length, "%1 of another length"},
                                           {NoteChange::Time, "%1 moved"},
                                           {NoteChange::Added, "%1 added"},
                                           {NoteChange::Removed, "%1 taken away"}}};

} // namespace

QString differenceSentence(const Song& song, const NoteDifference& difference)
{
    const auto& [track, change, before, after] = difference;
    const auto pitchOf = [&](const Note& note) { return pitchText(note.pitch, song, note.start); };
    const auto sentence = [&]() -> QString {
        switch (change) {
        case NoteChange::Same: return QObject::tr("%1 stays").arg(pitchOf(*after));
        case NoteChange::Pitch: return QObject::tr("%1 becomes %2").arg(pitchOf(*before), pitchOf(*after));
        case NoteChange::Length:
            return QObject::tr("%1, %2 becomes %3").arg(pitchOf(*after), lengthSentence(before->length), lengthSentence(after->length));
        case NoteChange::Time: return QObject::tr("%1 comes from %2").arg(pitchOf(*after), placeSentence(song, before->start));
        case NoteChange::Added: return QObject::tr("%1, %2, is added").arg(pitchOf(*after), lengthSentence(after->length));
        case NoteChange::Removed: return QObject::tr("%1, %2, is taken away").arg(pitchOf(*before), lengthSentence(before->length));
        }
        return {};
    };
    return QObject::tr("%1: %2").arg(placeSentence(song, difference.start()), sentence());
}

QString differencesSummary(const std::vector<NoteDifference>& differences)
{
    QStringList counts;
    for (const auto& [change, text] : kCounted)
        if (const auto count = std::ranges::count(differences, change, &NoteDifference::change); count > 0)
            counts << QObject::tr(text).arg(count);
    return counts.isEmpty() ? QObject::tr("nothing changes") : counts.join(QStringLiteral(", "));
}

} // namespace continuo::ui
