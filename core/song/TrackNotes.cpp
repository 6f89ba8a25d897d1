// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/TrackNotes.h"

#include <algorithm>

namespace continuo {

namespace {

/// The clip with these notes, given from its start; it begins earlier when one of them does.
std::shared_ptr<const Clip> withNotes(const Clip& clip, NoteList notes)
{
    Clip made{clip.id, clip.start, clip.length, std::move(notes)};
    if (!made.notes.empty() && made.notes.front().start < Tick(0)) {
        const Tick earlier = made.notes.front().start;
        std::vector<Note> moved(made.notes.begin(), made.notes.end());
        for (Note& note : moved)
            note.start -= earlier;
        made = {clip.id, clip.start + earlier, clip.length - earlier, std::move(moved)};
    }
    return std::make_shared<const Clip>(std::move(made));
}

/// What becomes of the notes of a clip that are asked about.
class Exchange {
public:
    Exchange(const Clip& clip, const std::function<std::optional<Note>(const Note&)>& change) : clip_(clip), change_(change) {}

    void ask(const Note& note)
    {
        std::optional<Note> wanted = change_(inSongTime(note, clip_));
        if (wanted)
            wanted->start -= clip_.start;
        if (wanted == note)
            return;
        without_.push_back(note.id);
        if (wanted)
            with_.push_back(*wanted);
    }
    bool changesNothing() const { return without_.empty(); }
    std::shared_ptr<const Clip> made()
    {
        std::ranges::sort(without_);
        std::ranges::sort(with_, comesBefore);
        return withNotes(clip_, clip_.notes.exchanged(without_, with_));
    }

private:
    const Clip& clip_;
    const std::function<std::optional<Note>(const Note&)>& change_;
    std::vector<NoteId> without_;
    std::vector<Note> with_;
};

/// A clip that begins earlier than before may come before others now.
void putInOrder(std::vector<std::shared_ptr<const Clip>>& clips)
{
    std::ranges::stable_sort(clips, {}, [](const auto& clip) { return clip->start; });
}

/// Index of the clip that takes a note starting at `at`; the track has clips.
std::size_t clipIndexFor(const Track& track, Tick at)
{
    std::size_t latest = 0;
    for (std::size_t i = 0; i < track.clips.size(); ++i) {
        const Clip& clip = *track.clips[i];
        if (Range<Tick>{clip.start, clip.start + clip.length}.contains(at))
            return i;
        if (clip.start <= at)
            latest = i;
    }
    return latest;
}

} // namespace

Track withChangedNotes(const Track& track, std::span<const NoteId> ids,
                       const std::function<std::optional<Note>(const Note&)>& change)
{
    Track changed = track;
    for (auto& clip : changed.clips) {
        Exchange exchange(*clip, change);
        clip->notes.eachOf(ids, [&exchange](const Note& note) { exchange.ask(note); });
        if (!exchange.changesNothing())
            clip = exchange.made();
    }
    putInOrder(changed.clips);
    return changed;
}

Track withChangedNotes(const Track& track, const std::function<std::optional<Note>(const Note&)>& change)
{
    Track changed = track;
    for (auto& clip : changed.clips) {
        Exchange exchange(*clip, change);
        for (const Note& note : clip->notes)
            exchange.ask(note);
        if (!exchange.changesNothing())
            clip = exchange.made();
    }
    putInOrder(changed.clips);
    return changed;
}

Track withAddedNotes(const Track& track, std::span<const Note> notes, ClipId newClip)
{
    if (notes.empty())
        return track;
    Track changed = track;
    if (changed.clips.empty())
        changed.clips.push_back(std::make_shared<const Clip>(Clip{newClip, Tick(0), Tick(0), {}}));

    std::vector<std::vector<Note>> additions(changed.clips.size());
    for (const Note& note : notes)
        additions[clipIndexFor(changed, note.start)].push_back(note);
    for (std::size_t i = 0; i < additions.size(); ++i) {
        if (additions[i].empty())
            continue;
        Clip grown = *changed.clips[i];
        const bool isLast = i + 1 == changed.clips.size();
        for (Note& note : additions[i]) {
            note.start -= grown.start;
            if (isLast)
                grown.length = std::max(grown.length, note.end());
        }
        std::ranges::sort(additions[i], comesBefore);
        changed.clips[i] = withNotes(grown, grown.notes.exchanged({}, additions[i]));
    }
    putInOrder(changed.clips);
    return changed;
}

} // namespace continuo
