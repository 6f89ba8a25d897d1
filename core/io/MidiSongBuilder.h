// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/MidiTrackReader.h"
#include "core/song/Song.h"

#include <cstdint>
#include <vector>

namespace continuo {

/// Makes a Song from the track chunks of a MIDI file, handed over in file order.
class MidiSongBuilder {
public:
    MidiSongBuilder(MidiLayout layout, MidiFlaws& flaws) : layout_(layout), flaws_(flaws) {}

    void add(MidiTrackContent content);
    /// Chunks so far.
    int chunkCount() const { return chunkCount_; }
    /// The song; the builder is empty then.
    Song finish();

private:
    struct Part {
        Track track;
        std::vector<Note> notes;
    };

    void takeTempoMeterAndKey(std::vector<TrackEvent>& events);
    bool takeTempo(const TrackEvent& event);
    bool takeMeter(const TrackEvent& event);
    bool takeKey(const TrackEvent& event);
    void addConductorEnd();
    void addParts(MidiTrackContent content, const std::vector<int>& channels);
    Part newPart(int channel, Tick end) const;
    /// Whether the chunk is a sequence of type 2 after one that has notes.
    bool isLaterSequence() const
    {
        return layout_.format == 2 && firstSoundingChunk_ >= 0 && firstSoundingChunk_ < chunkCount_;
    }

    MidiLayout layout_;
    MidiFlaws& flaws_;
    int chunkCount_ = 0;
    int firstSoundingChunk_ = -1;
    std::vector<Part> parts_;
    std::vector<TrackEvent> conductor_;
    Tick conductorEnd_;
    std::vector<TempoChange> tempi_;
    std::vector<MeterChange> meters_;
    std::vector<KeyChange> keys_;
    std::size_t leadingKeys_ = 0;     ///< how many of the keys came from the first chunk that has any
    int leadingKeyChunk_ = -1;
};

} // namespace continuo
