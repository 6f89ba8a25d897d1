// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/WhyText.h"

#include "core/assist/StepGrid.h"
#include "ui/NoteSentence.h"
#include "ui/PitchText.h"
#include "ui/assist/WishTable.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <functional>

namespace continuo::ui {

namespace {

using Naming = std::function<QString(int)>;

QString likelihood(double probability)
{
    return probability > 0 && probability < 0.005 ? QObject::tr("under 1 %") : percent(probability);
}

QString weighed(const WeighedValue& value, const Naming& name)
{
    return QObject::tr("%1 (%2)").arg(name(value.value), likelihood(value.probability));
}

/// "Pitch E4: 43 % before the rules, 51 % after. Else G4 (21 %), C5 (10 %). A rule forbade D4 (60 %)."
QString choiceLine(const QString& what, const QString& taken, const ChoiceExplanation& choice, const Naming& name)
{
    QString line = QObject::tr("%1 %2: %3 before the rules, %4 after.").arg(what, taken, likelihood(choice.wanted), likelihood(choice.allowed));
    QStringList others;
    for (const WeighedValue& other : choice.next)
        others << weighed(other, name);
    if (!others.isEmpty())
        line += QObject::tr(" Else %1.").arg(others.join(QStringLiteral(", ")));
    if (choice.forbidden)
        line += QObject::tr(" A rule forbade %1.").arg(weighed(*choice.forbidden, name));
    return line;
}

QString trackName(const Song& song, const Suggestion& suggestion, TrackId id)
{
    if (const Track* track = song.findTrack(id))
        return track->name.empty() ? QObject::tr("a track") : QString::fromStdString(track->name);
    const auto added = std::ranges::find(suggestion.newTracks, id, &SuggestedTrack::id);
    return added == suggestion.newTracks.end() ? QObject::tr("a track") : QString::fromStdString(added->name);
}

/// "Bar 4 of Melody makes it 3.3 times as likely": the nats as a ratio.
QString influenceLine(const Song& song, const Suggestion& suggestion, const Influence& influence)
{
    const bool speaksFor = influence.nats >= 0;
    const QString ratio = QString::number(std::exp(std::abs(influence.nats)), 'f', 1);
    const QString sentence = speaksFor ? QObject::tr("Bar %1 of %2 makes it %3 times as likely.")
                                       : QObject::tr("Bar %1 of %2 makes it %3 times less likely.");
    return sentence.arg(influence.bar).arg(trackName(song, suggestion, influence.track), ratio);
}

/// Where the cell of the network begins that the note starts in: a bar, or a part of a long one.
Tick cellBegin(const Song& song, Tick start)
{
    const int bar = song.meters.barAt(start);
    const StepGrid grid(song.meters, bar, bar);
    return grid[grid.nearest(start).span].ticks.begin;
}

} // namespace

QString likelihoodSentence(const Song& song, const SuggestedNote& note)
{
    return QObject::tr("%1, %2, %3: %4").arg(pitchText(note.note.pitch, song, note.note.start), placeSentence(song, note.note.start),
                                              lengthSentence(note.note.length), likelihood(note.probability));
}

QString reasonsText(const Song& song, const Suggestion& suggestion, const SuggestedNote& note)
{
    if (!note.why)
        return {};
    const Tick cell = cellBegin(song, note.note.start);
    const Naming start = [&](int steps) {
        return steps == kEndOfCell ? QObject::tr("end of the bar") : placeSentence(song, cell + kTicksPerStep * steps);
    };
    const Naming pitch = [&](int number) { return pitchText(Pitch(number), song, note.note.start); };
    const Naming length = [](int steps) { return lengthSentence(kTicksPerStep * steps); };
    const Note& taken = note.note;
    QStringList lines{
        choiceLine(QObject::tr("Place"), placeSentence(song, taken.start), note.why->start, start),
        choiceLine(QObject::tr("Pitch"), pitchText(taken.pitch, song, taken.start), note.why->pitch, pitch),
        choiceLine(QObject::tr("Length"), lengthSentence(taken.length), note.why->length, length),
    };
    for (const Influence& influence : note.why->influences)
        lines << influenceLine(song, suggestion, influence);
    return lines.join(QLatin1Char('\n'));
}

} // namespace continuo::ui
