// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/files/AudioExport.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace continuo::ui {

class SongFiles;

/// What can be exported beside the whole song.
struct ExportStretches {
    std::optional<Range<Tick>> loop{}, selection{};
};

/// Asks how a song becomes a sound file, and shows how far it is and how loud it became. Stays open while it is written;
/// closing it does not end that. Remembers what was chosen.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    enum class Part { Song, Loop, Selection };

    /// `first` is chosen when there is such a stretch.
    ExportDialog(SongFiles& files, ExportStretches stretches, Part first, QWidget* parent);

private:
    void buildFields(Part first);
    void buildButtons();
    void kindChanged();
    void confirm();
    void refresh();
    AudioExport wanted() const;

    SongFiles& files_;
    ExportStretches stretches_;
    QComboBox* part_ = nullptr;
    QComboBox* kind_ = nullptr;
    QComboBox* bits_ = nullptr;
    QComboBox* rate_ = nullptr;
    QDoubleSpinBox* tail_ = nullptr;
    QCheckBox* stems_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QLabel* result_ = nullptr;
    QPushButton* confirm_ = nullptr;
    QPushButton* stop_ = nullptr;
};

} // namespace continuo::ui
