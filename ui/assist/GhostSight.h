// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/SuggestionController.h"
#include "ui/pianoroll/PianoRoll.h"

#include <cstdint>
#include <optional>
#include <utility>

namespace continuo::ui {

/// Brings the pitches of the candidate on show into the roll's view, once for each candidate and beside what the active
/// track plays there, and the view back to where it was when all candidates are dropped. A view that was moved
/// meanwhile stays.
class GhostSight : public QObject {
    Q_OBJECT

public:
    GhostSight(SuggestionController& controller, PianoRoll& roll);

private:
    struct Rows {
        double height = 0, scrollY = 0;
        bool operator==(const Rows&) const = default;
    };

    void look();
    void lookAt(const Suggestion& suggestion);
    Rows rows() const { return {roll_.geometry().rowHeight(), roll_.geometry().scrollY()}; }

    SuggestionController& controller_;
    PianoRoll& roll_;
    std::optional<Rows> before_, left_;             ///< the view that was found, and as it was left
    std::pair<std::uint64_t, int> seen_{0, -1};     ///< the request and the candidate that were looked at last
};

} // namespace continuo::ui
