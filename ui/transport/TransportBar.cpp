// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/TransportBar.h"

#include "core/edit/SongEdits.h"
#include "ui/NumberReason.h"
#include "ui/transport/ChangeInForce.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QScopedValueRollback>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kNarrowButton = 26, kWideButton = 34; ///< pixels
constexpr int kBeforeStretch = 100; ///< weight of what grows to its width before the empty space gets any
constexpr int kArrowWidth = 30; ///< pixels of a list of choices beside its text
constexpr int kAdaptive = 1; ///< place of the adaptive grid in the list, behind "off"

constexpr const char* kCommonMeters[] = {"2/4", "3/4", "4/4", "5/4", "6/4", "7/4", "2/2", "3/8", "6/8", "7/8", "9/8", "12/8"};

QString meterText(Meter meter)
{
    return QStringLiteral("%1/%2").arg(meter.numerator).arg(meter.denominator);
}

/// In a narrow window the list shows the beginning of its text only.
void mayBeNarrow(QComboBox& box)
{
    box.setMinimumWidth(box.fontMetrics().horizontalAdvance(QStringLiteral("12/8")) + kArrowWidth);
}

} // namespace

TransportBar::TransportBar(DocumentBridge& bridge, EditorState& state, const Buttons& buttons, QWidget* parent)
    : QWidget(parent), bridge_(bridge), state_(state), theme_(&lightTheme()), display_(new PositionDisplay(this)),
      tempo_(new QDoubleSpinBox(this)), meter_(new QComboBox(this)), key_(new QComboBox(this)),
      grid_(new QComboBox(this))
{
    setObjectName(QStringLiteral("transportBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 10, 6);
    row->setSpacing(4);
    addButtons(*row, buttons.transport);
    row->addSpacing(6);
    row->addWidget(display_);
    row->addSpacing(8);
    buildControls(*row);
    row->addSpacing(12);
    addButtons(*row, buttons.tools);
    row->addSpacing(4);
    buildGrid(*row);
    row->addStretch(1);
    addButtons(*row, buttons.history);
    connect(&bridge_, &DocumentBridge::changed, this, &TransportBar::refresh);
    refresh();
}

void TransportBar::setTheme(const Theme& theme)
{
    theme_ = &theme;
    display_->setTheme(theme);
    update();
}

void TransportBar::setPosition(Tick at)
{
    position_ = at;
    refresh();
}

void TransportBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme_->panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme_->outline);
}

void TransportBar::addButtons(QHBoxLayout& row, const std::vector<QAction*>& actions)
{
    for (QAction* action : actions) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAutoRaise(true);
        button->setIconSize({20, 20});
        button->setFixedHeight(32);
        button->setMinimumWidth(kNarrowButton);
        button->setMaximumWidth(kWideButton);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        button->setFocusPolicy(Qt::TabFocus);
        row.addWidget(button, kBeforeStretch);
    }
}

void TransportBar::buildControls(QHBoxLayout& row)
{
    tempo_->setObjectName(QStringLiteral("tempo"));
    tempo_->setRange(4.0, 999.0);
    tempo_->setDecimals(1);
    tempo_->setKeyboardTracking(false);
    tempo_->setFocusPolicy(Qt::StrongFocus);
    tempo_->setToolTip(tr("Tempo at the playhead, quarter notes a minute"));
    tempo_->setAccessibleName(tr("Tempo"));
    tempo_->setPrefix(QStringLiteral("♩ = "));
    new NumberReason(*tempo_);
    connect(tempo_, &QDoubleSpinBox::valueChanged, this, &TransportBar::changeTempo);

    meter_->setObjectName(QStringLiteral("meter"));
    meter_->setToolTip(tr("Meter at the playhead"));
    meter_->setAccessibleName(tr("Meter"));
    for (const char* meter : kCommonMeters)
        meter_->addItem(QString::fromLatin1(meter));
    connect(meter_, &QComboBox::textActivated, this, &TransportBar::changeMeter);

    key_->setObjectName(QStringLiteral("key"));
    key_->setToolTip(tr("Key at the playhead"));
    key_->setAccessibleName(tr("Key"));
    key_->addItem(tr("No key"));
    for (const KeySignature key : allKeys())
        key_->addItem(QString::fromStdString(keyName(key)));
    connect(key_, &QComboBox::activated, this, &TransportBar::changeKey);

    mayBeNarrow(*meter_);
    mayBeNarrow(*key_);
    for (QWidget* control : {static_cast<QWidget*>(tempo_), static_cast<QWidget*>(meter_), static_cast<QWidget*>(key_)}) {
        control->setMinimumHeight(30);
        row.addWidget(control);
    }
}

