// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiTrackWriter.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <limits>
#include <numeric>

namespace continuo {

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLongestDelta = 0x0FFFFFFF;
constexpr std::size_t kLargestNumber = 4;                      ///< bytes of a variable-length quantity
constexpr std::size_t kLargestMessage = kLargestNumber + 3;
constexpr std::size_t kFiller = kLargestNumber + 3;            ///< an empty event that bridges a long rest

/// When a note ends, and which.
struct NoteEnd {
    std::int64_t at;
    std::size_t note;
};

/// The ends of all notes that have a length, by time, and those of one time in the order in which the notes began.
/// A radix sort: linear however many notes sound together.
std::vector<NoteEnd> endsInOrder(const std::vector<MidiNote>& notes)
{
    constexpr int kDigitBits = 11;
    constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
    std::vector<NoteEnd> ends;
    ends.reserve(notes.size());
    std::int64_t last = 0;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        if (notes[i].off == notes[i].on)
            continue;
        ends.push_back({notes[i].off, i});
        last = std::max(last, notes[i].off);
    }
    std::vector<NoteEnd> sorted(ends.size());
    for (int shift = 0; last >> shift != 0; shift += kDigitBits) {
        const auto digitOf = [shift](const NoteEnd& end) {
            return static_cast<std::size_t>(end.at >> shift) % kDigits;
        };
        std::array<std::size_t, kDigits + 1> place{};
        for (const NoteEnd& end : ends)
            ++place[digitOf(end) + 1];
        std::partial_sum(place.begin(), place.end(), place.begin());
        for (const NoteEnd& end : ends)
            sorted[place[digitOf(end)]++] = end;
        std::swap(ends, sorted);
    }
    return ends;
}

/// Writes one chunk into memory that has been made large enough.
class TrackWriter {
public:
    explicit TrackWriter(char* to) : begin_(to), to_(to) {}

    char* write(const std::vector<MidiNote>& notes, const std::vector<MidiEvent>& events, std::int64_t end)
    {
        constexpr std::size_t kHeader = 8;
        to_ += kHeader;
        writeEvents(notes, events);
        number(deltaTo(std::max(end, now_)));
        byte(0xFF);
        byte(meta::kEndOfTrack);
        byte(0);
        std::memcpy(begin_, "MTrk", 4);
        const auto length = static_cast<std::uint32_t>(to_ - begin_) - static_cast<std::uint32_t>(kHeader);
        for (int i = 0; i < 4; ++i)
            begin_[4 + i] = static_cast<char>(length >> (24 - 8 * i));
        return to_;
    }

private:
    void writeEvents(const std::vector<MidiNote>& notes, const std::vector<MidiEvent>& events)
    {
        const std::vector<NoteEnd> ends = endsInOrder(notes);
        auto ending = ends.begin();
        auto note = notes.begin();
        auto event = events.begin();
        for (;;) {
            const std::int64_t nextOff = ending == ends.end() ? kNever : ending->at;
            const std::int64_t nextOn = note == notes.end() ? kNever : note->on;
            const std::int64_t nextEvent = event == events.end() ? kNever : event->at;
            const std::int64_t at = std::min({nextOff, nextOn, nextEvent});
            if (at == kNever)
                return;
            for (; ending != ends.end() && ending->at == at; ++ending)
                end(notes[ending->note]);
            for (; event != events.end() && event->at == at; ++event)
                other(*event);
            const auto first = note;
            for (; note != notes.end() && note->on == at; ++note)
                if (note->off == at) {
                    begin(*note);
                    end(*note);
                }
            for (auto lasting = first; lasting != note; ++lasting)
                if (lasting->off != at)
                    begin(*lasting);
        }
    }

    void begin(const MidiNote& note) { message(note.on, 0x90u | note.channel, note.pitch, note.velocity); }

