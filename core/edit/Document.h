// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"
#include "core/edit/History.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace continuo {

/// What observers of a document are told. `before` is what they were told last as `after`; both are the same music when
/// an edit is committed that was previewed, and only undo steps change.
struct Change {
    enum class Cause : std::uint8_t { Edit, Preview, Undo, Redo, Load };

    Song before, after;
    Cause cause = Cause::Edit;  ///< Preview also for the end of one
};

/// While it lives, its observer is called. It may outlive the document.
class Observation {
public:
    Observation() = default;

private:
    friend class Document;
    explicit Observation(std::shared_ptr<void> entry) : entry_(std::move(entry)) {}
    std::shared_ptr<void> entry_;
};

/// The one mutable holder of the song that is being worked on: what it is, how it was, and how it would be if the
/// gesture under way ended now. UI thread only.
class Document {
public:
    using Observer = std::function<void(const Change&)>;

    explicit Document(Song song = {});
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    /// What is to be seen and heard: with the preview when there is one.
    const Song& song() const { return preview_ ? *preview_ : committedSong(); }
    /// Without the preview.
    const Song& committedSong() const { return history_.current().song; }
    bool isPreviewing() const { return preview_.has_value(); }

    /// Shows the edit on the committed song, in place of an earlier preview. Adds no undo step.
    void preview(const Edit& edit);
    /// Drops the preview; nothing happens when there is none.
    void cancelPreview();
    /// Applies the edit to the committed song and drops the preview. False, and no undo step, when it changes nothing.
    bool commit(const Edit& edit);
    /// The next edit starts an undo step of its own, whatever its merge key. For when the selection changes.
    void endRun() { history_.endRun(); }

    bool canUndo() const { return history_.canUndo(); }
    bool canRedo() const { return history_.canRedo(); }
    /// Name of the edit that undo() takes back, or redo() brings back; empty when there is none.
    std::string undoName() const { return history_.undoName(); }
    std::string redoName() const { return history_.redoName(); }
    /// Both drop the preview. Nothing else happens when there is no step.
    void undo();
    void redo();

    /// Another song takes the place of this one; history and preview are forgotten. It counts as saved.
    void load(Song song);
    /// The same for a song that no file of its own holds yet: it counts as changed until it is saved.
    void loadUnsaved(Song song);
    /// Names the committed song, for markSaved() once it is on the disk. Every later edit makes a song of another name.
    std::uint64_t versionToSave();
    /// That version of this song is what the file holds; the other versions count as changed.
    void markSaved(std::uint64_t version);
    /// The committed song is what the file holds.
    void markSaved() { markSaved(versionToSave()); }
    /// Whether the committed song is another than the one last saved or loaded; undoing back to that one counts.
    bool isModified() const { return history_.current().number != savedNumber_; }

    /// Ids that neither this song nor an earlier or later one of its history uses.
    NoteId newNoteId() { return NoteId(newId()); }
    ClipId newClipId() { return ClipId(newId()); }
    TrackId newTrackId() { return TrackId(newId()); }

    /// Calls the observer after every change until the returned guard goes. A change made by an observer reaches all
    /// observers after the one that caused it.
    [[nodiscard]] Observation observe(Observer observer);

private:
    void replace(Song song, bool isSaved);
    std::uint64_t newId();
    /// Tells the observers of the way from `before` to song().
    void announce(Song before, Change::Cause cause);

    History history_;
    std::optional<Song> preview_;
    std::optional<std::uint64_t> savedNumber_ = 0;  ///< of the version that the file holds; none when it holds another
    std::uint64_t lastId_ = 0;
    std::vector<std::weak_ptr<Observer>> observers_;
    std::deque<Change> unannounced_;
    bool isAnnouncing_ = false;
};

} // namespace continuo
