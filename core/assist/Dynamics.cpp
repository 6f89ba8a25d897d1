// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Dynamics.h"

#include "core/assist/Prompt.h"
#include "core/assist/StepGrid.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

constexpr double kUnknown = 80;
constexpr double kSofter = 8;           // a new track beside a melody

/// Mean velocity of all notes of the song; kUnknown without notes.
double songMean(const Song& song)
{
    double sum = 0;
    std::size_t count = 0;
    for (const auto& track : song.tracks)
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes) {
                sum += note.velocity;
                ++count;
            }
    return count > 0 ? sum / static_cast<double>(count) : kUnknown;
}

} // namespace

Dynamics::Dynamics(const Song& song, TrackId id, Range<Tick> target)
{
    const StepGrid grid = gridNear(song.meters, target);
    const Range<Tick> near = grid.ticks();
    std::array<double, 8> sum{};
    std::array<int, 8> count{};
    double all = 0, squares = 0;
    int notes = 0;
    const Track* track = song.findTrack(id);
    if (track)
        for (const Note& note : notesInSongTime(*track)) {
            if (!near.contains(note.start))
                continue;
            const StepGrid::Place place = grid.nearest(note.start);
            const auto metric = static_cast<std::size_t>(metricValue(grid[place.span], place.step));
            sum[metric] += note.velocity;
            ++count[metric];
            all += note.velocity;
            squares += note.velocity * static_cast<double>(note.velocity);
            ++notes;
        }
    const bool isNew = !track || track->noteCount() == 0;
    const double mean = notes > 0 ? all / notes : songMean(song) - (isNew ? kSofter : 0);
    // Few notes say little of their kind of beat: the track's mean counts like two of them.
    for (std::size_t metric = 0; metric < mean_.size(); ++metric)
        mean_[metric] = (sum[metric] + 2 * mean) / (count[metric] + 2);
    if (notes > 1)
        deviation_ = std::sqrt(std::max(0.0, squares / notes - mean * mean));
}

std::uint8_t Dynamics::velocity(int metric, Random& random) const
{
    const double unevenness = std::min(deviation_, 6.0) * (random.uniform() + random.uniform() - 1.0);
    return static_cast<std::uint8_t>(std::clamp(std::lround(mean_[static_cast<std::size_t>(metric)] + unevenness), 1l, 127l));
}

} // namespace continuo
