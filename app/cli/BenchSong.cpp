// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BenchSong.h"

#include "core/base/Random.h"

#include <algorithm>
#include <array>

namespace continuo {

namespace {

constexpr std::array<int, 4> kRoots{0, 9, 5, 7};                         // C, Am, F, G
constexpr std::array<std::array<int, 3>, 4> kChords{{{0, 4, 7}, {9, 12, 16}, {5, 9, 12}, {7, 11, 14}}};
constexpr std::array<int, 7> kScale{0, 2, 4, 5, 7, 9, 11};

class Writer {
public:
    void beginTrack(const char* name, int channel, int program)
    {
        track_ = Track{};
        track_.id = TrackId(++lastId_);
        track_.name = name;
        track_.channel = channel;
        track_.program = program;
        clip_ = Clip{ClipId(++lastId_), Tick(0), Tick(0), {}};
        notes_.clear();
    }

    void add(int bar, double beat, double quarters, int pitch)
    {
        const auto ticks = [](double count) { return Tick(static_cast<std::int64_t>(count * static_cast<double>(kTicksPerQuarter.value))); };
        Note note;
        note.id = NoteId(++lastId_);
        note.start = kTicksPerQuarter * 4 * bar + ticks(beat);
        note.length = ticks(quarters);
        note.pitch = Pitch(pitch);
        clip_.length = std::max(clip_.length, note.end());
        notes_.push_back(note);
    }

    void endTrack(Song& song)
    {
        clip_.notes = notes_;
        track_.clips.push_back(std::make_shared<const Clip>(std::move(clip_)));
        song = withNewTrack(song, std::move(track_));
    }

private:
    Track track_;
    Clip clip_;
    std::vector<Note> notes_;  ///< of the clip
    std::uint64_t lastId_ = 0;
};

} // namespace

Song benchSong(int bars)
{
    Song song;
    song.keys = {{Tick(0), KeySignature{0, Mode::Major}}};
    Random random(1);
    Writer writer;

    writer.beginTrack("Melody", 0, 73);
    int degree = 7;
    for (int bar = 0; bar < bars; ++bar)
        for (const double beat : {0.0, 1.0, 1.5, 2.0, 3.0}) {
            degree = std::clamp(degree + random.below(5) - 2, 0, 13);
            writer.add(bar, beat, beat == 1.0 || beat == 1.5 ? 0.5 : 1.0, 60 + 12 * (degree / 7) + kScale[static_cast<std::size_t>(degree % 7)]);
        }
    writer.endTrack(song);

    writer.beginTrack("Chords", 1, 0);
    for (int bar = 0; bar < bars; ++bar)
        for (const int tone : kChords[static_cast<std::size_t>(bar % 4)])
            writer.add(bar, 0, 4, 48 + tone);
    writer.endTrack(song);

    writer.beginTrack("Bass", 2, 32);
    for (int bar = 0; bar < bars; ++bar)
        for (const double beat : {0.0, 2.0})
            writer.add(bar, beat, 2, 36 + kRoots[static_cast<std::size_t>(bar % 4)]);
    writer.endTrack(song);

    writer.beginTrack("Drums", kDrumChannel, 0);
    for (int bar = 0; bar < bars; ++bar)
        for (int beat = 0; beat < 4; ++beat)
            writer.add(bar, beat, 0.25, beat % 2 == 0 ? 36 : 38);
    writer.endTrack(song);
    return song;
}

} // namespace continuo
