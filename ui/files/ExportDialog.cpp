// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/ExportDialog.h"

#include "ui/NumberReason.h"
#include "ui/Settings.h"
#include "ui/files/SongFiles.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace continuo::ui {

namespace {

/// A kind of sound file, and the samples that it can have.
struct Kind {
    const char* name;
    const char* suffix;
    int bitChoices; ///< how many of kBits
};

constexpr Kind kKinds[] = {{"WAV", "wav", 3}, {"FLAC", "flac", 2}, {"Ogg Vorbis", "ogg", 0}, {"MP3", "mp3", 0}};

struct Bits {
    const char* text;
    const char* option; ///< as AudioExport has it
};

constexpr Bits kBits[] = {{QT_TRANSLATE_NOOP("continuo::ui::ExportDialog", "16 bit, dithered"), "16"},
                          {QT_TRANSLATE_NOOP("continuo::ui::ExportDialog", "24 bit"), "24"},
                          {QT_TRANSLATE_NOOP("continuo::ui::ExportDialog", "32 bit floating point"), "32f"}};
constexpr int kRates[] = {22050, 32000, 44100, 48000, 88200, 96000};
constexpr int kUsualRate = 48000;
constexpr int kUsualBits = 1;
constexpr double kLongestTail = 60;

QString settingOf(const char* name)
{
    return QStringLiteral("export/") + QLatin1String(name);
}

} // namespace

ExportDialog::ExportDialog(SongFiles& files, ExportStretches stretches, Part first, QWidget* parent)
    : QDialog(parent), files_(files), stretches_(stretches)
{
    setWindowTitle(tr("Export audio"));
    setObjectName(QStringLiteral("exportDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    new QVBoxLayout(this);
    buildFields(first);
    buildButtons();
    kindChanged();
    refresh();
}

void ExportDialog::buildFields(Part first)
{
    const QSettings kept = keptSettings();
    part_ = new QComboBox(this);
    part_->addItem(tr("Whole song"), static_cast<int>(Part::Song));
    if (stretches_.loop)
        part_->addItem(tr("Loop"), static_cast<int>(Part::Loop));
    if (stretches_.selection)
        part_->addItem(tr("Selected notes' time"), static_cast<int>(Part::Selection));
    part_->setCurrentIndex(std::max(part_->findData(static_cast<int>(first)), 0));
    kind_ = new QComboBox(this);
    for (const Kind& kind : kKinds)
        kind_->addItem(QLatin1String(kind.name), QLatin1String(kind.suffix));
    kind_->setCurrentIndex(std::max(kind_->findData(kept.value(settingOf("kind"))), 0));
    bits_ = new QComboBox(this);
    rate_ = new QComboBox(this);
    for (const int rate : kRates)
        rate_->addItem(tr("%1 Hz").arg(rate), rate);
    rate_->setCurrentIndex(std::max(rate_->findData(kept.value(settingOf("rate"), kUsualRate)), 0));
    tail_ = new QDoubleSpinBox(this);
    tail_->setRange(0, kLongestTail);
    tail_->setDecimals(1);
    tail_->setSuffix(tr(" s"));
    tail_->setAccessibleName(tr("Tail"));
    new NumberReason(*tail_);
    tail_->setToolTip(tr("The end rings on until it is silent, but no longer than this."));
    tail_->setValue(kept.value(settingOf("tail"), AudioExport().tailSeconds).toDouble());
    stems_ = new QCheckBox(tr("Each track alone too"), this);
    stems_->setToolTip(tr("In a folder beside the file. They begin together and add up to the whole."));
    stems_->setChecked(kept.value(settingOf("stems"), false).toBool());

    auto* form = new QFormLayout;
    const std::pair<QString, QWidget*> rows[] = {{tr("What:"), part_}, {tr("Kind:"), kind_}, {tr("Samples:"), bits_},
                                                 {tr("Rate:"), rate_}, {tr("Tail, at most:"), tail_}, {QString(), stems_}};
    for (const auto& [label, field] : rows)
        form->addRow(label, field);
    qobject_cast<QVBoxLayout*>(layout())->addLayout(form);
    const std::pair<const char*, QWidget*> names[] = {{"part", part_}, {"kind", kind_}, {"bits", bits_},
                                                      {"rate", rate_}, {"tail", tail_}, {"stems", stems_}};
    for (const auto& [name, field] : names)
        field->setObjectName(QLatin1String(name));
    connect(kind_, &QComboBox::currentIndexChanged, this, &ExportDialog::kindChanged);
}

void ExportDialog::buildButtons()
{
    progress_ = new QProgressBar(this);
    progress_->setObjectName(QStringLiteral("progress"));
    progress_->setRange(0, 100);
    result_ = new QLabel(this);
    result_->setObjectName(QStringLiteral("result"));
    result_->setWordWrap(true);
    result_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    confirm_ = buttons->addButton(tr("Export …"), QDialogButtonBox::ActionRole);
    confirm_->setObjectName(QStringLiteral("confirm"));
    confirm_->setDefault(true);
    stop_ = buttons->addButton(tr("Stop"), QDialogButtonBox::ActionRole);
    stop_->setObjectName(QStringLiteral("stop"));
    layout()->addWidget(progress_);
    layout()->addWidget(result_);
    layout()->addWidget(buttons);
    connect(confirm_, &QPushButton::clicked, this, &ExportDialog::confirm);
    connect(stop_, &QPushButton::clicked, &files_, &SongFiles::stopExport);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&files_, &SongFiles::exportingChanged, this, &ExportDialog::refresh);
    connect(&files_, &SongFiles::exportProgressed, progress_, &QProgressBar::setValue);
    connect(&files_, &SongFiles::exportEnded, result_, &QLabel::setText);
}

void ExportDialog::kindChanged()
{
    const Kind& kind = kKinds[kind_->currentIndex()];
    bits_->clear();
    for (int i = 0; i < kind.bitChoices; ++i)
        bits_->addItem(tr(kBits[i].text), QLatin1String(kBits[i].option));
    const int kept = bits_->findData(keptSettings().value(settingOf("bits")));
    bits_->setCurrentIndex(kept >= 0 ? kept : std::min(kUsualBits, kind.bitChoices - 1));
    bits_->setEnabled(kind.bitChoices > 0);
}

void ExportDialog::refresh()
{
    const bool isBusy = files_.isExporting();
    confirm_->setEnabled(!isBusy);
    stop_->setEnabled(isBusy);
    progress_->setVisible(isBusy);
    if (isBusy) {
        progress_->setValue(0);
        result_->clear();
    }
}

AudioExport ExportDialog::wanted() const
{
    AudioExport wanted;
    wanted.bits = bits_->currentData().toString().toStdString();
    wanted.sampleRate = rate_->currentData().toInt();
    wanted.tailSeconds = tail_->value();
    wanted.stems = stems_->isChecked();
    const auto part = static_cast<Part>(part_->currentData().toInt());
    if (part == Part::Loop)
        wanted.range = stretches_.loop;
    else if (part == Part::Selection)
        wanted.range = stretches_.selection;
    return wanted;
}

void ExportDialog::confirm()
{
    QSettings kept = keptSettings();
    kept.setValue(settingOf("kind"), kind_->currentData());
    if (bits_->count() > 0)
        kept.setValue(settingOf("bits"), bits_->currentData());
    kept.setValue(settingOf("rate"), rate_->currentData());
    kept.setValue(settingOf("tail"), tail_->value());
    kept.setValue(settingOf("stems"), stems_->isChecked());
    files_.exportTo(wanted(), kind_->currentText(), kind_->currentData().toString());
}

} // namespace continuo::ui
