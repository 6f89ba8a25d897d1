// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BenchFloors.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace continuo {

namespace {

using Clock = std::chrono::steady_clock;

std::uint32_t big(std::string_view bytes, std::size_t at, int count)
{
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i)
        value = value << 8 | static_cast<std::uint8_t>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

void appendBig(std::string& bytes, std::uint32_t value, int count)
{
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xff);
}

/// Walks over one track chunk and hands its notes over.
class RawTrack {
public:
    RawTrack(std::string_view file, std::size_t begin, std::size_t end) : file_(file), at_(begin), end_(std::min(end, file.size()))
    {
        for (auto& channel : open_)
            channel.fill(kNone);
    }

    void read(std::uint16_t track, std::vector<RawNote>& notes)
    {
        std::uint32_t time = 0;
        std::uint8_t status = 0;
        while (at_ < end_) {
            time += length();
            if (at_ >= end_)
                break;
            if (byte(at_) & 0x80)
                status = byte(at_++);
            if (status >= 0xf0) {
                at_ += status == 0xff ? 1 : 0;
                const std::uint32_t skipped = length();
                at_ += skipped;
                continue;
            }
            const std::uint8_t kind = status >> 4;
            if (kind == 0xc || kind == 0xd) {
                ++at_;
                continue;
            }
            if (at_ + 2 > end_)
                break;
            const std::uint8_t pitch = byte(at_) & 0x7f, velocity = byte(at_ + 1) & 0x7f, channel = status & 0xf;
            at_ += 2;
            if (kind != 0x8 && kind != 0x9)
                continue;
            std::uint32_t& open = open_[channel][pitch];
            if (kind == 0x9 && velocity > 0) {
                open = static_cast<std::uint32_t>(notes.size());
                notes.push_back({time, time, channel, pitch, velocity, track});
            } else if (open != kNone) {
                notes[open].end = time;
                open = kNone;
            }
        }
    }

private:
    static constexpr std::uint32_t kNone = 0xffffffff;

    std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(file_[at]); }

    std::uint32_t length()
    {
        std::uint32_t value = 0;
        for (int i = 0; i < 4 && at_ < end_; ++i) {
            const std::uint8_t next = byte(at_++);
            value = value << 7 | (next & 0x7f);
            if (!(next & 0x80))
                break;
        }
        return value;
    }

    std::string_view file_;
    std::size_t at_, end_;
    std::array<std::array<std::uint32_t, 128>, 16> open_{};
};

struct RawEvent {
    std::uint32_t time;
    std::uint8_t status, pitch, velocity;
    std::uint16_t track;
};

void appendLength(std::string& bytes, std::uint32_t value)
{
    for (int shift = 21; shift > 0; shift -= 7)
        if (value >> shift)
            bytes += static_cast<char>(0x80 | (value >> shift & 0x7f));
    bytes += static_cast<char>(value & 0x7f);
}

} // namespace

double readBandwidth(std::size_t bytes)
{
    const std::vector<std::uint64_t> buffer(std::max<std::size_t>(bytes / 8, 64), 1);
    std::array<std::uint64_t, 8> sums{};
    double best = 0;
    const auto begin = Clock::now();
    while (Clock::now() - begin < std::chrono::milliseconds(100)) {
        const auto start = Clock::now();
        for (std::size_t i = 0; i + 8 <= buffer.size(); i += 8)
            for (std::size_t lane = 0; lane < 8; ++lane)
                sums[lane] += buffer[i + lane];
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        best = std::max(best, static_cast<double>(buffer.size() * 8) / std::max(seconds, 1e-9));
    }
    volatile std::uint64_t used = 0; // so that the sums are not left out
    for (const std::uint64_t sum : sums)
        used = used + sum;
    return best;
}

std::vector<RawNote> readRawNotes(std::string_view file)
{
    std::vector<RawNote> notes;
    if (file.size() < 14)
        return notes;
    notes.reserve(file.size() / 8);
    std::uint16_t track = 0;
    for (std::size_t at = 8 + big(file, 4, 4); at + 8 <= file.size();) {
        const std::size_t begin = at + 8;
        const std::size_t end = begin + big(file, at + 4, 4);
        RawTrack(file, begin, end).read(track++, notes);
        at = end;
    }
    return notes;
}

std::string writeRawNotes(const std::vector<RawNote>& notes, std::uint16_t division)
{
    std::vector<RawEvent> events;
    events.reserve(2 * notes.size());
    std::uint16_t tracks = 0;
    for (const RawNote& note : notes) {
        events.push_back({note.start, static_cast<std::uint8_t>(0x90 | note.channel), note.pitch, note.velocity, note.track});
        events.push_back({note.end, static_cast<std::uint8_t>(0x80 | note.channel), note.pitch, 0, note.track});
        tracks = std::max<std::uint16_t>(tracks, static_cast<std::uint16_t>(note.track + 1));
    }
    std::sort(events.begin(), events.end(), [](const RawEvent& a, const RawEvent& b) {
        if (a.track != b.track)
            return a.track < b.track;
        return a.time != b.time ? a.time < b.time : a.status < b.status;
    });

    std::string file = "MThd";
    file.reserve(events.size() * 5);
    appendBig(file, 6, 4);
    appendBig(file, 1, 2);
    appendBig(file, tracks, 2);
    appendBig(file, division, 2);
    std::size_t next = 0;
    for (std::uint16_t track = 0; track < tracks; ++track) {
        file += "MTrk";
        const std::size_t sizeAt = file.size();
        appendBig(file, 0, 4);
        std::uint32_t time = 0;
        for (; next < events.size() && events[next].track == track; ++next) {
            const RawEvent& event = events[next];
            appendLength(file, event.time - time);
            time = event.time;
            file += static_cast<char>(event.status);
            file += static_cast<char>(event.pitch);
            file += static_cast<char>(event.velocity);
        }
        file += std::string_view("\0\xff\x2f\0", 4);
        const auto size = static_cast<std::uint32_t>(file.size() - sizeAt - 4);
        for (std::size_t i = 0; i < 4; ++i)
            file[sizeAt + i] = static_cast<char>(size >> (24 - 8 * i) & 0xff);
    }
    return file;
}

} // namespace continuo
