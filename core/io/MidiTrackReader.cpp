// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiTrackReader.h"

#include <algorithm>

namespace continuo {

namespace {

using Cursor = const std::uint8_t*;

constexpr std::int64_t kLargestNumber = 0x0FFFFFFF; ///< of a variable-length quantity: Standard MIDI Files 1.0

/// A variable-length quantity and where it ends.
struct Number {
    std::int64_t value;
    Cursor next;
};

/// The notes of one channel and pitch that have begun and not ended, first in first out. The queue lives in the notes
/// themselves: until a note ends, its length holds the index of the next open one.
struct OpenNotes {
    static constexpr std::int64_t kNone = -1;
    std::int64_t first = kNone;
    std::int64_t last = kNone;

    void push(std::vector<Note>& notes)
    {
        const auto index = static_cast<std::int64_t>(notes.size()) - 1;
        if (first == kNone)
            first = index;
        else
            notes[static_cast<std::size_t>(last)].length = Tick(index);
        last = index;
    }
    /// Ends the oldest note; false when there is none.
    bool pop(std::vector<Note>& notes, Tick at, std::uint8_t releaseVelocity)
    {
        if (first == kNone)
            return false;
        Note& note = notes[static_cast<std::size_t>(first)];
        first = note.length.value;
        note.length = std::max(at - note.start, Tick(1));
        note.releaseVelocity = releaseVelocity;
        return true;
    }
};

/// Notes come sorted by time; this puts those of one time in order.
void sortWithinTimes(std::vector<Note>& notes)
{
    const auto lower = [](const Note& a, const Note& b) { return a.pitch < b.pitch; };
    for (auto first = notes.begin(); first != notes.end();) {
        auto last = first + 1;
        bool sorted = true;
        for (; last != notes.end() && last->start == first->start; ++last)
            sorted = sorted && !lower(*last, *(last - 1));
        if (!sorted)
            std::stable_sort(first, last, lower);
        first = last;
    }
}

class TrackReader {
public:
    TrackReader(std::string_view bytes, const MidiTime& time, MidiFlaws& flaws)
        : begin_(reinterpret_cast<Cursor>(bytes.data())), end_(begin_ + bytes.size()), time_(time), flaws_(flaws)
    {
    }

    MidiTrackContent read()
    {
        const Cursor stop = readEvents();
        content_.bytesRead = static_cast<std::size_t>(stop - begin_);
        content_.end = now_;
        if (!atEndMark_)
            flaws_.add(MidiFlaw::NoEndMark);
        else if (stop != end_)
            flaws_.add(MidiFlaw::EventsAfterEndMark);
        endOpenNotes();
        for (auto& notes : content_.notes)
            sortWithinTimes(notes);
        return std::move(content_);
    }

private:
    static constexpr std::size_t kUsualBytesPerNote = 7; ///< a note-on and a note-off

    Number readNumber(Cursor at)
    {
        if (*at < 0x80)
            return {*at, at + 1};
        return readLongNumber(at);
    }

    Number readLongNumber(Cursor at)
    {
        std::int64_t value = 0;
        for (const Cursor start = at; at != end_;) {
            const std::uint8_t byte = *at++;
            value = std::min<std::int64_t>(value << 7 | (byte & 0x7F), kLargestNumber);
            if (byte < 0x80) {
                if (at - start > 4)
                    flaws_.add(MidiFlaw::OverlongNumber);
                break;
            }
        }
        return {value, at};
    }

    /// Returns where reading stopped.
    Cursor readEvents()
    {
        const std::int64_t longest = time_.longest();
        std::int64_t fileTime = 0;
        Cursor at = begin_;
        while (at != end_ && !atEndMark_) {
            const Number delta = readNumber(at);
            at = delta.next;
            if (delta.value != 0) {
                fileTime += delta.value;
                if (fileTime > longest) {
                    flaws_.add(MidiFlaw::BeyondLongestTime);
                    return at;
                }
                now_ = time_.tick(fileTime);
            }
            if (at == end_)
                return truncated();
            const std::uint8_t status = takeStatus(at);
            if (status == 0)
                return at;
            if (status < 0xF0) {
                at = readChannelMessage(status, at);
                continue;
            }
            kept_ = running_ != 0 ? running_ : kept_;
            running_ = 0;
            at = readOther(status, at);
            if (delta.value == kLargestNumber)
                dropBridge();
        }
        return at;
    }

    /// The status of the event at `at`, which moves behind it when it is written there and not kept from the event
    /// before. 0 when no event comes until the end.
    std::uint8_t takeStatus(Cursor& at)
    {
        if (*at >= 0x80)
            return *at++;
        if (running_ != 0)
            return running_;
        if (kept_ != 0) {
            flaws_.add(MidiFlaw::RunningStatusKept);
            return kept_;
        }
        flaws_.add(MidiFlaw::StrayData);
        at = std::find_if(at, end_, [](std::uint8_t byte) { return byte >= 0x80; });
        return at == end_ ? 0 : *at++;
    }

