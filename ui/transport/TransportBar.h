// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/DocumentBridge.h"
#include "ui/EditorState.h"
#include "ui/transport/PositionDisplay.h"

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;

namespace continuo::ui {

/// The row above the roll: transport, position, tempo, meter and key at the playhead, tools and grid.
class TransportBar : public QWidget {
    Q_OBJECT

public:
    struct Buttons {
        std::vector<QAction*> transport, tools, history;
    };
    TransportBar(DocumentBridge& bridge, EditorState& state, const Buttons& buttons, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setPosition(Tick at);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addButtons(QHBoxLayout& row, const std::vector<QAction*>& actions);
    void buildControls(QHBoxLayout& row);
    void buildGrid(QHBoxLayout& row);
    /// Shows what is in force at the playhead.
    void refresh();
    void changeTempo(double bpm);
    void changeMeter(const QString& text);
    void changeKey(int index);

    DocumentBridge& bridge_;
    EditorState& state_;
    const Theme* theme_;
    PositionDisplay* display_;
    QDoubleSpinBox* tempo_;
    QComboBox* meter_;
    QComboBox* key_;
    QComboBox* grid_;
    Tick position_;
    bool refreshing_ = false;
};

} // namespace continuo::ui
