// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sound/SoundRack.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSlider;

namespace continuo::ui {

/// Device, rate and block with the latency that comes of them; SoundFont; level and effects. Everything is heard at once.
class SoundDialog : public QDialog {
    Q_OBJECT

public:
    /// The rack outlives the dialog.
    explicit SoundDialog(SoundRack& rack, QWidget* parent = nullptr);

private:
    void buildDevice(QFormLayout& form);
    void buildSoundFont(QFormLayout& form);
    void buildLevels(QFormLayout& form);
    QSlider* addSlider(QFormLayout& form, const QString& label, const QString& name, double SoundChoice::*what);
    void refresh();
    void refreshDevice();
    void refreshLatency();
    void refreshSoundFonts();
    void filterSoundFonts();
    void chooseDevice();
    void chooseFile();
    void chooseSoundFont(const std::filesystem::path& path);

    SoundRack& rack_;
    QComboBox *system_, *device_, *rate_, *block_;
    QLabel *latency_, *roundTrip_, *inUse_, *trouble_;
    QPushButton* measure_;
    QLineEdit* search_;
    QListWidget* fonts_;
    QTimer soon_;
};

} // namespace continuo::ui
