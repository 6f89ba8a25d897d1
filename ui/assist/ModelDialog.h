// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/EngineProcess.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace continuo::ui {

/// Which model makes the suggestions: those that the engine knows, with what each learned from, and any other folder.
/// What is chosen is kept.
class ModelDialog : public QDialog {
    Q_OBJECT

public:
    /// The engine outlives the dialog.
    explicit ModelDialog(EngineProcess& engine, QWidget* parent = nullptr);

    /// Offers the model in that folder beside the others, chosen, or says why it is none.
    void addFolder(const QString& folder);

    /// Moves the one that is picked to the trash, if it is one of the user's own.
    void removePicked();

    void accept() override;

private:
    void refresh();
    void describe();
    void askForFolder();
    QString picked() const;

    EngineProcess& engine_;
    QListWidget* models_;
    QLabel* about_;
    QPushButton* remove_;
    QStringList others_;    ///< folders that the engine does not list
};

} // namespace continuo::ui
