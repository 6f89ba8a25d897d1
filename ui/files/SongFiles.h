// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/edit/Document.h"
#include "core/io/SongFile.h"
#include "ui/files/AudioExport.h"
#include "ui/files/ExportDialog.h"
#include "ui/files/FileThread.h"
#include "ui/files/ReportDialog.h"

#include <QObject>

#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

class QWidget;

namespace continuo::ui {

/// New, open, save and export of the document, with the dialogs around them. Nothing here but reading blocks the event
/// loop: dialogs answer by signal, and files are written by other threads while the song may be edited on. What is being
/// saved when this goes is written before. UI thread.
class SongFiles : public QObject {
    Q_OBJECT

public:
    SongFiles(Document& document, AudioExporter exportAudio, QWidget& window);

    /// Empty for a song that was never saved.
    QString path() const { return path_; }
    /// File name, or "Untitled".
    QString title() const;

    // These ask about unsaved changes first where they would be lost.
    void newSong();
    void openDialog();
    /// Shows a box with the reason and keeps the song when the file cannot be read.
    void open(const QString& path);
    /// The song that comes with the program, as a new one.
    void openDemo();
    void save();
    void saveAs();
    /// As MIDI of type 1 or 0, or as MusicXML.
    void exportMidi();
    /// Asks how, and shows what became of it.
    void exportAudio(ExportStretches stretches, ExportDialog::Part first);
    /// Asks for the file, of a kind of that name and ending, and writes it.
    void exportTo(const AudioExport& wanted, const QString& kind, const QString& suffix);
    bool isExporting() const { return isExporting_; }
    /// What was exported so far goes; a file that was there before stays.
    void stopExport();
    /// What became of the song when it was opened, saved or exported last.
    const FileReport& report() const { return report_; }
    void showReport();
    /// Calls `then` at once without unsaved changes, else when the user has saved or discarded them. What is being saved
    /// is waited for first, without blocking.
    void whenSaved(std::function<void()> then);
    /// Writes the song as it is now there, a box saying why when that fails. It counts as saved once it is on the disk, and
    /// then `then` is called.
    void saveTo(const QString& path, std::function<void()> then = {});
    bool isSaving() const { return saving_ > 0; }

    /// Without dialogs: reads the file into the document. On failure nothing changes.
    Result<void> load(const QString& path);
    /// Without dialogs: a song that was not saved when its program ended, from the copy that was kept of it. It counts as
    /// changed; saving writes it to `path`, or asks where when that is empty.
    Result<void> loadUnsaved(const QString& copy, const QString& path);

Q_SIGNALS:
    void pathChanged();
    void exportingChanged();
    /// Percent of the audio export that is done.
    void exportProgressed(int percent);
    /// How it ended, in a sentence.
    void exportEnded(const QString& sentence);
    /// A sentence for the status bar.
    void said(const QString& sentence);

private:
    /// A kind of file to choose: how the dialog names it, and its ending.
    struct FileChoice {
        QString filter, suffix;
    };
    /// What a song can be saved as.
    static std::vector<FileChoice> songChoices();
    static std::vector<FileChoice> scoreChoices();
    /// `chosen` gets the path, and which of the choices it is.
    void chooseFile(const QString& title, const std::vector<FileChoice>& choices,
                    std::function<void(const QString&, std::size_t)> chosen);
    void openNow(const QString& path);
    void saveThen(std::function<void()> then);
    void startAudioExport(const QString& path, AudioExport wanted);
    /// What a file of a song does not say of it, or why it could not be written.
    using Written = Result<std::vector<std::string>>;
    /// Writes the song as it is now on another thread; `done` is called on this one.
    void write(const QString& path, const MidiWriteOptions& options, std::function<void(const Song&, const Written&)> done);
    void saved(const QString& path, std::uint64_t version, const Song& song, const Written& written);
    void reportWritten(const QString& title, const Song& song, const std::vector<std::string>& unsaid);
    void audioExported(const QString& path, const Result<std::string>& exported);
    QString suggestedPath(const QString& suffix) const;
    /// Where the song belongs once all that is being saved is on the disk.
    QString comingPath() const { return isSaving() ? savedLast_.first : path_; }

    Document& document_;
    AudioExporter exportAudio_;
    QWidget& window_;
    QString path_;
    FileReport report_;
    bool isExporting_ = false;
    int saving_ = 0;                                ///< files that are being saved, or wait to be
    std::pair<QString, std::uint64_t> savedLast_;   ///< the path and version of the last of them
    std::vector<std::function<void()>> whenNothingIsSaved_;
    // The last: what they do uses the others.
    std::jthread exporter_;
    FileThread writer_;
};

} // namespace continuo::ui
