// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/SuggestionController.h"
#include "ui/pianoroll/PianoRoll.h"

namespace continuo::ui {

/// Says what a suggested note is, how likely it was and, once that is known, why, when the pointer rests on it.
class GhostTips : public QObject {
    Q_OBJECT

public:
    GhostTips(SuggestionController& controller, PianoRoll& roll);

    /// What is said of the suggested note at this place of the roll; empty when there is none.
    QString tipAt(QPointF place) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    SuggestionController& controller_;
    PianoRoll& roll_;
};

} // namespace continuo::ui
