// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Score.h"

#include "core/assist/WrittenNotes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>

namespace continuo {

namespace {

bool contains(std::string_view text, std::string_view word)
{
    const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

/// Whether at most one note in fifty begins while an earlier one still sounds by more than a step.
bool isMono(const std::vector<Note>& notes)
{
    std::size_t overlaps = 0;
    Tick end;
    for (const Note& note : notes) {
        if (note.start + kTicksPerStep / 2 < end)
            ++overlaps;
        end = std::max(end, note.end());
    }
    return overlaps * 50 <= notes.size();
}

/// What the instruments of a General MIDI family usually do; for tracks that have no notes to tell it from.
struct Usual {
    bool mono;
    double meanPitch;
};
constexpr std::array<Usual, 17> kUsual{{{false, 60}, {false, 72}, {false, 60}, {false, 55}, {true, 40}, {true, 60},
                                        {false, 60}, {true, 58},  {true, 62},  {true, 74},  {true, 67}, {false, 60},
                                        {false, 60}, {true, 60},  {false, 60}, {false, 60}, {false, 45}}};

Part describe(const Track& track, const std::vector<Note>& notes)
{
    Part part;
    part.track = track.id;
    part.family = track.isDrums() ? 16 : track.program.value_or(0) / 8;
    part.mono = isMono(notes);
    double sum = 0;
    for (const Note& note : notes)
        sum += note.pitch.number;
    if (!notes.empty()) {
        part.meanPitch = sum / static_cast<double>(notes.size());
    } else {
        const Usual& usual = kUsual[static_cast<std::size_t>(part.family)];
        part.mono = usual.mono;
        part.meanPitch = usual.meanPitch;
    }
    return part;
}

/// Roles need all parts at once: the highest sings, the lowest carries.
void assignRoles(std::vector<Part>& parts, const std::vector<const Track*>& tracks)
{
    constexpr double kBassBelow = 57; // A3
    int highest = -1;
    int lowest = -1;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (tracks[i]->isDrums())
            continue;
        const int index = static_cast<int>(i);
        if (contains(tracks[i]->name, "chord"))
            continue;
        if (highest < 0 || parts[i].meanPitch > parts[static_cast<std::size_t>(highest)].meanPitch)
            highest = index;
        if (lowest < 0 || parts[i].meanPitch < parts[static_cast<std::size_t>(lowest)].meanPitch)
            lowest = index;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const int index = static_cast<int>(i);
        Part& part = parts[i];
        if (tracks[i]->isDrums())
            part.role = Role::Drums;
        else if (contains(tracks[i]->name, "chord"))
            part.role = Role::Chords;
        else if (index == highest)
            part.role = Role::Melody;
        else if (index == lowest && part.meanPitch < kBassBelow)
            part.role = part.mono ? Role::Bass : Role::Accompaniment;
        else
            part.role = part.mono ? Role::Inner : Role::Accompaniment;
    }
}

} // namespace

Range<int> heardAround(const Score& score, Range<int> target)
{
    return {std::max(0, target.begin - kSpansHeardBefore), std::min(score.grid.size(), target.end + kSpansHeardAfter)};
}

Score makeScore(const Song& song, int firstBar, int lastBar, const std::vector<TrackId>& alsoEmpty)
{
    Score score{StepGrid(song.meters, firstBar, lastBar), {}, {}};
    std::vector<const Track*> tracks;
    std::vector<std::vector<Note>> notes;
    for (const auto& track : song.tracks) {
        std::vector<Note> all = notesInSongTime(*track);
        std::erase_if(all, [](const Note& note) { return note.muted; });
        const bool named = std::find(alsoEmpty.begin(), alsoEmpty.end(), track->id) != alsoEmpty.end();
        if (all.empty() && !named)
            continue;
        score.parts.push_back(describe(*track, all));
        tracks.push_back(track.get());
        notes.push_back(std::move(all));
    }
    assignRoles(score.parts, tracks);

    const Range<Tick> whole = score.grid.ticks();
    score.cells.resize(score.parts.size());
    for (std::size_t p = 0; p < score.parts.size(); ++p) {
        auto& cells = score.cells[p];
        cells.resize(static_cast<std::size_t>(score.grid.size()));
        const std::vector<Note> written = writtenNotes(notes[p], score.grid, score.parts[p].isDrums());
        for (std::size_t i = 0; i < notes[p].size(); ++i) {
            const Note& note = notes[p][i];
            if (!whole.contains(note.start))
                continue;
            const StepGrid::Place place = score.grid.nearest(written[i].start);
            const int steps = static_cast<int>((written[i].length + kTicksPerStep / 2) / kTicksPerStep);
            RowNote row;
            row.onset = static_cast<std::uint8_t>(place.step);
            row.pitch = static_cast<std::uint8_t>(note.pitch.number + (score.parts[p].isDrums() ? kDrumPitchBase : 0));
            row.duration = static_cast<std::uint8_t>(durationClass(steps));
            cells[static_cast<std::size_t>(place.span)].push_back(row);
        }
        for (auto& cell : cells) {
            std::stable_sort(cell.begin(), cell.end(), [](const RowNote& a, const RowNote& b) {
                return comesBefore(a, b) || (a.onset == b.onset && a.pitch == b.pitch && a.duration > b.duration);
            });
            const auto sameNote = [](const RowNote& a, const RowNote& b) {
                return a.onset == b.onset && a.pitch == b.pitch;
            };
            cell.erase(std::unique(cell.begin(), cell.end(), sameNote), cell.end());
        }
    }
    return score;
}

std::vector<int> slotOrder(const std::vector<Part>& parts)
{
    constexpr std::array<int, 8> kRank{1, 4, 3, 5, 0, 2, 6, 7}; // by Role
    std::vector<int> order(parts.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        const Part& left = parts[static_cast<std::size_t>(a)];
        const Part& right = parts[static_cast<std::size_t>(b)];
        const int leftRank = kRank[static_cast<std::size_t>(left.role)];
        const int rightRank = kRank[static_cast<std::size_t>(right.role)];
        return leftRank != rightRank ? leftRank < rightRank : left.meanPitch > right.meanPitch;
    });
    return order;
}

} // namespace continuo
