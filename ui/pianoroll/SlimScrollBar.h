// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"

#include <QScrollBar>

namespace continuo::ui {

/// A scroll bar without arrows: a rounded handle on the colour of what is around it.
class SlimScrollBar : public QScrollBar {
    Q_OBJECT

public:
    explicit SlimScrollBar(Qt::Orientation orientation, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    /// Begin and length of the handle along the bar, in pixels.
    std::pair<double, double> handle() const;
    double along(QPointF position) const;

    const Theme* theme_;
    double grabbedAt_ = -1.0;      ///< pixels from the handle's begin; negative while it is not held
};

} // namespace continuo::ui
