// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/SongFiles.h"

#include "core/io/MidiFile.h"
#include "ui/ErrorBox.h"
#include "ui/files/EmptySong.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

/// Resources of a static library are there once they are asked for, outside of any namespace.
static void findSongs()
{
    Q_INIT_RESOURCE(songs);
}

namespace continuo::ui {

namespace {

std::filesystem::path toPath(const QString& path)
{
    return std::filesystem::path(path.toStdU16String());
}

QString midiFilter()
{
    return SongFiles::tr("MIDI files (*.mid *.midi *.smf *.MID)");
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
        Q_EMIT pathChanged();
    });
}

void SongFiles::openDialog()
{
    whenSaved([this] {
        auto* dialog = new QFileDialog(&window_, tr("Open"), QFileInfo(path_).path(), midiFilter());
        dialog->setObjectName(QStringLiteral("openDialog"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
            if (const auto loaded = load(path); !loaded)
                showErrorBox(&window_, QString::fromStdString(loaded.error().message));
        });
        dialog->open();
    });
}

void SongFiles::open(const QString& path)
{
    whenSaved([this, path] {
        if (const auto loaded = load(path); !loaded)
            showErrorBox(&window_, QString::fromStdString(loaded.error().message));
    });
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
        Q_EMIT pathChanged();
        Q_EMIT said(tr("This is the demo song: press Space to hear it, C to continue it."));
    });
}

Result<void> SongFiles::load(const QString& path)
{
    auto loaded = readMidiFile(toPath(path));
    if (!loaded)
        return loaded.error();
    document_.load(withTrackColours(std::move(loaded->song)));
    path_ = path;
    Q_EMIT pathChanged();
    if (!loaded->notices.empty())
        Q_EMIT said(tr("Opened with %n remark(s): %1", nullptr, static_cast<int>(loaded->notices.size()))
                        .arg(QString::fromStdString(loaded->notices.front())));
    return {};
}

Result<void> SongFiles::saveTo(const QString& path)
{
    if (auto written = writeMidiFile(document_.committedSong(), toPath(path)); !written)
        return written;
    path_ = path;
    document_.markSaved();
    Q_EMIT pathChanged();
    Q_EMIT said(tr("Saved %1.").arg(title()));
    return {};
}

void SongFiles::save()
{
    saveThen([] {});
}

void SongFiles::saveThen(std::function<void()> then)
{
    const auto saveThere = [this, then = std::move(then)](const QString& path) {
        if (const auto saved = saveTo(path); !saved)
            showErrorBox(&window_, QString::fromStdString(saved.error().message));
        else
            then();
    };
    if (path_.isEmpty())
        chooseFile(tr("Save"), midiFilter(), QStringLiteral("mid"), saveThere);
    else
        saveThere(path_);
}

void SongFiles::saveAs()
{
    chooseFile(tr("Save as"), midiFilter(), QStringLiteral("mid"), [this](const QString& path) {
        if (const auto saved = saveTo(path); !saved)
            showErrorBox(&window_, QString::fromStdString(saved.error().message));
    });
}

void SongFiles::exportMidi()
{
    chooseFile(tr("Export MIDI"), midiFilter(), QStringLiteral("mid"), [this](const QString& path) {
        const auto written = writeMidiFile(document_.committedSong(), toPath(path), {.format = 1});
        if (written)
            Q_EMIT said(tr("Exported %1.").arg(QFileInfo(path).fileName()));
        else
            showErrorBox(&window_, QString::fromStdString(written.error().message));
    });
}

void SongFiles::exportAudio(std::optional<Range<Tick>> range)
{
    chooseFile(tr("Export audio"), tr("WAV (*.wav);;FLAC (*.flac);;Ogg Vorbis (*.ogg);;MP3 (*.mp3)"), QStringLiteral("wav"),
               [this, range](const QString& path) { startAudioExport(path, range); });
}

void SongFiles::startAudioExport(const QString& path, std::optional<Range<Tick>> range)
{
    if (isExporting_) {
        showErrorBox(&window_, tr("Another export is still being written; try again when it is done."));
        return;
    }
    isExporting_ = true;
    Q_EMIT exportingChanged();
    const QString name = QFileInfo(path).fileName();
    Q_EMIT said(tr("Exporting %1 …").arg(name));
    exporter_ = std::jthread([this, path, name, range, song = document_.committedSong(), exporter = exportAudio_](std::stop_token stopped) {
        const auto tell = [this, name, shown = 0](double part) mutable {
            constexpr int kStep = 5; // percent
            const int percent = static_cast<int>(part * 100) / kStep * kStep;
            if (percent <= shown)
                return;
            shown = percent;
            QMetaObject::invokeMethod(this, [this, name, percent] {
                if (isExporting_)
                    Q_EMIT said(tr("Exporting %1: %2 %").arg(name).arg(percent));
            });
        };
        const Result<std::string> exported = exporter(song, {toPath(path), range, tell, std::move(stopped)});
        QMetaObject::invokeMethod(this, [this, path, exported] { audioExported(path, exported); });
    });
}

void SongFiles::audioExported(const QString& path, const Result<std::string>& exported)
{
    isExporting_ = false;
    Q_EMIT exportingChanged();
    const QString name = QFileInfo(path).fileName();
    if (exported) {
        Q_EMIT said(tr("Exported %1: %2.").arg(name, QString::fromStdString(*exported)));
    } else if (exported.error().code == ErrorCode::Cancelled) {
        Q_EMIT said(tr("The export of %1 was stopped; nothing was written.").arg(name));
    } else {
        Q_EMIT said({});
        showErrorBox(&window_, QString::fromStdString(exported.error().message));
    }
}

void SongFiles::stopExport()
{
    exporter_.request_stop();
}

void SongFiles::whenSaved(std::function<void()> then)
{
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
            saveThen(then);
        else if (answer == QMessageBox::Discard)
            then();
    });
    box->open();
}

void SongFiles::chooseFile(const QString& title, const QString& filter, const QString& suffix,
                           std::function<void(const QString&)> chosen)
{
    auto* dialog = new QFileDialog(&window_, title, suggestedPath(suffix), filter);
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QFileInfo(suggestedPath(suffix)).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

QString SongFiles::suggestedPath(const QString& suffix) const
{
    const QFileInfo known(path_);
    const QString name = path_.isEmpty() ? tr("untitled") : known.completeBaseName();
    return known.path() + QLatin1Char('/') + name + QLatin1Char('.') + suffix;
}

} // namespace continuo::ui
