// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/Tool.h"

namespace continuo::ui {

/// Erases every note of the active track that the pointer touches on its way.
class EraseTool : public Tool {
public:
    explicit EraseTool(ToolContext& context) : context_(context) {}

    std::optional<Edit> press(const RollPoint& point) override;
    std::optional<Edit> drag(const RollPoint& point) override;
    std::optional<Edit> release(const RollPoint& point) override;
    void cancel() override { touched_.clear(); }
    Qt::CursorShape cursor(const RollPoint& hover) const override;

private:
    void touch(const RollPoint& point);

    ToolContext& context_;
    std::vector<NoteRef> touched_;
    QPointF last_;
};

} // namespace continuo::ui
