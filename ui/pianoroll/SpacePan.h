// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/PianoRoll.h"

#include <optional>

namespace continuo::ui {

/// Dragging with Space held moves the view of the roll. While the pointer is over the roll, Space without a drag is said
/// when the key comes up; elsewhere the key is left to the window.
class SpacePan : public QObject {
    Q_OBJECT

public:
    explicit SpacePan(PianoRoll& roll);

Q_SIGNALS:
    /// Space was pressed and released, and nothing was dragged meanwhile.
    void tapped();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool key(QEvent& event);
    bool mouse(QEvent& event);

    PianoRoll& roll_;
    bool pointerIsOver_ = false;
    bool isHeld_ = false;
    bool hasPanned_ = false;
    std::optional<QPointF> from_;   ///< where the drag was last
};

} // namespace continuo::ui
