// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/RollOptions.h"

#include "ui/Settings.h"

namespace continuo::ui {

namespace {

/// Calls visit(name, field, highest value) for every option.
template <typename Options, typename Visit>
void eachOption(Options& options, Visit visit)
{
    visit("roll/labels", options.labels, 2);
    visit("roll/colours", options.colours, 1);
    visit("roll/fold", options.fold, 2);
    visit("roll/autoScroll", options.autoScroll, 2);
    visit("roll/moves", options.moves, 1);
    visit("roll/rightButton", options.rightButton, 1);
    visit("roll/doubleClickEdits", options.doubleClickEdits, 1);
    visit("roll/middleC", options.middleC, 4);
}

} // namespace

RollOptions keptRollOptions()
{
    RollOptions options;
    const QSettings settings = keptSettings();
    eachOption(options, [&settings](const char* name, auto& field, int highest) {
        bool isNumber = false;
        const int kept = settings.value(QLatin1String(name)).toInt(&isNumber);
        if (isNumber && kept >= 0 && kept <= highest)
            field = static_cast<std::remove_reference_t<decltype(field)>>(kept);
    });
    options.middleC = options.middleC == 3 ? 3 : 4;
    return options;
}

void keep(const RollOptions& options)
{
    QSettings settings = keptSettings();
    eachOption(options, [&settings](const char* name, const auto& field, int) {
        settings.setValue(QLatin1String(name), static_cast<int>(field));
    });
}

} // namespace continuo::ui
