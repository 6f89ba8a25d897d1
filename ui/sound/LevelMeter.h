// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/MasterBus.h"

#include <QWidget>

#include <chrono>

namespace continuo::ui {

/// How loud both sides are: a bar each, a line at the largest of the last two seconds, and a lamp that stays lit once
/// the limiter had to work. A click puts the lamp out.
class LevelMeter : public QWidget {
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;
    static constexpr double kFloorDb = -60; ///< the left end

    explicit LevelMeter(QWidget* parent = nullptr);

    /// What was the largest since the last call.
    void take(const MasterBus::Peaks& peaks, Clock::time_point now = Clock::now());
    bool hasClipped() const { return clipped_; }
    /// Where the bar of a side ends, in dB of full scale, kFloorDb or more; 0 is left.
    double shownDb(int side) const { return sides_[side].bar; }
    double heldDb(int side) const { return sides_[side].held; }
    QSize sizeHint() const override { return {132, 16}; }

Q_SIGNALS:
    void doubleClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    struct Side {
        double bar = kFloorDb, held = kFloorDb;
        Clock::time_point heldSince{};
    };
    Side sides_[2];
    Clock::time_point before_{};
    bool clipped_ = false;
};

} // namespace continuo::ui
