// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/Change.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace continuo {

namespace {

struct ByContent {
    bool operator()(const Note& a, const Note& b) const { return compareContent(a, b) < 0; }
};

bool isLine(const Track& track, const std::vector<Note>& notes)
{
    Tick end;
    for (const Note& note : notes) {
        if (note.muted)
            continue;
        if (note.start < end)
            return false;
        end = note.end();
    }
    return end > Tick(0) && !track.isDrums();
}

} // namespace

std::strong_ordering compareContent(const Note& a, const Note& b)
{
    const auto content = [](const Note& note) {
        return std::tuple(note.start.value, note.length.value, note.pitch.number, note.velocity, note.releaseVelocity, note.muted);
    };
    return content(a) <=> content(b);
}

Change::Change(const Promises& promises, const Song& changed)
    : promises_(promises), changed_(changed), target_(promises.before.meters.bars(promises.firstBar, promises.lastBar))
{
    for (std::size_t i = 0; i < changed.tracks.size(); ++i) {
        const Track* before = i < promises.before.tracks.size() ? promises.before.tracks[i].get() : nullptr;
        TrackChange change;
        change.track = changed.tracks[i].get();
        change.isAdded = before == nullptr;
        change.mayChange = before && std::find(promises.tracks.begin(), promises.tracks.end(), before->id) != promises.tracks.end();
        if (before)
            change.before = notesInSongTime(*before);
        change.after = notesInSongTime(*change.track);
        std::sort(change.before.begin(), change.before.end(), ByContent());
        std::sort(change.after.begin(), change.after.end(), ByContent());
        change.wasLine = before ? isLine(*before, change.before) : promises.addedAreLines;

        std::multiset<Note, ByContent> old, locked;
        for (const Note& note : change.before) {
            const auto& ids = promises.lockedNotes;
            (std::find(ids.begin(), ids.end(), note.id) != ids.end() ? locked : old).insert(note);
        }
        for (const Note& note : change.after) {
            const bool isInside = change.isAdded || (change.mayChange && target_.contains(note.start));
            CheckedNote checked{note, isInside, !isInside};
            if (const auto found = locked.find(note); found != locked.end()) {
                locked.erase(found);
                checked.isBound = false;
                checked.isOld = true;
            } else if (const auto stayed = old.find(note); promises.isVariation && stayed != old.end()) {
                old.erase(stayed);
                checked.isOld = true;
            }
            if (!note.muted)
                change.sounding.push_back(checked);
        }
        tracks_.push_back(std::move(change));
    }
}

TwelfthPlace Change::placeOf(Tick at) const
{
    constexpr Tick kTwelfth = kTicksPerQuarter / 12;
    const MeterMap& meters = promises_.before.meters;
    const int bar = meters.barAt(at);
    const Range<Tick> ticks = meters.bar(bar);
    const auto nearest = static_cast<int>((at - ticks.begin + kTwelfth / 2) / kTwelfth);
    const auto inBar = static_cast<int>((ticks.end - ticks.begin + kTwelfth - Tick(1)) / kTwelfth);
    if (nearest < inBar)
        return {bar, nearest};
    return bar == promises_.lastBar ? TwelfthPlace{bar, inBar - 1} : TwelfthPlace{bar + 1, 0};
}

std::string Change::describe(const TrackChange& change, const Note& note) const
{
    const BarPosition at = changed_.meters.position(note.start);
    return "'" + change.track->name + "': " + pitchName(note.pitch) + " at bar " + std::to_string(at.bar) + " beat " + std::to_string(at.beat);
}

} // namespace continuo
