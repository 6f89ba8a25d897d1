// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace continuo {

/// The songs before and after the current one, with the names of the edits between them. Songs share what did not
/// change, so a step costs little more than the notes that its edit touched.
class History {
public:
    /// A song and a number that no other version has.
    struct Version {
        Song song;
        std::uint64_t number = 0;
    };

    /// How much is remembered. The step that was made last is always kept.
    struct Limits {
        std::size_t steps = 1000;
        std::size_t notes = 8'000'000; ///< that only the steps hold; a note takes 32 bytes
    };

    explicit History(Song first) : History(std::move(first), Limits{}) {}
    /// Steps beyond the limits are forgotten, oldest first.
    History(Song first, Limits limits);

    const Version& current() const { return current_; }
    /// The song becomes the current one; what was undone is forgotten. When `mergeKey` is not empty and the step
    /// before had the same, and nothing ended the run, that step leads here instead of a new one.
    void push(std::string name, Song song, const std::string& mergeKey);
    /// The next push starts a step of its own.
    void endRun() { runKey_.clear(); }

    bool canUndo() const { return !past_.empty(); }
    bool canRedo() const { return !future_.empty(); }
    /// The edit that undo() takes back; empty when there is none.
    std::string undoName() const { return past_.empty() ? std::string() : past_.back().name; }
    /// The edit that redo() brings back; empty when there is none.
    std::string redoName() const { return future_.empty() ? std::string() : future_.back().name; }
    /// Nothing happens when there is no step.
    void undo();
    void redo();

private:
    struct Step {
        std::string name;
        Version version;        ///< before the edit in past_, after it in future_
        std::size_t notes = 0;  ///< that the edit changed or removed, with those that share their memory
    };

    void forgetBeyondLimits();

    Version current_;
    std::deque<Step> past_;
    std::vector<Step> future_;
    std::string runKey_;
    std::uint64_t lastNumber_ = 0;
    Limits limits_;
};

} // namespace continuo
