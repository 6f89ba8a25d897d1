// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/GhostTips.h"

#include "ui/assist/WhyText.h"

#include <QHelpEvent>
#include <QToolTip>

namespace continuo::ui {

GhostTips::GhostTips(SuggestionController& controller, PianoRoll& roll) : QObject(&roll), controller_(controller), roll_(roll)
{
    roll_.installEventFilter(this);
}

QString GhostTips::tipAt(QPointF place) const
{
    const Suggestion* shown = controller_.shown();
    if (shown == nullptr)
        return {};
    for (const SuggestedNote& note : shown->notes) {
        if (!roll_.geometry().rect(note.note).contains(place))
            continue;
        const QString why = reasonsText(controller_.askedSong(), *shown, note);
        return likelihoodSentence(controller_.askedSong(), note) + QLatin1Char('\n') + (why.isEmpty() ? tr("W says why.") : why);
    }
    return {};
}

bool GhostTips::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QObject::eventFilter(watched, event);
    const auto& help = static_cast<const QHelpEvent&>(*event);
    const QString tip = tipAt(help.pos());
    if (tip.isEmpty())
        return false;
    QToolTip::showText(help.globalPos(), tip, &roll_);
    return true;
}

} // namespace continuo::ui
