// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a Qt program with a window can be: what the start of `continuo` is held against.
// Prints "METRIC first_paint_ms N" since the monotonic time in seconds that the environment variable T0 holds, and ends.
#include <QApplication>
#include <QPainter>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

class BareWindow : public QWidget {
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).fillRect(rect(), QColor(30, 32, 36));
        const double now = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
        const char* begin = std::getenv("T0");
        std::printf("METRIC first_paint_ms %.2f\n", now - (begin ? std::atof(begin) * 1e3 : 0));
        QTimer::singleShot(0, qApp, &QApplication::quit);
    }
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    BareWindow window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
