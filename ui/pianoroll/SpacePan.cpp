// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/SpacePan.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace continuo::ui {

SpacePan::SpacePan(PianoRoll& roll) : QObject(&roll), roll_(roll)
{
    roll_.installEventFilter(this);
}

bool SpacePan::eventFilter(QObject*, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Enter: pointerIsOver_ = true; return false;
    case QEvent::Leave: pointerIsOver_ = false; return false;
    case QEvent::FocusOut:
        isHeld_ = false;
        from_.reset();
        return false;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
    case QEvent::KeyRelease: return key(*event);
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::MouseButtonRelease: return mouse(*event);
    default: return false;
    }
}

bool SpacePan::key(QEvent& event)
{
    const auto& key = static_cast<const QKeyEvent&>(event);
    const bool isSpace = key.key() == Qt::Key_Space && key.modifiers() == Qt::NoModifier;
    if (!isSpace || (!pointerIsOver_ && !isHeld_))
        return false;
    event.accept();
    if (event.type() == QEvent::ShortcutOverride || key.isAutoRepeat())
        return true;
    if (event.type() == QEvent::KeyPress) {
        isHeld_ = true;
        hasPanned_ = false;
    } else if (isHeld_) {
        isHeld_ = false;
        from_.reset();
        if (!hasPanned_)
            Q_EMIT tapped();
    }
    return true;
}

bool SpacePan::mouse(QEvent& event)
{
    const auto& mouse = static_cast<const QMouseEvent&>(event);
    if (event.type() == QEvent::MouseButtonPress && isHeld_ && mouse.button() == Qt::LeftButton) {
        from_ = mouse.position();
        hasPanned_ = true;
        return true;
    }
    if (!from_)
        return false;
    if (event.type() == QEvent::MouseButtonRelease) {
        from_.reset();
        return true;
    }
    const QPointF way = mouse.position() - *from_;
    from_ = mouse.position();
    roll_.scrollByHand(roll_.geometry().scrollX() - way.x(), roll_.geometry().scrollY() - way.y());
    return true;
}

} // namespace continuo::ui
