// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/Checks.h"

#include <algorithm>
#include <cstdlib>

namespace continuo::check {

namespace {

double meanPitch(const TrackChange& track)
{
    double sum = 0;
    double count = 0;
    for (const Note& note : track.before)
        if (!note.muted) {
            sum += note.pitch.number;
            ++count;
        }
    return count > 0 ? sum / count : 0;
}

/// Lines from high to low.
std::vector<const TrackChange*> linesOf(const Change& change)
{
    std::vector<const TrackChange*> lines;
    const auto& melody = change.promises().melody;
    for (const TrackChange& track : change.tracks()) {
        if (!track.wasLine || (melody && !track.isAdded && track.track->id != *melody))
            continue;
        lines.push_back(&track);
    }
    if (!melody)
        std::stable_sort(lines.begin(), lines.end(),
                         [](const TrackChange* a, const TrackChange* b) { return meanPitch(*a) > meanPitch(*b); });
    return lines;
}

const Note* noteBefore(const TrackChange& line, Tick at)
{
    const Note* before = nullptr;
    for (const CheckedNote& checked : line.sounding)
        if (checked.note.start < at && (!before || before->start < checked.note.start))
            before = &checked.note;
    return before;
}

bool isPerfect(int interval)
{
    return interval == 0 || interval == 7;
}

std::string wrongBetween(const Change& change, const TrackChange& upper, const TrackChange& lower)
{
    for (const CheckedNote& high : upper.sounding)
        for (const CheckedNote& low : lower.sounding) {
            if (high.isOld && low.isOld)
                continue;
            if (high.note.start < low.note.end() && low.note.start < high.note.end() && high.note.pitch < low.note.pitch)
                return change.describe(upper, high.note) + " and " + change.describe(lower, low.note) + " cross";
            // Old notes in the bars of a written line are locked or kept.
            const auto isExcused = [](const TrackChange& line, const CheckedNote& checked) { return line.isWritten() && checked.isOld; };
            const Note* highBefore = noteBefore(upper, high.note.start);
            const Note* lowBefore = noteBefore(lower, low.note.start);
            if (high.note.start != low.note.start || isExcused(upper, high) || isExcused(lower, low) || !highBefore || !lowBefore)
                continue;
            const int upperMove = high.note.pitch.number - highBefore->pitch.number;
            const int lowerMove = low.note.pitch.number - lowBefore->pitch.number;
            const int now = std::abs(high.note.pitch.number - low.note.pitch.number) % 12;
            const int then = std::abs(highBefore->pitch.number - lowBefore->pitch.number) % 12;
            if (now == then && isPerfect(now) && upperMove * lowerMove > 0)
                return change.describe(upper, high.note) + " and " + change.describe(lower, low.note) + " are reached in parallel";
        }
    return {};
}

} // namespace

std::string voiceLeading(const Change& change)
{
    const auto lines = linesOf(change);
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (std::size_t j = i + 1; j < lines.size(); ++j)
            if (std::string wrong = wrongBetween(change, *lines[i], *lines[j]); !wrong.empty())
                return wrong;
    return {};
}

} // namespace continuo::check
