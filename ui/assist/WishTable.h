// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/SuggestionSettings.h"

#include <QString>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <span>

namespace continuo::ui {

/// One thing that can be wished of a suggestion, as data: its field in the panel, where it is kept, and how what came of
/// it is found.
struct Wish {
    enum class Kind : std::uint8_t { Whole, Decimal, Slider, Choice, Choices, Text, Switch };
    enum class Group : std::uint8_t { First, Variation, Limits, Chords, Character, Drawing };

    const char* id;                     ///< what it is kept under; traits have their name in AskedAndMeasured
    QString label;
    QString help;
    Kind kind;
    Group group;
    /// A double for numbers, an index into `choices`, a list of some of them, a text, a bool; invalid for a number that is not
    /// wished for.
    std::function<QVariant(const SuggestionSettings&)> read;
    std::function<void(SuggestionSettings&, const QVariant&)> write;
    double least = 0, most = 1;         ///< of numbers, both included
    bool mayBeAny = false;              ///< a number that need not be wished for
    QStringList choices = {};           ///< of a choice, and of which there may be several; of a text those that are offered
    QString (*show)(double) = nullptr;  ///< a number as it is read; null: plainly
    std::function<QString(const QString&)> objection = {}; ///< of a text: why it will not do; empty when it will
};

/// All of them, in the order of the panel.
std::span<const Wish> wishTable();
/// The heading of a group; empty for the first.
QString groupName(Wish::Group group);

/// A style as it is shown: "Art song".
QString styleText(const QString& style);
/// "60 %".
QString percent(double share);

/// The wishes as they were kept at the last start; those that were never changed are as SuggestionSettings has them.
SuggestionSettings keptWishes();
/// Keeps one wish for the next start.
void keepWish(const Wish& wish, const SuggestionSettings& settings);

} // namespace continuo::ui