    /// A note-on of velocity 0 says the same as a note-off of velocity 64 and needs no status byte of its own.
    void end(const MidiNote& note)
    {
        if (note.releaseVelocity == 64)
            message(note.off, 0x90u | note.channel, note.pitch, 0);
        else
            message(note.off, 0x80u | note.channel, note.pitch, note.releaseVelocity);
    }

    void message(std::int64_t at, unsigned status, unsigned data1, unsigned data2)
    {
        startMessage(at, status);
        byte(data1);
        byte(data2);
    }

    void startMessage(std::int64_t at, unsigned status)
    {
        number(deltaTo(at));
        if (status != running_) {
            byte(status);
            running_ = status;
        }
    }

    void other(const MidiEvent& placed)
    {
        const TrackEvent& event = *placed.event;
        if (event.isChannelMessage()) {
            startMessage(placed.at, event.status);
            byte(event.data1);
            if ((event.status & 0xE0u) != 0xC0u) // program and channel pressure have one data byte
                byte(event.data2);
            return;
        }
        number(deltaTo(placed.at));
        running_ = 0;
        byte(event.status);
        if (event.isMeta())
            byte(event.data1);
        number(static_cast<std::int64_t>(event.payload.size()));
        std::memcpy(to_, event.payload.data(), event.payload.size());
        to_ += event.payload.size();
    }

    /// The delta time up to `at`, which becomes now. A rest too long for one delta gets empty sequencer-specific
    /// events.
    std::int64_t deltaTo(std::int64_t at)
    {
        for (; at - now_ > kLongestDelta; now_ += kLongestDelta) {
            number(kLongestDelta);
            byte(0xFF);
            byte(meta::kSequencerSpecific);
            byte(0);
            running_ = 0;
        }
        const std::int64_t delta = at - now_;
        now_ = at;
        return delta;
    }

    void number(std::int64_t value)
    {
        const auto bits = static_cast<std::uint32_t>(value);
        if (bits >= 1u << 21)
            byte(0x80 | bits >> 21);
        if (bits >= 1u << 14)
            byte(0x80 | (bits >> 14 & 0x7F));
        if (bits >= 1u << 7)
            byte(0x80 | (bits >> 7 & 0x7F));
        byte(bits & 0x7F);
    }

    void byte(unsigned value) { *to_++ = static_cast<char>(value); }

    char* const begin_;
    char* to_;
    std::int64_t now_ = 0;
    unsigned running_ = 0;
};

std::size_t largestSize(const std::vector<MidiNote>& notes, const std::vector<MidiEvent>& events, std::int64_t end)
{
    std::size_t size = 2 * kLargestMessage + notes.size() * 2 * kLargestMessage;
    std::int64_t last = end;
    for (const MidiNote& note : notes)
        last = std::max(last, note.off);
    for (const MidiEvent& event : events) {
        size += kLargestMessage + kLargestNumber + event.event->payload.size();
        last = std::max(last, event.at);
    }
    return size + static_cast<std::size_t>(last / kLongestDelta + 1) * kFiller;
}

} // namespace

MidiNote inFileTime(const Note& note, Tick clipStart, int channel, const MidiTime& time)
{
    const Tick start = clipStart + note.start;
    const Tick end = start + note.length;
    const std::int64_t on = time.fileTime(start);
    const bool hadNoLength = note.length <= Tick(1) && !time.holds(end);
    const std::int64_t off = hadNoLength ? on : std::max(on, time.fileTime(end));
    return {on, off, static_cast<std::uint8_t>(channel), note.pitch.number, note.velocity, note.releaseVelocity};
}

void appendMidiTrack(std::string& file, const std::vector<MidiNote>& notes, const std::vector<MidiEvent>& events,
                     std::int64_t end)
{
    const std::size_t begin = file.size();
    file.resize(begin + largestSize(notes, events, end));
    const char* written = TrackWriter(file.data() + begin).write(notes, events, end);
    file.resize(static_cast<std::size_t>(written - file.data()));
}

} // namespace continuo
