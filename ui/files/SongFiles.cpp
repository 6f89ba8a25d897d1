// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/SongFiles.h"

#include "core/io/ImportReport.h"
#include "core/io/MusicXmlFile.h"
#include "ui/ErrorBox.h"
#include "ui/files/EmptySong.h"
#include "ui/files/FilePath.h"
#include "ui/files/RecentSongs.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

/// Resources of a static library are there once they are asked for, outside of any namespace.
static void findSongs()
{
    Q_INIT_RESOURCE(songs);
}

namespace continuo::ui {

namespace {

QString openFilter()
{
    const QString scores = hasMusicXml() ? QStringLiteral(" *.musicxml *.mxl *.xml") : QString();
    return SongFiles::tr("Songs (%1)").arg(QStringLiteral("*.continuo *.mid *.midi *.smf *.kar *.rmi *.MID") + scores);
}

QStringList sentences(const std::vector<std::string>& texts)
{
    QStringList list;
    for (const std::string& text : texts)
        list << QString::fromStdString(text);
    return list;
}

} // namespace

SongFiles::SongFiles(Document& document, AudioExporter exportAudio, QWidget& window)
    : QObject(&window), document_(document), exportAudio_(std::move(exportAudio)), window_(window)
{
}

QString SongFiles::title() const
{
    return path_.isEmpty() ? tr("Untitled") : QFileInfo(path_).fileName();
}

void SongFiles::newSong()
{
    whenSaved([this] {
        document_.load(emptySong());
        path_.clear();
        report_ = {};
        Q_EMIT pathChanged();
    });
}

void SongFiles::openDialog()
{
    whenSaved([this] {
        auto* dialog = new QFileDialog(&window_, tr("Open"), QFileInfo(path_).path(), openFilter());
        dialog->setObjectName(QStringLiteral("openDialog"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this, &SongFiles::openNow);
        dialog->open();
    });
}

void SongFiles::open(const QString& path)
{
    whenSaved([this, path] { openNow(path); });
}

void SongFiles::openNow(const QString& path)
{
    if (const auto loaded = load(path); loaded)
        rememberSong(path);
    else
        showErrorBox(&window_, QString::fromStdString(loaded.error().message));
}

void SongFiles::openDemo()
{
    whenSaved([this] {
        findSongs();
        QFile file(QStringLiteral(":/songs/demo.mid"));
        const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        auto loaded = readMidi({bytes.constData(), static_cast<std::size_t>(bytes.size())}, "the demo song");
        if (!loaded)
            return showErrorBox(&window_, QString::fromStdString(loaded.error().message));
        document_.load(withTrackColours(std::move(loaded->song)));
        path_.clear();
        report_ = {};
        Q_EMIT pathChanged();
        Q_EMIT said(tr("This is the demo song: press Space to hear it, C to continue it."));
    });
}

Result<void> SongFiles::load(const QString& path)
{
    auto loaded = readSongFile(toPath(path));
    if (!loaded)
        return loaded.error();
    report_ = {tr("Opened %1").arg(QFileInfo(path).fileName()), QString::fromStdString(keptSentence(loaded->song)), sentences(loaded->notices)};
    document_.load(withTrackColours(std::move(loaded->song)));
    path_ = path;
    Q_EMIT pathChanged();
    if (!loaded->notices.empty())
        Q_EMIT said(tr("Opened with %n remark(s): %1 File, What became of it tells all.", nullptr, static_cast<int>(loaded->notices.size()))
                        .arg(QString::fromStdString(loaded->notices.front())));
    return {};
}

Result<void> SongFiles::loadUnsaved(const QString& copy, const QString& path)
{
    auto loaded = readSongFile(toPath(copy));
    if (!loaded)
        return loaded.error();
    report_ = {tr("Brought back what was not saved"), QString::fromStdString(keptSentence(loaded->song)), sentences(loaded->notices)};
    document_.loadUnsaved(std::move(loaded->song));
    path_ = path;
    Q_EMIT pathChanged();
    Q_EMIT said(tr("What was not saved is back; save it to keep it."));
    return {};
}

void SongFiles::saveTo(const QString& path, std::function<void()> then)
{
    ++saving_;
    const std::uint64_t version = document_.versionToSave();
    savedLast_ = {path, version};
    write(path, {}, [this, path, version, then = std::move(then)](const Song& song, const Written& written) {
        --saving_;
        saved(path, version, song, written);
        if (written && then)
            then();
        if (!isSaving())
            for (const auto& waiting : std::exchange(whenNothingIsSaved_, {}))
                waiting();
    });
}

void SongFiles::saved(const QString& path, std::uint64_t version, const Song& song, const Written& written)
{
    if (!written)
        return showErrorBox(&window_, QString::fromStdString(written.error().message));
    path_ = path;
    rememberSong(path);
    document_.markSaved(version);
    Q_EMIT pathChanged();
    reportWritten(tr("Saved %1").arg(title()), song, *written);
}

void SongFiles::write(const QString& path, const MidiWriteOptions& options, std::function<void(const Song&, const Written&)> done)
{
    constexpr std::chrono::milliseconds kPatience{300}; // until it is worth a word
    auto* late = new QTimer(this);
    late->setSingleShot(true);
    connect(late, &QTimer::timeout, this, [this, path] { Q_EMIT said(tr("Writing %1 …").arg(QFileInfo(path).fileName())); });
    late->start(kPatience);
    writer_.give([this, late, path, options, done = std::move(done), song = document_.committedSong()] {
        const Written written = writeSongFile(song, toPath(path), options);
        QMetaObject::invokeMethod(this, [late, done, song, written] {
            delete late;
            done(song, written);
        });
    });
}

void SongFiles::reportWritten(const QString& title, const Song& song, const std::vector<std::string>& unsaid)
{
    report_ = {title, QString::fromStdString(keptSentence(song)), sentences(unsaid)};
    Q_EMIT said(unsaid.empty() ? title + QLatin1Char('.') : title + QStringLiteral(". ") + QString::fromStdString(unsaid.front()));
}

void SongFiles::showReport()
{
    ui::showReport(&window_, report_);
}

void SongFiles::save()
{
    const bool isBeingSaved = isSaving() && savedLast_.second == document_.versionToSave();
    if (!isBeingSaved) // as it is while the keys are held down
        saveThen({});
}

void SongFiles::saveThen(std::function<void()> then)
{
    if (const QString path = comingPath(); !path.isEmpty())
        return saveTo(path, std::move(then));
    chooseFile(tr("Save"), songChoices(), [this, then = std::move(then)](const QString& path, std::size_t) { saveTo(path, then); });
}

void SongFiles::saveAs()
{
    chooseFile(tr("Save as"), songChoices(), [this](const QString& path, std::size_t) { saveTo(path); });
}

void SongFiles::exportMidi()
{
    std::vector<FileChoice> choices{{tr("MIDI, a track for each part (*.mid)"), QStringLiteral("mid")},
                                    {tr("MIDI, all in one track (*.mid)"), QStringLiteral("mid")}};
    const std::vector<FileChoice> scores = scoreChoices();
    choices.insert(choices.end(), scores.begin(), scores.end());
    chooseFile(tr("Export MIDI or a score"), choices, [this](const QString& path, std::size_t choice) {
        write(path, {.format = choice == 1 ? 0 : 1}, [this, path](const Song& song, const Written& written) {
            if (written)
                reportWritten(tr("Exported %1").arg(QFileInfo(path).fileName()), song, *written);
            else
                showErrorBox(&window_, QString::fromStdString(written.error().message));
        });
    });
}

void SongFiles::exportAudio(ExportStretches stretches, ExportDialog::Part first)
{
    (new ExportDialog(*this, stretches, first, &window_))->open();
}

void SongFiles::exportTo(const AudioExport& wanted, const QString& kind, const QString& suffix)
{
    chooseFile(tr("Export audio"), {{QStringLiteral("%1 (*.%2)").arg(kind, suffix), suffix}},
               [this, wanted](const QString& path, std::size_t) { startAudioExport(path, wanted); });
}

void SongFiles::startAudioExport(const QString& path, AudioExport wanted)
{
    if (isExporting_) {
        showErrorBox(&window_, tr("Another export is still being written; try again when it is done."));
        return;
    }
    isExporting_ = true;
    Q_EMIT exportingChanged();
    const QString name = QFileInfo(path).fileName();
    Q_EMIT said(tr("Exporting %1 …").arg(name));
    exporter_ = std::jthread([this, path, name, wanted, song = document_.committedSong(), exporter = exportAudio_](std::stop_token stopped) mutable {
        const auto tell = [this, name, shown = 0](double part) mutable {
            constexpr int kStep = 5; // percent
            const int percent = static_cast<int>(part * 100) / kStep * kStep;
            if (percent <= shown)
                return;
            shown = percent;
            QMetaObject::invokeMethod(this, [this, name, percent] {
                if (!isExporting_)
                    return;
                Q_EMIT exportProgressed(percent);
                Q_EMIT said(tr("Exporting %1: %2 %").arg(name).arg(percent));
            });
        };
        wanted.path = toPath(path);
        wanted.progress = tell;
        wanted.stopped = std::move(stopped);
        const Result<std::string> exported = exporter(song, wanted);
        QMetaObject::invokeMethod(this, [this, path, exported] { audioExported(path, exported); });
    });
}

void SongFiles::audioExported(const QString& path, const Result<std::string>& exported)
{
    isExporting_ = false;
    Q_EMIT exportingChanged();
    const QString name = QFileInfo(path).fileName();
    QString sentence;
    if (exported)
        sentence = tr("Exported %1: %2.").arg(name, QString::fromStdString(*exported));
    else if (exported.error().code == ErrorCode::Cancelled)
        sentence = tr("The export of %1 was stopped; nothing was written.").arg(name);
    else
        showErrorBox(&window_, QString::fromStdString(exported.error().message));
    Q_EMIT said(sentence);
    Q_EMIT exportEnded(sentence);
}

void SongFiles::stopExport()
{
    exporter_.request_stop();
}

void SongFiles::whenSaved(std::function<void()> then)
{
    if (isSaving()) {
        whenNothingIsSaved_.push_back([this, then = std::move(then)] { whenSaved(then); });
        return;
    }
    if (!document_.isModified()) {
        then();
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Question, QStringLiteral("Continuo"),
                                tr("%1 has changes that are not saved.").arg(title()),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &window_);
    box->setObjectName(QStringLiteral("unsavedBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Save);
    connect(box, &QMessageBox::buttonClicked, this, [this, box, then = std::move(then)](QAbstractButton* button) {
        const auto answer = box->standardButton(button);
        if (answer == QMessageBox::Save)
            saveThen([this, then] { whenSaved(then); }); // which asks again when the song was changed meanwhile
        else if (answer == QMessageBox::Discard)
            then();
    });
    box->open();
}

std::vector<SongFiles::FileChoice> SongFiles::songChoices()
{
    std::vector<FileChoice> choices{{tr("Continuo song, keeps everything (*.continuo)"), QStringLiteral("continuo")},
                                    {tr("MIDI (*.mid *.midi)"), QStringLiteral("mid")}};
    const std::vector<FileChoice> scores = scoreChoices();
    choices.insert(choices.end(), scores.begin(), scores.end());
    return choices;
}

std::vector<SongFiles::FileChoice> SongFiles::scoreChoices()
{
    if (!hasMusicXml())
        return {};
    return {{tr("Score, compressed MusicXML (*.mxl)"), QStringLiteral("mxl")}, {tr("Score, MusicXML (*.musicxml)"), QStringLiteral("musicxml")}};
}

void SongFiles::chooseFile(const QString& title, const std::vector<FileChoice>& choices,
                           std::function<void(const QString&, std::size_t)> chosen)
{
    QStringList filters;
    for (const FileChoice& choice : choices)
        filters << choice.filter;
    const QString suffix = choices.front().suffix;
    auto* dialog = new QFileDialog(&window_, title, suggestedPath(suffix));
    dialog->setNameFilters(filters);
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QFileInfo(suggestedPath(suffix)).fileName());
    const auto indexOf = [filters](const QString& filter) { return static_cast<std::size_t>(std::max<qsizetype>(filters.indexOf(filter), 0)); };
    connect(dialog, &QFileDialog::filterSelected, this, [this, dialog, choices, indexOf](const QString& filter) {
        const QString ending = choices[indexOf(filter)].suffix;
        dialog->setDefaultSuffix(ending);
        dialog->selectFile(QFileInfo(suggestedPath(ending)).fileName());
    });
    connect(dialog, &QFileDialog::fileSelected, this, [dialog, indexOf, chosen = std::move(chosen)](const QString& path) {
        chosen(path, indexOf(dialog->selectedNameFilter()));
    });
    dialog->open();
}

QString SongFiles::suggestedPath(const QString& suffix) const
{
    const QFileInfo known(path_);
    const QString name = path_.isEmpty() ? tr("untitled") : known.completeBaseName();
    return known.path() + QLatin1Char('/') + name + QLatin1Char('.') + suffix;
}

} // namespace continuo::ui
