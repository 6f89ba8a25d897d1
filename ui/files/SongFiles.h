// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/edit/Document.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

class QWidget;

namespace continuo::ui {

/// What is to be exported, and how it is told and ended.
struct AudioExport {
    std::filesystem::path path;             ///< its ending says the kind: .wav, .flac, .ogg, .mp3
    std::optional<Range<Tick>> range{};     ///< only this stretch; none: the whole song
    std::function<void(double)> progress{}; ///< called with how much is done, 0..1
    std::stop_token stopped{};
};

/// Renders a song to an audio file and says how loud it is, as the end of a sentence; runs on a thread of its own.
using AudioExporter = std::function<Result<std::string>(const Song& song, const AudioExport& wanted)>;

/// New, open, save and export of the document, with the dialogs around them. Nothing here blocks the event loop:
/// dialogs answer by signal. UI thread.
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
    void exportMidi();
    void exportAudio(std::optional<Range<Tick>> range = std::nullopt);
    bool isExporting() const { return isExporting_; }
    /// What was exported so far goes; a file that was there before stays.
    void stopExport();
    /// Calls `then` at once without unsaved changes, else when the user has saved or discarded them.
    void whenSaved(std::function<void()> then);

    /// Without dialogs: reads the file into the document. On failure nothing changes.
    Result<void> load(const QString& path);
    /// Without dialogs: writes the song there; it counts as saved.
    Result<void> saveTo(const QString& path);

Q_SIGNALS:
    void pathChanged();
    void exportingChanged();
    /// A sentence for the status bar.
    void said(const QString& sentence);

private:
    void chooseFile(const QString& title, const QString& filter, const QString& suffix,
                    std::function<void(const QString&)> chosen);
    void saveThen(std::function<void()> then);
    void startAudioExport(const QString& path, std::optional<Range<Tick>> range);
    void audioExported(const QString& path, const Result<std::string>& exported);
    QString suggestedPath(const QString& suffix) const;

    Document& document_;
    AudioExporter exportAudio_;
    QWidget& window_;
    QString path_;
    bool isExporting_ = false;
    std::jthread exporter_;
};

} // namespace continuo::ui
