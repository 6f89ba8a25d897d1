// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace continuo::app {

/// Calls `then` once, after the window was painted for the first time and the event loop has come round.
void whenFirstPainted(QWidget& window, std::function<void()> then);

/// When the environment has CONTINUO_PAINT_METRIC=1: prints "METRIC first_paint_ms N", the milliseconds since the
/// monotonic time in seconds that the environment variable T0 holds, quits the program and says true. Otherwise nothing
/// happens.
bool reportFirstPaint();

} // namespace continuo::app
