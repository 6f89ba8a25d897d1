// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/edit/NoteRef.h"

#include "support/SongText.h"

#include <algorithm>

namespace continuo {

/// Every note of the song, by track and in order.
inline std::vector<NoteRef> allNotes(const Song& song)
{
    std::vector<NoteRef> notes;
    for (const auto& track : song.tracks)
        for (const Note& note : notesInSongTime(*track))
            notes.push_back({track->id, note.id});
    return notes;
}

/// The notes of this pitch.
inline std::vector<NoteRef> notesNamed(const Song& song, std::string_view pitch)
{
    std::vector<NoteRef> notes;
    for (const auto& track : song.tracks)
        for (const Note& note : notesInSongTime(*track))
            if (note.pitch == parsePitch(pitch))
                notes.push_back({track->id, note.id});
    return notes;
}

/// The song after the edit as text, once preview, commit, undo and redo have been seen to agree; else what was wrong.
inline std::string edited(const Song& song, const Edit& edit)
{
    Document document(song);
    document.preview(edit);
    const std::string previewed = textOf(document.song());
    document.cancelPreview();
    if (!sameContent(document.song(), song))
        return "cancelling the preview did not bring the song back";
    const bool committed = document.commit(edit);
    const Song after = document.song();
    if (committed == sameContent(after, song))
        return "commit did not say whether the song changed";
    if (committed != document.canUndo())
        return "an undo step without a change, or a change without one";
    if (previewed != textOf(after))
        return "the preview was " + previewed;
    if (committed) {
        if (document.undoName() != edit.name)
            return "the step is named " + document.undoName();
        document.undo();
        if (!sameContent(document.song(), song))
            return "undo did not bring the song back";
        document.redo();
        if (!sameContent(document.song(), after))
            return "redo did not bring the edit back";
    }
    return textOf(after);
}

/// Whether clips and notes are in order, notes are within their ranges and no id is used twice or above lastId.
inline bool isWellFormed(const Song& song)
{
    std::vector<std::uint64_t> ids;
    for (const auto& track : song.tracks) {
        ids.push_back(track->id.value);
        Tick clipBefore;
        for (const auto& clip : track->clips) {
            ids.push_back(clip->id.value);
            if (clip->start < clipBefore || clip->length < Tick(0))
                return false;
            clipBefore = clip->start;
            if (!std::is_sorted(clip->notes.begin(), clip->notes.end(), comesBefore))
                return false;
            for (const Note& note : clip->notes) {
                ids.push_back(note.id.value);
                if (note.start < Tick(0) || note.length < Tick(1) || note.pitch.number > 127 || note.velocity < 1
                    || note.velocity > 127)
                    return false;
            }
        }
    }
    std::sort(ids.begin(), ids.end());
    return std::adjacent_find(ids.begin(), ids.end()) == ids.end() && (ids.empty() || ids.back() <= song.lastId)
        && (ids.empty() || ids.front() > 0);
}

} // namespace continuo
