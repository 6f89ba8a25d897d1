// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Differences.h"
#include "ui/Appearance.h"
#include "ui/assist/SuggestionController.h"
#include "ui/pianoroll/PianoRoll.h"

#include <vector>

namespace continuo::ui {

/// Drawn over the roll while a suggestion can be accepted: the bar or voice that is chosen, what the suggestion changes,
/// and the note that is looked at. Told by shape: a cross takes away, a plus adds, a double line stays, a line leads
/// from an old place to the new one.
class GhostMarks : public QWidget {
    Q_OBJECT

public:
    GhostMarks(SuggestionController& controller, Appearance& appearance, PianoRoll& roll);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();
    void paintPart(QPainter& painter) const;
    void paintDifference(QPainter& painter, const NoteDifference& difference) const;
    void paintWatched(QPainter& painter) const;

    SuggestionController& controller_;
    Appearance& appearance_;
    PianoRoll& roll_;
    std::vector<NoteDifference> differences_;
};

} // namespace continuo::ui
