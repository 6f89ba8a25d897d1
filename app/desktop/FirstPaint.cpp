// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/FirstPaint.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <cstdio>

namespace continuo::app {

namespace {

class PaintWatch : public QObject {
public:
    PaintWatch(QWidget& window, std::function<void()> then) : QObject(&window), then_(std::move(then))
    {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            QTimer::singleShot(0, this, [this] {
                then_();
                deleteLater();
            });
        }
        return false;
    }

private:
    std::function<void()> then_;
};

} // namespace

void whenFirstPainted(QWidget& window, std::function<void()> then)
{
    new PaintWatch(window, std::move(then)); // the window owns it
}

bool reportFirstPaint()
{
    if (qgetenv("CONTINUO_PAINT_METRIC") != "1")
        return false;
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    const double begin = qgetenv("T0").toDouble() * 1e3;
    std::printf("METRIC first_paint_ms %.2f\n", std::chrono::duration<double, std::milli>(now).count() - begin);
    std::fflush(stdout);
    QCoreApplication::quit();
    return true;
}

} // namespace continuo::app
