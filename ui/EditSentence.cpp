// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EditSentence.h"

#include <QObject>

namespace continuo::ui {

QString settledSentence(const Settled& settled)
{
    if (settled.shortened == 0 && settled.removed == 0)
        return {};
    const auto notes = [](int count) {
        return count == 1 ? QObject::tr("1 note") : QObject::tr("%1 notes").arg(count);
    };
    if (settled.removed == 0)
        return QObject::tr("%1 of the same pitch shortened to make room; undo brings it back.").arg(notes(settled.shortened));
    if (settled.shortened == 0)
        return QObject::tr("%1 of the same pitch covered and removed; undo brings it back.").arg(notes(settled.removed));
    return QObject::tr("To make room, %1 of the same pitch shortened and %2 removed; undo brings them back.")
        .arg(notes(settled.shortened), notes(settled.removed));
}

QString duplicateSentence(std::size_t already, std::size_t pasted)
{
    if (already == 0)
        return {};
    if (already == pasted)
        return QObject::tr("All of these notes were there already, so the song sounds as before.");
    return QObject::tr("%1 of the %2 pasted notes were there already.").arg(already).arg(pasted);
}

} // namespace continuo::ui
