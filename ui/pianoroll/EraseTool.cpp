// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/EraseTool.h"

#include "core/edit/NoteEdits.h"

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr double kTouchPixels = 3.0; ///< distance of the places looked at along a fast stroke

} // namespace

std::optional<Edit> EraseTool::press(const RollPoint& point)
{
    touched_.clear();
    last_ = point.position;
    return drag(point);
}

std::optional<Edit> EraseTool::drag(const RollPoint& point)
{
    const QPointF way = point.position - last_;
    const int places = std::max(1, static_cast<int>(std::hypot(way.x(), way.y()) / kTouchPixels));
    for (int i = 1; i <= places; ++i)
        touch(context_.pointAt(last_ + way * i / places, point.modifiers));
    last_ = point.position;
    if (touched_.empty())
        return std::nullopt;
    return eraseNotes(touched_);
}

std::optional<Edit> EraseTool::release(const RollPoint& point)
{
    std::optional<Edit> edit = drag(point);
    touched_.clear();
    return edit;
}

void EraseTool::touch(const RollPoint& point)
{
    if (point.hit && point.hit->ref.track == context_.state.activeTrack()
        && std::ranges::find(touched_, point.hit->ref) == touched_.end())
        touched_.push_back(point.hit->ref);
}

Qt::CursorShape EraseTool::cursor(const RollPoint&) const
{
    return Qt::PointingHandCursor;
}

} // namespace continuo::ui
