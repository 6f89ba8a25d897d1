// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/SoundDialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kBlocks[] = {32, 64, 128, 256, 512, 1024, 2048};
constexpr int kUsualRates[] = {44100, 48000, 88200, 96000};
constexpr int kLookEvery = 500; ///< milliseconds between looks at latency and dropouts
constexpr int kPercent = 100;

QString shown(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

/// Shows the entry with that value, after adding it when it is not there.
void select(QComboBox& box, const QString& text, const QVariant& value)
{
    if (box.findData(value) < 0)
        box.addItem(text, value);
    box.setCurrentIndex(box.findData(value));
}

QLabel* wrapped(const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

SoundDialog::SoundDialog(SoundRack& rack, QWidget* parent)
    : QDialog(parent), rack_(rack), system_(new QComboBox(this)), device_(new QComboBox(this)), rate_(new QComboBox(this)),
      block_(new QComboBox(this)), latency_(wrapped(QStringLiteral("latency"), this)),
      roundTrip_(wrapped(QStringLiteral("roundTrip"), this)), inUse_(wrapped(QStringLiteral("soundFontInUse"), this)),
      trouble_(wrapped(QStringLiteral("trouble"), this)), measure_(new QPushButton(tr("&Measure"), this)),
      search_(new QLineEdit(this)), fonts_(new QListWidget(this))
{
    setWindowTitle(tr("Sound"));
    setObjectName(QStringLiteral("soundDialog"));
    auto* rows = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    rows->addLayout(form);
    buildDevice(*form);
    buildSoundFont(*form);
    buildLevels(*form);
    rows->addWidget(trouble_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* again = buttons->addButton(tr("&Look again"), QDialogButtonBox::ActionRole);
    rows->addWidget(buttons);
    connect(again, &QPushButton::clicked, &rack_, &SoundRack::look);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&rack_, &SoundRack::changed, this, &SoundDialog::refresh);
    connect(&rack_, &SoundRack::said, trouble_, &QLabel::setText);
    connect(&soon_, &QTimer::timeout, this, &SoundDialog::refreshLatency);
    soon_.start(kLookEvery);
    resize(480, 560);
    refresh();
    rack_.look();
}

void SoundDialog::buildDevice(QFormLayout& form)
{
    struct Row {
        QComboBox* box;
        QString label;
        const char* name;
    };
    for (const Row& row : {Row{system_, tr("&System"), "system"}, Row{device_, tr("&Device"), "device"},
                           Row{rate_, tr("&Rate"), "rate"}, Row{block_, tr("&Buffer"), "block"}}) {
        row.box->setObjectName(QString::fromLatin1(row.name));
        form.addRow(row.label, row.box);
        connect(row.box, &QComboBox::activated, this, &SoundDialog::chooseDevice);
    }
    form.addRow(tr("Latency"), latency_);
    auto* trip = new QHBoxLayout;
    measure_->setObjectName(QStringLiteral("measure"));
    measure_->setToolTip(tr("Sends a click out and listens for it: with a cable from the output to the input"));
    trip->addWidget(roundTrip_, 1);
    trip->addWidget(measure_);
    form.addRow(tr("Round trip"), trip);
    connect(measure_, &QPushButton::clicked, this, [this] {
        roundTrip_->setText(tr("Listening …"));
        rack_.measure();
    });
    connect(&rack_, &SoundRack::measured, roundTrip_, &QLabel::setText);
}

void SoundDialog::buildSoundFont(QFormLayout& form)
{
    form.addRow(tr("SoundFont"), inUse_);
    search_->setObjectName(QStringLiteral("search"));
    search_->setPlaceholderText(tr("Search by name"));
    search_->setAccessibleName(tr("Search SoundFonts by name"));
    search_->setClearButtonEnabled(true);
    fonts_->setObjectName(QStringLiteral("soundFonts"));
    fonts_->setAccessibleName(tr("SoundFonts"));
    auto* other = new QPushButton(tr("&Other file …"), this);
    form.addRow(QString(), search_);
    form.addRow(QString(), fonts_);
    form.addRow(QString(), other);
    connect(search_, &QLineEdit::textChanged, this, &SoundDialog::filterSoundFonts);
    connect(fonts_, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        chooseSoundFont(item->data(Qt::UserRole).toString().toStdString());
    });
    connect(fonts_, &QListWidget::itemClicked, fonts_, &QListWidget::itemActivated);
    connect(other, &QPushButton::clicked, this, &SoundDialog::chooseFile);
}

void SoundDialog::buildLevels(QFormLayout& form)
{
    addSlider(form, tr("L&evel"), QStringLiteral("level"), &SoundChoice::level);
    addSlider(form, tr("Re&verb"), QStringLiteral("reverb"), &SoundChoice::reverb);
    addSlider(form, tr("C&horus"), QStringLiteral("chorus"), &SoundChoice::chorus);
}

QSlider* SoundDialog::addSlider(QFormLayout& form, const QString& label, const QString& name, double SoundChoice::*what)
{
    auto* slider = new QSlider(Qt::Horizontal, this);
    slider->setObjectName(name);
    slider->setRange(0, 2 * kPercent);
    slider->setPageStep(10);
    slider->setValue(static_cast<int>(std::lround(rack_.choice().*what * kPercent)));
    form.addRow(label, slider);
    connect(slider, &QSlider::valueChanged, this, [this, slider, what](int value) {
        slider->setToolTip(tr("%1 %").arg(value));
        SoundChoice choice = rack_.choice();
        choice.*what = static_cast<double>(value) / kPercent;
        rack_.choose(choice);
    });
    return slider;
}

void SoundDialog::refresh()
{
    refreshDevice();
    refreshLatency();
    refreshSoundFonts();
    measure_->setEnabled(rack_.canMeasure());
}

void SoundDialog::refreshDevice()
{
    const AudioOutputWish& wish = rack_.choice().output;
    const auto text = [](const std::string& name) { return QString::fromStdString(name); };
    system_->clear();
    system_->addItem(tr("The best there is"), QString());
    const AudioSystem* chosen = nullptr;
    for (const AudioSystem& system : rack_.systems()) {
        system_->addItem(text(system.name), text(system.name));
        if (system.name == wish.system)
            chosen = &system;
    }
    select(*system_, tr("%1 (not there)").arg(text(wish.system)), text(wish.system));

    device_->clear();
    device_->addItem(tr("The system's own choice"), QString());
    std::vector<int> rates(std::begin(kUsualRates), std::end(kUsualRates));
    if (chosen != nullptr)
        for (const AudioDevice& device : chosen->devices) {
            device_->addItem(text(device.name), text(device.name));
            if (device.name == wish.device && !device.sampleRates.empty())
                rates = device.sampleRates;
        }
    select(*device_, tr("%1 (not there)").arg(text(wish.device)), text(wish.device));
    device_->setEnabled(!wish.system.empty());

    rate_->clear();
    for (const int rate : rates)
        rate_->addItem(tr("%1 kHz").arg(rate / 1000.0), rate);
    select(*rate_, tr("%1 kHz").arg(wish.sampleRate / 1000.0), wish.sampleRate);
    block_->clear();
    for (const int block : kBlocks)
        block_->addItem(tr("%1 frames").arg(block), block);
    select(*block_, tr("%1 frames").arg(wish.framesPerBlock), wish.framesPerBlock);
}

void SoundDialog::refreshLatency()
{
    const auto latency = rack_.latency();
    QString text = rack_.sentence();
    if (latency)
        text += tr("\n%1 ms from a key to its sound").arg(*latency, 0, 'f', 1);
    if (const auto dropouts = rack_.dropouts(); dropouts > 0)
        text += tr(", %n dropout(s)", nullptr, static_cast<int>(dropouts));
    latency_->setText(text);
}

void SoundDialog::refreshSoundFonts()
{
    const std::filesystem::path inUse = rack_.soundFontInUse();
    inUse_->setText(inUse.empty() ? tr("None") : QString::fromStdString(inUse.filename().string()));
    inUse_->setToolTip(shown(inUse));
    fonts_->clear();
    for (const std::filesystem::path& font : rack_.soundFonts()) {
        auto* item = new QListWidgetItem(QString::fromStdString(font.stem().string()), fonts_);
        item->setData(Qt::UserRole, shown(font));
        item->setToolTip(shown(font));
        if (font == inUse)
            fonts_->setCurrentItem(item);
    }
    filterSoundFonts();
}

void SoundDialog::filterSoundFonts()
{
    const QStringList words = search_->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int row = 0; row < fonts_->count(); ++row) {
        QListWidgetItem& item = *fonts_->item(row);
        const auto isThere = [&](const QString& word) { return item.text().contains(word, Qt::CaseInsensitive); };
        item.setHidden(!std::all_of(words.begin(), words.end(), isThere));
    }
}

void SoundDialog::chooseDevice()
{
    SoundChoice choice = rack_.choice();
    AudioOutputWish& wish = choice.output;
    const std::string system = system_->currentData().toString().toStdString();
    wish.device = system == wish.system ? device_->currentData().toString().toStdString() : std::string();
    wish.system = system;
    wish.sampleRate = rate_->currentData().toInt();
    wish.framesPerBlock = block_->currentData().toInt();
    trouble_->clear();
    rack_.choose(choice);
}

void SoundDialog::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Choose a SoundFont"), shown(rack_.soundFontInUse().parent_path()),
                                   tr("SoundFonts (*.sf2 *.sf3 *.SF2 *.SF3);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { chooseSoundFont(file.toStdString()); });
    dialog->open();
}

void SoundDialog::chooseSoundFont(const std::filesystem::path& path)
{
    SoundChoice choice = rack_.choice();
    choice.soundFont = path;
    trouble_->clear();
    rack_.choose(choice);
}

} // namespace continuo::ui
