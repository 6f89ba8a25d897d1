// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiCheck.h"
#include "core/io/MidiDivision.h"
#include "core/io/MidiFile.h"
#include "core/io/MidiText.h"
#include "core/io/MidiTime.h"
#include "core/io/MidiTrackWriter.h"
#include "core/io/SafeFile.h"

#include <algorithm>
#include <bit>
#include <deque>
#include <unordered_map>

namespace continuo {

namespace {

/// What goes into one track chunk.
struct Chunk {
    bool hasConductor = false;
    std::vector<const Track*> tracks;
};

/// Puts tracks of one chunk of the file they came from together again. The first chunk has the conductor.
std::vector<Chunk> chunksOf(const Song& song, int format)
{
    const bool split = song.layout.format == 0 && format != 0;
    std::vector<Chunk> chunks{{true, {}}};
    std::unordered_map<int, std::size_t> chunkOf{{0, 0}};
    for (const auto& track : song.tracks) {
        std::size_t index = chunks.size();
        if (format == 0)
            index = 0;
        else if (track->fileTrack >= 0 && !split)
            index = chunkOf.emplace(track->fileTrack, chunks.size()).first->second;
        if (index == chunks.size())
            chunks.emplace_back();
        chunks[index].tracks.push_back(track.get());
    }
    return chunks;
}

std::string bytesOf(std::initializer_list<unsigned> values)
{
    std::string result;
    for (const unsigned value : values)
        result += static_cast<char>(value);
    return result;
}

/// Collects the content of one chunk in file time and appends it to the file.
class ChunkWriter {
public:
    ChunkWriter(const Song& song, const MidiTime& time, bool isSmpte) : song_(song), time_(time), isSmpte_(isSmpte) {}

    void append(const Chunk& chunk, std::string& file)
    {
        notes_.clear();
        events_.clear();
        made_.clear();
        end_ = 0;
        const bool isAlone = chunk.tracks.size() == 1;
        if (isAlone)
            addName(*chunk.tracks.front());
        if (chunk.hasConductor)
            addConductor();
        for (const Track* track : chunk.tracks) {
            if (!isAlone && !chunk.hasConductor && track == chunk.tracks.front())
                addName(*track);
            else if (!isAlone)
                addPrefixedName(*track);
            addEvents(*track);
            addNotes(*track);
        }
        sortByTime(events_, &MidiEvent::at);
        sortByTime(notes_, &MidiNote::on);
        appendMidiTrack(file, notes_, events_, end_);
    }

private:
    template <typename Item>
    static void sortByTime(std::vector<Item>& items, std::int64_t Item::*time)
    {
        const auto earlier = [time](const Item& a, const Item& b) { return a.*time < b.*time; };
        if (!std::is_sorted(items.begin(), items.end(), earlier))
            std::stable_sort(items.begin(), items.end(), earlier);
    }

    void add(const TrackEvent& event) { events_.push_back({time_.fileTime(event.at), &event}); }
    void make(TrackEvent event) { add(made_.emplace_back(std::move(event))); }
    void makeMeta(Tick at, std::uint8_t type, std::string payload) { make({at, 0xFF, type, 0, std::move(payload)}); }

    void addConductor()
    {
        for (const TrackEvent& event : song_.conductor)
            addOther(event);
        for (const MeterChange& change : song_.meters.changes())
            makeMeta(change.at, meta::kMeter,
                     bytesOf({static_cast<unsigned>(change.meter.numerator),
                            static_cast<unsigned>(std::countr_zero(static_cast<unsigned>(change.meter.denominator))),
                            change.meter.clocksPerClick, change.meter.thirtySecondsPerQuarter}));
        for (const KeyChange& change : song_.keys)
            makeMeta(change.at, meta::kKey,
                bytesOf(
                    {static_cast<unsigned>(change.key.fifths) & 0xFFu, change.key.mode == Mode::Minor ? 1u : 0u}));
        for (const TempoChange& change : song_.tempo.changes()) {
            const std::uint32_t microseconds = std::min<std::uint32_t>(change.microsecondsPerQuarter, 0xFFFFFF);
            makeMeta(change.at, meta::kTempo,
                bytesOf({microseconds >> 16, microseconds >> 8 & 0xFFu, microseconds & 0xFFu}));
        }
    }

    /// An event of the song as it stands; but an end mark ends the chunk, and a tempo that was without effect because
    /// time was in seconds must not get one.
    void addOther(const TrackEvent& event)
    {
        if (event.isMeta(meta::kEndOfTrack))
            end_ = std::max(end_, time_.fileTime(event.at));
        else if (!event.isMeta(meta::kTempo) || isSmpte_)
            add(event);
    }

