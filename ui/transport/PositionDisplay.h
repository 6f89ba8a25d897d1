// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"
#include "ui/Theme.h"

#include <QWidget>

namespace continuo::ui {

/// Where the playhead is: bar and beat, large, and minutes and seconds.
class PositionDisplay : public QWidget {
    Q_OBJECT

public:
    explicit PositionDisplay(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setPosition(const Song& song, Tick at);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme* theme_;
    QString bars_, time_;
};

} // namespace continuo::ui
