// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/PieceEdits.h"

#include "core/edit/NoteChanges.h"

#include <algorithm>
#include <map>

namespace continuo {

Edit splitNotes(std::vector<NoteRef> notes, Tick at, std::vector<NoteId> laterPieces)
{
    std::string name = counted("Split", notes.size());
    return {std::move(name),
            [notes = std::move(notes), at, laterPieces = std::move(laterPieces)](const Song& song) {
                std::map<NoteRef, NoteId> laterOf;
                for (std::size_t i = 0; i < std::min(notes.size(), laterPieces.size()); ++i)
                    laterOf.emplace(notes[i], laterPieces[i]);
                std::vector<TrackNote> earlier, later;
                for (const TrackNote& each : notesOf(song, notes)) {
                    if (at <= each.note.start || each.note.end() <= at)
                        continue;
                    earlier.push_back(each);
                    earlier.back().note.length = at - each.note.start;
                    later.push_back(each);
                    later.back().note.id = laterOf[{each.track, each.note.id}];
                    later.back().note.start = at;
                    later.back().note.length = each.note.end() - at;
                }
                return later.empty() ? song : withNotesAdded(withNotesReplaced(song, earlier), later);
            },
            {}};
}

Edit glueNotes(std::vector<NoteRef> notes)
{
    std::string name = counted("Glue", notes.size());
    return {std::move(name),
            [notes = std::move(notes)](const Song& song) {
                std::map<std::pair<TrackId, Pitch>, Note> gluedAt;
                for (const TrackNote& each : notesOf(song, notes)) {
                    Note& glued = gluedAt.try_emplace({each.track, each.note.pitch}, each.note).first->second;
                    glued.length = std::max(glued.end(), each.note.end()) - glued.start;
                }
                std::map<NoteId, Note> kept;
                for (const auto& [place, note] : gluedAt)
                    kept.emplace(note.id, note);
                return withNotesChanged(song, notes, [&kept](const Note& note) -> std::optional<Note> {
                    const auto glued = kept.find(note.id);
                    return glued == kept.end() ? std::nullopt : std::optional(glued->second);
                });
            },
            {}};
}

} // namespace continuo