    static const TrackEvent* nameEvent(const Track& track)
    {
        const auto found = std::find_if(track.events.begin(), track.events.end(),
                                        [](const TrackEvent& event) { return event.isMeta(meta::kTrackName); });
        return found == track.events.end() ? nullptr : &*found;
    }

    /// The event that the track's name was read from, when that is still in the track and still says that name.
    static const TrackEvent* currentNameEvent(const Track& track)
    {
        const TrackEvent* event = nameEvent(track);
        return event && readableText(event->payload) == track.name ? event : nullptr;
    }

    void addName(const Track& track)
    {
        if (!track.name.empty() && !currentNameEvent(track))
            makeMeta(Tick(0), meta::kTrackName, track.name);
    }

    /// Among several tracks of a chunk a channel prefix says whose name it is.
    void addPrefixedName(const Track& track)
    {
        if (track.name.empty() || currentNameEvent(track))
            return;
        makeMeta(Tick(0), meta::kChannelPrefix, bytesOf({static_cast<unsigned>(track.channel)}));
        makeMeta(Tick(0), meta::kTrackName, track.name);
    }

    /// The program comes at tick 0, behind what precedes the first channel message there.
    void addEvents(const Track& track)
    {
        const TrackEvent* outdated = currentNameEvent(track) ? nullptr : nameEvent(track);
        const auto beforeProgram = std::find_if(track.events.begin(), track.events.end(), [](const TrackEvent& event) {
            return event.at > Tick(0) || event.isChannelMessage();
        });
        for (auto event = track.events.begin(); event != track.events.end(); ++event) {
            if (event == beforeProgram)
                addProgram(track);
            if (&*event != outdated)
                addOther(*event);
        }
        if (beforeProgram == track.events.end())
            addProgram(track);
        end_ = std::max(end_, time_.fileTime(track.end));
    }

    void addProgram(const Track& track)
    {
        const auto makeMessage = [this, &track](unsigned kind, int data1, int data2) {
            make({Tick(0), static_cast<std::uint8_t>(kind | static_cast<unsigned>(track.channel)),
                  static_cast<std::uint8_t>(data1), static_cast<std::uint8_t>(data2), {}});
        };
        if (track.bankMsb)
            makeMessage(0xB0, 0, *track.bankMsb);
        if (track.bankLsb)
            makeMessage(0xB0, 32, *track.bankLsb);
        if (track.program)
            makeMessage(0xC0, *track.program, 0);
    }

    void addNotes(const Track& track)
    {
        notes_.reserve(notes_.size() + track.noteCount());
        for (const auto& clip : track.clips)
            for (const Note& note : clip->notes)
                notes_.push_back(inFileTime(note, clip->start, track.channel, time_));
    }

    const Song& song_;
    const MidiTime& time_;
    const bool isSmpte_;
    std::vector<MidiNote> notes_;
    std::vector<MidiEvent> events_;
    std::deque<TrackEvent> made_; ///< events that the song holds in other forms
    std::int64_t end_ = 0;
};

} // namespace

std::string writeMidi(const Song& song, const MidiWriteOptions& options)
{
    const int format = options.format.value_or(song.layout.format) == 0 ? 0 : 1;
    const std::uint16_t division = divisionFor(song);
    const std::vector<Chunk> chunks = chunksOf(song, format);
    const auto count = static_cast<unsigned>(std::min<std::size_t>(chunks.size(), 0xFFFF));

    std::string file = "MThd" + bytesOf({0, 0, 0, 6, 0, static_cast<unsigned>(format), count >> 8, count & 0xFFu,
                                       static_cast<unsigned>(division >> 8), division & 0xFFu});
    const MidiTime time(division);
    ChunkWriter writer(song, time, MidiTime::isSmpte(division));
    for (const Chunk& chunk : chunks)
        writer.append(chunk, file);
    return file;
}

Result<void> writeMidiFile(const Song& song, const std::filesystem::path& path, const MidiWriteOptions& options)
{
    const std::string bytes = writeMidi(song, options);
    const auto readBack = readMidi(bytes, path.string());
    if (!readBack || !haveSameNotes(song, readBack->song, MidiTime(readBack->song.layout.division)))
        return Error{ErrorCode::Output, "Cannot write " + path.string() + ": a MIDI file cannot hold its notes."};
    return replaceFile(path, bytes);
}

} // namespace continuo
