// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/FirstSteps.h"

#include "ui/Settings.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace continuo::ui {

namespace {

const QString kWanted = QStringLiteral("tips/firstSteps");

/// What the keys of FirstSteps::Offers::asks do, in their order.
constexpr std::array<const char*, 5> kExplanations{
    QT_TRANSLATE_NOOP("FirstSteps", "goes on after the selection or the song"),
    QT_TRANSLATE_NOOP("FirstSteps", "adds voices to the track’s melody"),
    QT_TRANSLATE_NOOP("FirstSteps", "plays the selection differently"),
    QT_TRANSLATE_NOOP("FirstSteps", "writes the bars of the loop anew"),
    QT_TRANSLATE_NOOP("FirstSteps", "adds a piano to the melody"),
};

QString keyOf(const QAction& action)
{
    return action.shortcut().toString(QKeySequence::NativeText);
}

QLabel* text(const QString& words, QWidget* parent)
{
    auto* label = new QLabel(words, parent);
    label->setWordWrap(true);
    return label;
}

/// A label that looks like a key.
QLabel* keyCap(const QString& key, QWidget* parent)
{
    auto* label = new QLabel(key, parent);
    label->setAlignment(Qt::AlignCenter);
    label->setFrameStyle(QFrame::Box | QFrame::Plain); // the style's own frame loses two sides at scales between whole ones
    label->setMinimumWidth(26);
    label->setBackgroundRole(QPalette::Base);
    label->setAutoFillBackground(true);
    return label;
}

QPushButton* buttonFor(QAction& action, const QString& words, QWidget* parent)
{
    auto* button = new QPushButton(words, parent);
    button->setToolTip(action.toolTip());
    button->setAutoDefault(false);
    QObject::connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    return button;
}

} // namespace

FirstSteps::FirstSteps(const Offers& offers, QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("firstSteps"));
    setAccessibleName(tr("First steps"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* heading = text(tr("First steps"), this);
    QFont font = heading->font();
    font.setBold(true);
    heading->setFont(font);
    column->addWidget(heading);
    column->addWidget(text(tr("Click into the roll to draw notes, or press %1 there and write with the arrow keys. Then ask for more:")
                               .arg(keyOf(*offers.write)), this));
    auto* keys = new QGridLayout;
    keys->setHorizontalSpacing(8);
    keys->setVerticalSpacing(4);
    keys->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < offers.asks.size() && i < kExplanations.size(); ++i) {
        const QAction& ask = *offers.asks[i];
        QLabel* cap = keyCap(keyOf(ask), this);
        connect(&ask, &QAction::changed, cap, [cap, &ask] { cap->setText(keyOf(ask)); });
        keys->addWidget(cap, static_cast<int>(i), 0, Qt::AlignTop);
        keys->addWidget(text(tr("<b>%1</b> %2").arg(ask.iconText(), tr(kExplanations[i])), this), static_cast<int>(i), 1);
    }
    column->addLayout(keys);
    column->addWidget(text(tr("Nothing is changed until you accept it, and every step can be undone."), this));
    column->addWidget(buttonFor(*offers.demoSong, tr("Open the demo song"), this));
    column->addWidget(buttonFor(*offers.keys, tr("All keys"), this));
    column->addWidget(buttonFor(*offers.hide, tr("Hide these tips"), this));
    column->addStretch(1);
}

bool FirstSteps::areWanted()
{
    return keptSettings().value(kWanted, true).toBool();
}

void FirstSteps::setWanted(bool wanted)
{
    keptSettings().setValue(kWanted, wanted);
}

} // namespace continuo::ui
