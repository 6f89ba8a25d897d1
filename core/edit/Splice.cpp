// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/Splice.h"

#include "core/edit/CurveEdits.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

namespace continuo {

namespace {

/// A segment that is no silence, in the song that is made.
struct Placed {
    Range<Tick> from;
    Tick at;
    bool followsOn = false;             ///< what stood before it stands before it again, or nothing did
    std::optional<Tick> next;           ///< where in the song that goes on which stands behind it; none for silence and for the end

    Tick shift() const { return at - from.begin; }
    /// How long a note is that begins in it.
    Tick lengthOf(const Note& note) const
    {
        if (!next || *next == from.end || note.end() <= from.end)
            return note.length;
        return *next > from.end && note.end() > *next ? note.length - (*next - from.end) : from.end - note.start;
    }
};

std::vector<Placed> placed(std::span<const Segment> segments)
{
    std::vector<Placed> all;
    Tick at;
    const Segment* before = nullptr;
    for (const Segment& segment : segments) {
        if (!segment.isSilence()) {
            const bool isFirst = !before && segment.from.begin == Tick(0);
            all.push_back({segment.from, at, isFirst || (before && !before->isSilence() && before->from.end == segment.from.begin), {}});
            if (before && !before->isSilence())
                all[all.size() - 2].next = segment.from.begin;
        }
        at += segment.isSilence() ? segment.silence : segment.from.end - segment.from.begin;
        before = &segment;
    }
    return all;
}

// --- clips ---

/// Part of a clip in the song that is made; the notes in its time.
struct Piece {
    Range<Tick> time;
    bool isWhole = false;               ///< all of the clip as it is, but for its place
    std::vector<Note> notes;            ///< of one that is not whole
};

/// What a stretch holds of a clip. Notes that came with an earlier one get new ids.
std::optional<Piece> pieceOf(const Clip& clip, std::span<const Placed> earlier, const Placed& stretch, std::uint64_t& lastId)
{
    const Range<Tick> whole{clip.start, clip.start + clip.length};
    const bool comesAgain = std::ranges::any_of(earlier, [&](const Placed& other) { return other.from.overlaps(stretch.from); });
    const bool holdsNotes = clip.notes.empty()
        || (clip.start + clip.notes.front().start >= stretch.from.begin && clip.start + clip.notes.lastEnd() <= stretch.from.end);
    if (!comesAgain && holdsNotes && stretch.from.contains(whole.begin) && whole.end <= stretch.from.end)
        return Piece{{whole.begin + stretch.shift(), whole.end + stretch.shift()}, true, {}};

    const NoteList::Stretch notes = clip.notes.startingIn({stretch.from.begin - clip.start, stretch.from.end - clip.start});
    Range<Tick> inside = whole.intersect(stretch.from);
    if (inside.isEmpty()) {
        if (notes.empty() && !stretch.from.contains(clip.start))
            return std::nullopt;
        inside.begin = notes.empty() ? clip.start : clip.start + notes.front().start;
        inside.end = inside.begin;
    }
    Piece piece{{inside.begin + stretch.shift(), inside.end + stretch.shift()}, false, {}};
    for (const Note& note : notes) {
        Note moved = inSongTime(note, clip);
        if (std::ranges::any_of(earlier, [&moved](const Placed& other) { return other.from.contains(moved.start); }))
            moved.id = NoteId(++lastId);
        moved.length = stretch.lengthOf(moved);
        moved.start += stretch.shift() - piece.time.begin;
        piece.notes.push_back(moved);
    }
    return piece;
}

/// The piece goes on with what stood behind it in the clip.
void append(Piece& piece, Piece next)
{
    const Tick shift = next.time.begin - piece.time.begin;
    for (Note note : next.notes) {
        note.start += shift;
        piece.notes.push_back(note);
    }
    piece.time.end = next.time.end;
}

std::vector<std::shared_ptr<const Clip>> splicedClips(const Track& track, std::span<const Placed> stretches, std::uint64_t& lastId)
{
    std::vector<std::shared_ptr<const Clip>> made;
    for (const auto& clip : track.clips) {
        std::vector<Piece> pieces;
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            std::optional<Piece> piece = pieceOf(*clip, stretches.first(i), stretches[i], lastId);
            if (!piece)
                continue;
            if (stretches[i].followsOn && !pieces.empty() && pieces.back().time.end == piece->time.begin)
                append(pieces.back(), std::move(*piece));
            else
                pieces.push_back(std::move(*piece));
        }
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            Piece& piece = pieces[i];
            if (piece.isWhole && piece.time.begin == clip->start) {
                made.push_back(clip);
                continue;
            }
            const ClipId id = i == 0 ? clip->id : ClipId(++lastId);
            made.push_back(std::make_shared<const Clip>(Clip{id, piece.time.begin, piece.time.end - piece.time.begin,
                                                             piece.isWhole ? clip->notes : NoteList(std::move(piece.notes))}));
        }
    }
    std::ranges::stable_sort(made, {}, [](const auto& clip) { return clip->start; });
    return made;
}

