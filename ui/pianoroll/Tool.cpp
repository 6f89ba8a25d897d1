// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/Tool.h"

#include <cmath>

namespace continuo::ui {

namespace {

constexpr Tick kFinestNote = kTicksPerQuarter / 64;

bool ignoresGrid(const ToolContext& context, Qt::KeyboardModifiers modifiers)
{
    return context.state.snapGrid().isOff() || modifiers.testFlag(Qt::AltModifier);
}

} // namespace

Tick snappedDistance(const ToolContext& context, Tick from, Tick by, Qt::KeyboardModifiers modifiers)
{
    if (ignoresGrid(context, modifiers))
        return by;
    if (context.state.options().moves == RollOptions::Moves::OntoLines)
        return snappedTick(context, from + by, modifiers) - from;
    const Tick step = context.state.snapGrid().step();
    return step * std::llround(static_cast<double>(by.value) / static_cast<double>(step.value));
}

Tick snappedTick(const ToolContext& context, Tick at, Qt::KeyboardModifiers modifiers)
{
    return ignoresGrid(context, modifiers) ? at : context.state.snapGrid().snap(at, context.document.song().meters);
}

Tick shortestNote(const ToolContext& context, Qt::KeyboardModifiers modifiers)
{
    return ignoresGrid(context, modifiers) ? kFinestNote : context.state.snapGrid().step();
}

} // namespace continuo::ui