void TransportBar::buildGrid(QHBoxLayout& row)
{
    grid_->setObjectName(QStringLiteral("grid"));
    grid_->setToolTip(tr("Grid that notes snap to ([ coarser, ] finer, S on and off)"));
    grid_->setAccessibleName(tr("Grid"));
    grid_->setMinimumHeight(30);
    for (const SnapGrid& grid : commonSnapGrids())
        grid_->addItem(grid.isOff() ? tr("Grid off") : QString::fromStdString(grid.name()));
    grid_->insertItem(kAdaptive, QString());
    const auto showGrid = [this] {
        const auto grids = commonSnapGrids();
        const SnapGrid shown = state_.snapGrid();
        grid_->setItemText(kAdaptive, state_.isGridAdaptive() ? tr("Adaptive, %1").arg(QString::fromStdString(state_.grid().name()))
                                                              : tr("Adaptive"));
        const auto found = std::ranges::find_if(grids, [&shown](const SnapGrid& grid) {
            return grid == shown || (grid.isOff() && shown.isOff());
        });
        const auto place = static_cast<int>(found - grids.begin());
        grid_->setCurrentIndex(state_.isGridAdaptive() && !shown.isOff() ? kAdaptive : place == 0 ? 0 : place + 1);
    };
    connect(grid_, &QComboBox::activated, this, [this](int index) {
        if (index == kAdaptive)
            state_.setGridAdaptive(true);
        else
            state_.setSnapGrid(commonSnapGrids()[static_cast<std::size_t>(index < kAdaptive ? index : index - 1)]);
    });
    connect(&state_, &EditorState::snapGridChanged, this, showGrid);
    showGrid();
    mayBeNarrow(*grid_);
    row.addWidget(grid_);
}

void TransportBar::refresh()
{
    const QScopedValueRollback guard(refreshing_, true);
    const Song& song = bridge_.document().song();
    display_->setPosition(song, position_);
    if (!tempo_->hasFocus() || std::abs(tempo_->value() - song.tempo.bpmAt(position_)) > 0.05)
        tempo_->setValue(song.tempo.bpmAt(position_));
    const QString meter = meterText(song.meters.meterAt(position_));
    if (meter_->findText(meter) < 0)
        meter_->addItem(meter);
    meter_->setCurrentText(meter);
    const auto key = song.keyAt(position_);
    key_->setCurrentIndex(key ? std::max(0, key_->findText(QString::fromStdString(keyName(*key)))) : 0);
}

void TransportBar::changeTempo(double bpm)
{
    if (refreshing_)
        return;
    const Tick at = changeInForce(bridge_.document().song().tempo.changes(), position_);
    bridge_.document().commit(setTempo(at, bpm));
}

void TransportBar::changeMeter(const QString& text)
{
    const Tick at = changeInForce(bridge_.document().song().meters.changes(), position_);
    Meter meter = bridge_.document().song().meters.meterAt(position_);
    meter.numerator = text.section(QLatin1Char('/'), 0, 0).toInt();
    meter.denominator = text.section(QLatin1Char('/'), 1, 1).toInt();
    bridge_.document().commit(setMeter(at, meter));
}

void TransportBar::changeKey(int index)
{
    const Tick at = changeInForce(bridge_.document().song().keys, position_);
    const auto keys = allKeys();
    const auto key = index > 0 ? std::optional(keys[static_cast<std::size_t>(index - 1)]) : std::nullopt;
    bridge_.document().commit(setKey(at, key));
}

} // namespace continuo::ui