// --- tempi, meters, keys ---

/// What is in force from `at` on; null without a change up to there.
template <typename Change>
const Change* inForceAt(std::span<const Change> changes, Tick at)
{
    const auto after = std::ranges::upper_bound(changes, at, {}, &Change::at);
    return after == changes.begin() ? nullptr : &*std::prev(after);
}

template <typename Change>
Change movedTo(Change change, Tick at)
{
    change.at = at;
    return change;
}

/// `rest` is what holds without a change.
template <typename Change>
std::vector<Change> splicedChanges(std::span<const Change> changes, std::span<const Placed> stretches, std::optional<Change> rest)
{
    std::vector<Change> made;
    const auto set = [&made, &rest](const Change& change) {
        const Change* inForce = made.empty() ? (rest ? &*rest : nullptr) : &made.back();
        if (!inForce || movedTo(*inForce, change.at) != change)
            made.push_back(change);
    };
    if (!stretches.empty() && stretches.front().at > Tick(0)) // a silence comes first
        if (const Change* const first = inForceAt(changes, Tick(0)))
            made.push_back(movedTo(*first, Tick(0)));
    for (const Placed& stretch : stretches) {
        const Change* const wanted = inForceAt(changes, stretch.from.begin);
        if (!stretch.followsOn && (wanted || rest))
            set(movedTo(wanted ? *wanted : *rest, stretch.at));
        for (const Change& change : changes) {
            const bool wasSet = change.at == stretch.from.begin && !stretch.followsOn;
            if (stretch.from.contains(change.at) && !wasSet)
                made.push_back(movedTo(change, change.at + stretch.shift()));
        }
    }
    return made;
}

/// Bar lines where segments begin, and the meters of silences.
MeterMap splicedMeters(const MeterMap& meters, std::span<const Segment> segments, std::span<const Placed> stretches)
{
    std::vector<MeterChange> changes = splicedChanges<MeterChange>(meters.changes(), stretches, MeterChange{});
    Tick at;
    for (const Segment& segment : segments) {
        const MeterMap soFar(changes);
        const Meter meter = segment.isSilence() ? segment.meter.value_or(soFar.meterAt(at)) : soFar.meterAt(at);
        const bool isMissing = soFar.meterAt(at) != meter || soFar.bar(soFar.barAt(at)).begin != at;
        const Tick length = segment.isSilence() ? segment.silence : segment.from.end - segment.from.begin;
        if (isMissing && length > Tick(0)) {
            std::erase_if(changes, [at](const MeterChange& change) { return change.at == at; });
            const auto place = std::ranges::lower_bound(changes, at, {}, &MeterChange::at);
            // What held there holds on behind a silence.
            if (segment.isSilence() && std::ranges::find(changes, at + length, &MeterChange::at) == changes.end())
                changes.insert(place, {{at, meter}, {at + length, soFar.meterAt(at)}});
            else
                changes.insert(place, {at, meter});
        }
        at += length;
    }
    return MeterMap(std::move(changes));
}

// --- events ---

/// What a channel message sets: its status, and the controller's number.
using Setting = std::pair<std::uint8_t, std::uint8_t>;

constexpr std::uint8_t kController = 0xB0, kProgram = 0xC0, kPressure = 0xD0, kBend = 0xE0; ///< status without the channel

