// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace continuo::ui {

/// Whether it is a field or a list of choices, which letters are for.
bool takesText(const QObject* widget);

/// Leaves keys to the field that has the focus before commands hear them: letters and Space to fields and lists of
/// choices, Space to buttons. Keys with Ctrl or Alt still command.
class FieldKeys : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace continuo::ui
