// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NoteInterface.h"

#include "core/edit/NoteEdits.h"
#include "core/edit/VelocityEdits.h"
#include "ui/NoteSentence.h"

namespace continuo::ui {

namespace {

const QString kSelect = QStringLiteral("Select"), kHear = QStringLiteral("Hear"), kRemove = QStringLiteral("Remove");

} // namespace

std::optional<Note> NoteInterface::note() const
{
    const std::vector<TrackNote> found = notesOf(access_.bridge().document().song(), std::span(&ref_, 1));
    return found.empty() ? std::nullopt : std::optional(found.front().note);
}

QString NoteInterface::text(QAccessible::Text kind) const
{
    const std::optional<Note> there = note();
    if (!there)
        return {};
    switch (kind) {
    case QAccessible::Name: return noteSentence(access_.bridge().document().song(), *there);
    case QAccessible::Value: return QString::number(there->velocity);
    default: return {};
    }
}

QRect NoteInterface::rect() const
{
    const std::optional<Note> there = note();
    if (!there)
        return {};
    const QRect inRoll = access_.roll().geometry().rect(*there).toAlignedRect();
    return {access_.roll().mapToGlobal(inRoll.topLeft()), inRoll.size()};
}

QAccessible::State NoteInterface::state() const
{
    QAccessible::State state;
    state.selectable = true;
    state.multiSelectable = true;
    state.focusable = true;
    state.selected = access_.state().selection().contains(ref_);
    state.focused = access_.focused() == ref_;
    state.invalid = !isValid();
    state.offscreen = isValid() && !QRect(access_.roll().mapToGlobal(QPoint()), access_.roll().size()).intersects(rect());
    return state;
}

void* NoteInterface::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface*>(this);
    if (type == QAccessible::ValueInterface)
        return static_cast<QAccessibleValueInterface*>(this);
    return nullptr;
}

QStringList NoteInterface::actionNames() const
{
    return {kSelect, kHear, kRemove};
}

void NoteInterface::doAction(const QString& name)
{
    const std::optional<Note> there = note();
    if (!there)
        return;
    if (name == kSelect)
        access_.state().setSelection(Selection({ref_}));
    else if (name == kHear)
        access_.audition(*there);
    else if (name == kRemove)
        access_.bridge().document().commit(eraseNotes({ref_}));
}

QVariant NoteInterface::currentValue() const
{
    const std::optional<Note> there = note();
    return there ? QVariant(int(there->velocity)) : QVariant();
}

void NoteInterface::setCurrentValue(const QVariant& value)
{
    access_.bridge().document().commit(setVelocity({ref_}, value.toInt()));
}

} // namespace continuo::ui