std::optional<Setting> settingOf(const TrackEvent& event)
{
    const std::uint8_t kind = event.status & 0xF0;
    if (!event.isChannelMessage() || (kind != kController && kind != kProgram && kind != kPressure && kind != kBend))
        return std::nullopt;
    return Setting{event.status, kind == kController ? event.data1 : std::uint8_t{0}};
}

/// What holds where nothing was set.
TrackEvent atRest(const Track* track, Setting setting)
{
    TrackEvent event;
    event.status = setting.first;
    const std::uint8_t kind = setting.first & 0xF0;
    if (kind == kController) {
        event.data1 = setting.second;
        event.data2 = static_cast<std::uint8_t>(Curve{setting.second}.resting());
    } else if (kind == kBend) {
        event.data2 = 64;
    } else if (kind == kProgram && track) {
        event.data1 = static_cast<std::uint8_t>(track->program.value_or(0));
    }
    return event;
}

/// What is about the whole song or track: texts and system exclusive messages at its beginning.
bool isHeading(const TrackEvent& event)
{
    return event.at == Tick(0) && !event.isChannelMessage() && !event.isMeta(meta::kMarker) && !event.isMeta(meta::kLyric)
        && !event.isMeta(meta::kCuePoint);
}

std::vector<TrackEvent> splicedEvents(std::span<const TrackEvent> events, const Track* track, std::span<const Placed> stretches)
{
    std::vector<TrackEvent> made;
    std::map<Setting, TrackEvent> inForce;
    const auto add = [&](TrackEvent event, Tick at) {
        event.at = at;
        if (const auto setting = settingOf(event))
            inForce.insert_or_assign(*setting, event);
        made.push_back(std::move(event));
    };
    const bool beginsAsBefore = stretches.front().from.begin == Tick(0) && stretches.front().at == Tick(0);
    if (!beginsAsBefore)
        std::ranges::copy_if(events, std::back_inserter(made), isHeading);
    for (const Placed& stretch : stretches) {
        if (!stretch.followsOn) {
            std::vector<TrackEvent> wanted; // in the order in which they were set
            for (const auto& [setting, event] : inForce)
                wanted.push_back(atRest(track, setting));
            for (const TrackEvent& event : events) {
                if (event.at >= stretch.from.begin)
                    break;
                if (const auto setting = settingOf(event)) {
                    std::erase_if(wanted, [&](const TrackEvent& other) { return settingOf(other) == setting; });
                    wanted.push_back(event);
                }
            }
            for (const TrackEvent& event : wanted) {
                const auto now = inForce.find(*settingOf(event));
                if (now == inForce.end() || now->second.data1 != event.data1 || now->second.data2 != event.data2)
                    add(event, stretch.at);
            }
        }
        for (const TrackEvent& event : events)
            if (stretch.from.contains(event.at) && (!isHeading(event) || (beginsAsBefore && &stretch == &stretches.front())))
                add(event, event.at + stretch.shift());
    }
    return made;
}

Tick splicedEnd(Tick end, std::span<const Placed> stretches)
{
    Tick made;
    if (end > Tick(0))
        for (const Placed& stretch : stretches)
            if (end > stretch.from.begin)
                made = std::max(made, std::min(end, stretch.from.end) + stretch.shift());
    return made;
}

} // namespace

Song spliced(const Song& song, std::span<const Segment> segments)
{
    const std::vector<Placed> stretches = placed(segments);
    Song made = song;
    for (auto& track : made.tracks) {
        Track changed = *track;
        changed.clips = splicedClips(*track, stretches, made.lastId);
        changed.events = splicedEvents(track->events, track.get(), stretches);
        changed.end = splicedEnd(track->end, stretches);
        if (!sameContent(changed, *track))
            track = std::make_shared<const Track>(std::move(changed));
    }
    made.tempo = TempoMap(splicedChanges<TempoChange>(song.tempo.changes(), stretches, TempoChange{}));
    made.meters = splicedMeters(song.meters, segments, stretches);
    made.keys = splicedChanges<KeyChange>(song.keys, stretches, std::nullopt);
    made.conductor = splicedEvents(song.conductor, nullptr, stretches);
    return made;
}

} // namespace continuo
