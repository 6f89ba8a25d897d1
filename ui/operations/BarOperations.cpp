// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/BarOperations.h"

#include "core/edit/BarEdits.h"
#include "core/edit/NoteWalk.h"

#include <QObject>

namespace continuo::ui {

namespace {

using Kind = Parameter::Kind;

constexpr double kMostBars = 9999;

/// First and last bar that are meant: those of the loop, else of the selection; where somebody pointed beside the loop, the
/// bar there.
std::pair<int, int> barsMeant(const OperationPlace& place)
{
    const Song& song = place.document.committedSong();
    const auto barsOf = [&song](Range<Tick> time) {
        return std::pair(song.meters.barAt(time.begin), song.meters.barAt(time.end - Tick(1)));
    };
    if (const auto loop = place.state.loop(); loop && (!place.isPointedAt || loop->contains(place.at)))
        return barsOf(*loop);
    if (!place.isPointedAt && !place.state.selection().isEmpty())
        return barsOf(extentOf(song, place.state.selection().notes()));
    const int bar = song.meters.barAt(place.at);
    return {bar, bar};
}

QString shownOf(const OperationPlace& place, const std::string& parameter)
{
    const auto [first, last] = barsMeant(place);
    if (parameter == "first")
        return QString::number(first);
    if (parameter == "last")
        return QString::number(last);
    return {};
}

Edit insertEdit(const OperationPlace&, const Values& values)
{
    return insertBars(values.whole("first"), values.whole("count"));
}

Edit removeEdit(const OperationPlace&, const Values& values)
{
    return removeBars(values.whole("first"), values.whole("last"));
}

Edit repeatEdit(const OperationPlace&, const Values& values)
{
    return repeatBars(values.whole("first"), values.whole("last"), values.whole("times"));
}

Parameter bar(const char* id, const char* label)
{
    return {id, label, Kind::Whole, QStringLiteral("1"), 1, kMostBars};
}

} // namespace

std::vector<Operation> barOperations()
{
    std::vector<Operation> operations{
        {Command::InsertBars, "Insert bars", "Empty bars in all tracks; what stands behind them moves on.",
         {bar("first", "Before bar"), {"count", "How many", Kind::Whole, QStringLiteral("4"), 1, 999}}, insertEdit, nullptr, shownOf},
        {Command::RepeatBars, "Repeat bars", "The bars of all tracks come again after the last one; what stands behind them moves on.",
         {bar("first", "From bar"), bar("last", "to bar"), {"times", "Times more", Kind::Whole, QStringLiteral("1"), 1, 99}}, repeatEdit,
         nullptr, shownOf},
        {Command::RemoveBars, "Remove bars", "The bars go from all tracks; what stands behind them moves up.",
         {bar("first", "From bar"), bar("last", "to bar")}, removeEdit, nullptr, shownOf},
    };
    for (Operation& operation : operations)
        operation.settlesOverlaps = false;
    return operations;
}

} // namespace continuo::ui
