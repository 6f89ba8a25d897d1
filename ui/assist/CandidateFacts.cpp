// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/CandidateFacts.h"

#include "core/notation/ChordSymbols.h"
#include "ui/assist/WishTable.h"

#include <QObject>

#include <algorithm>
#include <map>

namespace continuo::ui {

namespace {

bool isDrums(const Song& song, const Suggestion& suggestion, TrackId id)
{
    if (const Track* track = song.findTrack(id))
        return track->isDrums();
    const auto found = std::ranges::find(suggestion.newTracks, id, &SuggestedTrack::id);
    return found != suggestion.newTracks.end() && found->channel == kDrumChannel;
}

int mostTogether(const std::vector<Note>& notes)
{
    std::vector<std::pair<Tick, int>> changes;
    for (const Note& note : notes) {
        changes.emplace_back(note.start, 1);
        changes.emplace_back(note.end(), -1);
    }
    std::ranges::sort(changes); // ends come before starts
    int now = 0, most = 0;
    for (const auto& [at, change] : changes)
        most = std::max(most, now += change);
    return most;
}

QString shortNumber(double number)
{
    return QString::number(number, 'g', 2);
}

QString rangeText(const CandidateFacts& facts)
{
    const QString lowest = pitchText(facts.range->lowest, facts.accidentals);
    return facts.range->lowest == facts.range->highest ? lowest
                                                       : QObject::tr("%1–%2").arg(lowest, pitchText(facts.range->highest, facts.accidentals));
}

} // namespace

CandidateFacts factsOf(const Song& song, const Suggestion& suggestion)
{
    CandidateFacts facts;
    facts.notes = static_cast<int>(suggestion.notes.size());
    facts.accidentals = accidentalsIn(song.keyAt(suggestion.target.begin));
    std::map<TrackId, std::vector<Note>> byTrack;
    for (const SuggestedNote& each : suggestion.notes) {
        byTrack[each.track].push_back(each.note);
        if (isDrums(song, suggestion, each.track))
            continue;
        const Pitch pitch = each.note.pitch;
        facts.range = facts.range ? PitchRange{std::min(facts.range->lowest, pitch), std::max(facts.range->highest, pitch)}
                                  : PitchRange{pitch, pitch};
    }
    bool isFirst = true;
    for (const auto& [track, notes] : byTrack) {
        facts.together = std::max(facts.together, mostTogether(notes));
        std::map<int, int> starts;
        for (const Note& note : notes)
            ++starts[song.meters.barAt(note.start)];
        for (int bar = song.meters.barAt(suggestion.target.begin); song.meters.bar(bar).begin < suggestion.target.end; ++bar) {
            const Range<Tick> time = song.meters.bar(bar);
            const double quarters = static_cast<double>((time.end - time.begin).value) / static_cast<double>(kTicksPerQuarter.value);
            const double density = starts[bar] / quarters;
            facts.fewestPerQuarter = isFirst ? density : std::min(facts.fewestPerQuarter, density);
            facts.mostPerQuarter = std::max(facts.mostPerQuarter, density);
            isFirst = false;
        }
    }
    return facts;
}

QString candidateText(const Song& song, const Suggestion& suggestion)
{
    const CandidateFacts facts = factsOf(song, suggestion);
    QString text = facts.notes == 1 ? QObject::tr("1 note") : QObject::tr("%1 notes").arg(facts.notes);
    if (facts.range)
        text = QObject::tr("%1, %2").arg(text, rangeText(facts));
    return suggestion.style.empty() ? text : QObject::tr("%1: %2").arg(styleText(QString::fromStdString(suggestion.style)), text);
}

QString chordsText(const Song& song, const Suggestion& suggestion)
{
    const Range<Tick> target = suggestion.target;
    const Song whole = withSuggestion(song, suggestion);
    return QString::fromStdString(chordChart(whole, song.meters.barAt(target.begin), song.meters.barAt(target.end - Tick(1))));
}

QString measuredText(const char* wish, const CandidateFacts& facts, const Suggestion& suggestion)
{
    const QString name = QLatin1String(wish);
    QString text;
    if (name == QLatin1String("range") && facts.range)
        text = rangeText(facts);
    else if (name == QLatin1String("density") && facts.notes > 0)
        text = shortNumber(facts.fewestPerQuarter) + QStringLiteral("–") + shortNumber(facts.mostPerQuarter);
    else if (name == QLatin1String("polyphony") && facts.notes > 0)
        text = QString::number(facts.together);
    for (const AskedAndMeasured& each : suggestion.measured) {
        if (name != QString::fromStdString(each.name) || !each.measured)
            continue;
        const auto row = std::ranges::find_if(wishTable(), [&](const Wish& other) { return name == QLatin1String(other.id); });
        text = row != wishTable().end() && row->show ? row->show(*each.measured) : shortNumber(*each.measured);
    }
    return text.isEmpty() ? QString() : QStringLiteral("→ ") + text;
}

} // namespace continuo::ui