    Cursor readChannelMessage(std::uint8_t status, Cursor at)
    {
        running_ = status;
        const bool hasTwo = (status & 0xE0) != 0xC0; // program and channel pressure have one data byte
        if (end_ - at < (hasTwo ? 2 : 1))
            return truncated();
        const std::uint8_t data1 = at[0];
        const std::uint8_t data2 = hasTwo ? at[1] : 0;
        if (((data1 | data2) & 0x80) != 0) {
            flaws_.add(MidiFlaw::BrokenEvent);
            return at + (data1 < 0x80 ? 1 : 0); // what follows can only be the next delta time
        }
        addChannelMessage(status, data1, data2);
        return at + (hasTwo ? 2 : 1);
    }

    void addChannelMessage(std::uint8_t status, std::uint8_t data1, std::uint8_t data2)
    {
        const int kind = status >> 4;
        if (kind > 0x9) {
            content_.events.push_back({now_, status, data1, data2, {}});
            return;
        }
        const std::size_t channel = status & 0x0Fu;
        auto& notes = content_.notes[channel];
        OpenNotes& open = open_[channel][data1];
        if (kind == 0x9 && data2 != 0) {
            if (!hasReserved_)
                reserve(notes);
            Note note;
            note.start = now_;
            note.length = Tick(OpenNotes::kNone);
            note.pitch = Pitch(data1);
            note.velocity = data2;
            notes.push_back(note);
            open.push(notes);
        } else if (!open.pop(notes, now_, kind == 0x8 ? data2 : Note{}.releaseVelocity)) {
            flaws_.add(MidiFlaw::NoteOffWithoutNote);
        }
    }

    /// Room for as many notes as the bytes of the chunk usually hold; most chunks have one channel.
    void reserve(std::vector<Note>& notes)
    {
        notes.reserve(static_cast<std::size_t>(end_ - begin_) / kUsualBytesPerNote + 1);
        hasReserved_ = true;
    }

    /// Meta, system exclusive and what a file should not hold; `at` is behind the status byte.
    Cursor readOther(std::uint8_t status, Cursor at)
    {
        if (status != 0xFF && status != 0xF0 && status != 0xF7)
            return skipSystemMessage(status, at);
        std::uint8_t type = 0;
        if (status == 0xFF) {
            if (at == end_)
                return truncated();
            type = *at++;
            atEndMark_ = type == meta::kEndOfTrack;
        }
        if (at == end_)
            return truncated();
        const Number length = readNumber(at);
        at = length.next;
        if (length.value > end_ - at)
            return truncated();
        if (!atEndMark_)
            content_.events.push_back({now_, status, type, 0, std::string(at, at + length.value)});
        return at + length.value;
    }

    /// An empty sequencer-specific event after the longest delta time only bridges a longer rest; the writer makes it
    /// anew where one is needed.
    void dropBridge()
    {
        auto& events = content_.events;
        if (!events.empty() && events.back().at == now_ && events.back().isMeta(meta::kSequencerSpecific) &&
            events.back().payload.empty())
            events.pop_back();
    }

    Cursor skipSystemMessage(std::uint8_t status, Cursor at)
    {
        flaws_.add(MidiFlaw::SystemMessage);
        for (int data = status == 0xF2 ? 2 : status == 0xF1 || status == 0xF3 ? 1 : 0; data > 0; --data)
            if (at != end_ && *at < 0x80)
                ++at;
        return at;
    }

    Cursor truncated()
    {
        flaws_.add(MidiFlaw::TruncatedTrack);
        return end_;
    }

    void endOpenNotes()
    {
        for (std::size_t channel = 0; channel < open_.size(); ++channel) {
            if (content_.notes[channel].empty())
                continue;
            for (OpenNotes& open : open_[channel])
                while (open.pop(content_.notes[channel], now_, Note{}.releaseVelocity))
                    flaws_.add(MidiFlaw::NoteNeverEnded);
        }
    }

    const Cursor begin_;
    const Cursor end_;
    const MidiTime& time_;
    MidiFlaws& flaws_;
    MidiTrackContent content_;
    std::array<std::array<OpenNotes, 128>, 16> open_;
    Tick now_;
    std::uint8_t running_ = 0; ///< status that data bytes without one belong to; 0 for none
    std::uint8_t kept_ = 0;    ///< the last one that a meta or system exclusive event took away; 0 for none
    bool atEndMark_ = false;
    bool hasReserved_ = false;
};

} // namespace

MidiTrackContent readMidiTrack(std::string_view bytes, const MidiTime& time, MidiFlaws& flaws)
{
    return TrackReader(bytes, time, flaws).read();
}

} // namespace continuo
