// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiSongBuilder.h"

#include "core/io/MidiText.h"

#include <algorithm>
#include <utility>

namespace continuo {

namespace {

constexpr std::uint8_t kBankMsb = 0, kBankLsb = 32;
constexpr std::uint8_t kController = 0xB0, kProgram = 0xC0;

std::uint8_t byteAt(const std::string& bytes, std::size_t index)
{
    return static_cast<std::uint8_t>(bytes[index]);
}

/// Moves the first program of the channel, and the bank before it, from the events at tick 0 into the track's fields.
/// Leaves them where they are when the writer, which puts them behind what precedes the first channel message, could
/// not give back the same: a bank set twice, or system exclusive (which may reset the instrument) among them.
void liftProgram(Track& track)
{
    auto& events = track.events;
    const auto endOfStart =
        std::find_if(events.begin(), events.end(), [](const auto& event) { return event.at > Tick(0); });
    const auto firstMessage =
        std::find_if(events.begin(), endOfStart, [](const auto& event) { return event.isChannelMessage(); });
    const auto isMine = [&track](const TrackEvent& event, std::uint8_t kind) {
        return event.status == (kind | track.channel);
    };
    const auto isSystemExclusive = [](const auto& event) { return event.status == 0xF0 || event.status == 0xF7; };
    if (std::any_of(firstMessage, endOfStart, isSystemExclusive))
        return;
    const auto program =
        std::find_if(firstMessage, endOfStart, [&](const auto& event) { return isMine(event, kProgram); });
    if (program == endOfStart)
        return;
    auto msb = program, lsb = program;
    for (auto event = firstMessage; event != program; ++event) {
        if (!isMine(*event, kController) || (event->data1 != kBankMsb && event->data1 != kBankLsb))
            continue;
        auto& bank = event->data1 == kBankMsb ? msb : lsb;
        if (bank != program)
            return;
        bank = event;
    }
    track.program = program->data1;
    auto lifted = std::vector{program};
    if (msb != program) {
        track.bankMsb = msb->data2;
        lifted.push_back(msb);
    }
    if (lsb != program) {
        track.bankLsb = lsb->data2;
        lifted.push_back(lsb);
    }
    std::sort(lifted.begin(), lifted.end(), std::greater<>());
    for (const auto event : lifted)
        events.erase(event);
}

/// Takes the track's name from its first name event. The event stays when the name alone does not say it all: when it
/// is not at tick 0, is empty or not plain text, is under a channel prefix, or is one of several.
void liftName(Track& track)
{
    auto& events = track.events;
    const auto isName = [](const TrackEvent& event) { return event.isMeta(meta::kTrackName); };
    const auto name = std::find_if(events.begin(), events.end(), isName);
    if (name == events.end())
        return;
    track.name = readableText(name->payload);
    const bool isPlain = name->at == Tick(0) && !track.name.empty() && track.name == name->payload;
    const bool isPrefixed = name != events.begin() && (name - 1)->isMeta(meta::kChannelPrefix);
    if (isPlain && !isPrefixed && std::none_of(name + 1, events.end(), isName))
        events.erase(name);
}

/// The name of the channel's track in a chunk of several channels: the last name event right after a channel prefix, both
/// at tick 0. Takes both out of the chunk's events; empty when there is none, or none that plain text gives back. The
/// last, because a track's own name is written after all that is not known to be one.
std::string takePrefixedName(std::vector<TrackEvent>& events, int channel)
{
    auto found = events.end();
    for (auto prefix = events.begin(); prefix != events.end() && prefix->at == Tick(0); ++prefix) {
        const auto name = prefix + 1;
        if (name == events.end() || name->at != Tick(0))
            break;
        if (prefix->isMeta(meta::kChannelPrefix) && prefix->payload == std::string(1, static_cast<char>(channel))
            && name->isMeta(meta::kTrackName))
            found = prefix;
    }
    if (found == events.end())
        return {};
    const auto next = found + 2;
    const bool prefixesMore = next != events.end() && next->at == Tick(0) && next->isMeta() && !next->isMeta(meta::kChannelPrefix);
    std::string text = (found + 1)->payload;
    if (prefixesMore || text.empty() || readableText(text) != text)
        return {};
    events.erase(found, next);
    return text;
}

} // namespace

void MidiSongBuilder::add(MidiTrackContent content)
{
    takeTempoMeterAndKey(content.events);
    std::vector<int> channels;
    for (int channel = 0; channel < 16; ++channel)
        if (!content.notes[static_cast<std::size_t>(channel)].empty())
            channels.push_back(channel);
    if (firstSoundingChunk_ < 0 && !channels.empty())
        firstSoundingChunk_ = chunkCount_;
    if (channels.empty() && chunkCount_ == 0) {
        conductor_ = std::move(content.events);
        conductorEnd_ = content.end;
    } else {
        addParts(std::move(content), channels);
    }
    ++chunkCount_;
}

void MidiSongBuilder::takeTempoMeterAndKey(std::vector<TrackEvent>& events)
{
    std::erase_if(events, [this](const TrackEvent& event) {
        return (event.isMeta(meta::kTempo) && takeTempo(event)) || (event.isMeta(meta::kMeter) && takeMeter(event)) ||
               (event.isMeta(meta::kKey) && takeKey(event));
    });
    if (leadingKeyChunk_ == chunkCount_)
        leadingKeys_ = keys_.size();
}

// Each of the three tells whether the event is to leave the chunk's events.

bool MidiSongBuilder::takeTempo(const TrackEvent& event)
{
    std::uint32_t microseconds = 0;
    for (const char byte : event.payload)
        microseconds = microseconds << 8 | static_cast<std::uint8_t>(byte);
    if (event.payload.size() != 3 || microseconds == 0) {
        flaws_.add(MidiFlaw::BadTempoMeterOrKey);
    } else if (isLaterSequence()) {
        flaws_.add(MidiFlaw::LaterSequenceTempo);
    } else if (MidiTime::isSmpte(layout_.division)) {
        flaws_.add(MidiFlaw::TempoInSmpte);
        return false;
    } else {
        tempi_.push_back({event.at, microseconds});
    }
    return true;
}

bool MidiSongBuilder::takeMeter(const TrackEvent& event)
{
    const std::string& bytes = event.payload;
    constexpr int kHighestPower = 7;
    if (bytes.size() != 4 || bytes[0] == 0 || byteAt(bytes, 1) > kHighestPower)
        flaws_.add(MidiFlaw::BadTempoMeterOrKey);
    else if (isLaterSequence())
        flaws_.add(MidiFlaw::LaterSequenceTempo);
    else
        meters_.push_back({event.at, {byteAt(bytes, 0), 1 << byteAt(bytes, 1), byteAt(bytes, 2), byteAt(bytes, 3)}});
    return true;
}

bool MidiSongBuilder::takeKey(const TrackEvent& event)
{
    const std::string& bytes = event.payload;
    const int fifths = bytes.size() == 2 ? static_cast<std::int8_t>(bytes[0]) : 8;
    if (fifths < -7 || fifths > 7 || byteAt(bytes, 1) > 1) {
        flaws_.add(MidiFlaw::BadTempoMeterOrKey);
        return true;
    }
    if (isLaterSequence()) {
        flaws_.add(MidiFlaw::LaterSequenceTempo);
        return true;
    }
    const KeyChange change{event.at, {fifths, bytes[1] == 0 ? Mode::Major : Mode::Minor}};
    if (leadingKeyChunk_ < 0)
        leadingKeyChunk_ = chunkCount_;
    if (leadingKeyChunk_ == chunkCount_) {
        keys_.push_back(change);
        return true;
    }
    const auto leadingEnd = keys_.begin() + static_cast<std::ptrdiff_t>(leadingKeys_);
    const auto atOrAfter = std::lower_bound(keys_.begin(), leadingEnd, change.at,
                                            [](const KeyChange& key, Tick at) { return key.at < at; });
    const bool isSame = atOrAfter != leadingEnd && *atOrAfter == change;
    if (isSame)
        keys_.push_back(change);
    return isSame;
}

MidiSongBuilder::Part MidiSongBuilder::newPart(int channel, Tick end) const
{
    Part part;
    part.track.channel = channel;
    part.track.fileTrack = chunkCount_;
    part.track.end = end;
    part.track.muted = isLaterSequence();
    return part;
}

void MidiSongBuilder::addParts(MidiTrackContent content, const std::vector<int>& channels)
{
    auto& events = content.events;
    if (channels.size() <= 1) {
        int channel = channels.empty() ? 0 : channels.front();
        if (channels.empty())
            for (auto event = events.rbegin(); event != events.rend(); ++event)
                if (event->isChannelMessage())
                    channel = event->status & 0x0F;
        Part part = newPart(channel, content.end);
        part.notes = std::move(content.notes[static_cast<std::size_t>(channel)]);
        part.track.events = std::move(events);
        liftName(part.track);
        liftProgram(part.track);
        parts_.push_back(std::move(part));
        return;
    }

    std::array<Part*, 16> partOf{};
    parts_.reserve(parts_.size() + channels.size());
    for (const int channel : channels) {
        Part& part = parts_.emplace_back(newPart(channel, content.end));
        part.notes = std::move(content.notes[static_cast<std::size_t>(channel)]);
        if (chunkCount_ == 0 || channel != channels.front())
            part.track.name = takePrefixedName(events, channel);
        partOf[static_cast<std::size_t>(channel)] = &part;
    }
    Part& first = *partOf[static_cast<std::size_t>(channels.front())];
    auto& rest = chunkCount_ == 0 ? conductor_ : first.track.events;
    for (TrackEvent& event : events) {
        Part* owner = event.isChannelMessage() ? partOf[event.status & 0x0Fu] : nullptr;
        (owner ? owner->track.events : rest).push_back(std::move(event));
    }
    if (chunkCount_ != 0)
        liftName(first.track);
    for (const int channel : channels)
        liftProgram(partOf[static_cast<std::size_t>(channel)]->track);
}

/// The end mark of the conductor is kept when it says more than the events before it do.
void MidiSongBuilder::addConductorEnd()
{
    Tick last;
    for (const auto& event : conductor_)
        last = std::max(last, event.at);
    for (const auto& change : tempi_)
        last = std::max(last, change.at);
    for (const auto& change : meters_)
        last = std::max(last, change.at);
    for (const auto& change : keys_)
        last = std::max(last, change.at);
    if (conductorEnd_ > last)
        conductor_.push_back({conductorEnd_, 0xFF, meta::kEndOfTrack, 0, {}});
}

Song MidiSongBuilder::finish()
{
    Song song;
    song.layout = layout_;
    addConductorEnd();
    if (layout_.format == 0 && chunkCount_ > 1)
        song.layout.format = 1;
    song.conductor = std::move(conductor_);
    song.tempo = TempoMap(std::move(tempi_));
    song.meters = MeterMap(std::move(meters_));
    song.keys = std::move(keys_);
    std::stable_sort(
        song.keys.begin(), song.keys.end(), [](const KeyChange& a, const KeyChange& b) { return a.at < b.at; });

    song.tracks.reserve(parts_.size());
    for (Part& part : parts_) {
        Track& track = part.track;
        track.id = TrackId(++song.lastId);
        if (!part.notes.empty()) {
            Clip clip;
            clip.id = ClipId(++song.lastId);
            Tick last;
            for (Note& note : part.notes) {
                note.id = NoteId(++song.lastId);
                last = std::max(last, note.end());
            }
            clip.length = song.meters.bar(song.meters.barAt(last - Tick(1))).end;
            clip.notes = std::move(part.notes);
            track.clips.push_back(std::make_shared<const Clip>(std::move(clip)));
        }
        song.tracks.push_back(std::make_shared<const Track>(std::move(track)));
    }
    return song;
}

} // namespace continuo
