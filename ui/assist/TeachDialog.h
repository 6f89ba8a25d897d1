// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/EngineProcess.h"
#include "ui/assist/Teaching.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace continuo::ui {

/// Teaches the model that makes the suggestions songs of one's own: asks which, and shows how far it is and what came of it. The model that learns stays
/// as it is; the one that comes of it lies in the user's data folder. Closing the dialog does not end the lesson.
class TeachDialog : public QDialog {
    Q_OBJECT

public:
    /// The engine outlives the dialog. Models are taught by `trainer` (Teaching).
    explicit TeachDialog(EngineProcess& engine, QStringList trainer = Teaching::defaultTrainer(), QWidget* parent = nullptr);

Q_SIGNALS:
    /// What came of a lesson, for whoever has closed the dialog meanwhile.
    void ended(const QString& sentence);

private:
    void build();
    void start();
    void refresh();
    void showEnd(const QString& sentence);
    void showLearned(const QString& folder, std::optional<Teaching::Worth> worth);

    EngineProcess& engine_;
    Teaching teaching_;
    QLineEdit *songs_, *name_;
    QLabel *from_, *state_;
    QProgressBar* progress_;
    QPushButton *start_, *stop_, *use_;
    QString learnedFolder_; ///< empty until a lesson ended well
};

} // namespace continuo::ui
