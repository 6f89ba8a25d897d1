// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/edit/Document.h"
#include "ui/files/FileThread.h"

#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace continuo::ui {

/// A folder with changes that no file of the user holds yet: `song.continuo`, `of` (the path of the song's own file, empty
/// for one that was never saved) and `lock`, which the program that writes there holds for as long as it runs.
struct UnsavedFolder {
    QString path;
    std::unique_ptr<QLockFile> lock;

    QString copy() const { return path + QStringLiteral("/song.continuo"); }
    /// Path of the song's own file; empty for one that was never saved.
    QString songPath() const;
    /// When the copy was written.
    QDateTime written() const;
    /// Deletes the folder.
    void remove();
};

/// What programs that ended before their song was saved left below `root`, newest first. Those of programs that still run
/// are not among them. While a folder is held here no other program finds it.
std::vector<UnsavedFolder> unsavedFolders(const QString& root);

/// Keeps a copy of what is not saved in a folder below `root`, until it is saved or the program ends in order. A change is
/// on the disk within about 150 milliseconds, and the time that writing takes, after it was made; a thread of its own writes, which
/// rests four times as long as it writes where that is more. UI thread.
class SafetyCopy : public QObject {
    Q_OBJECT

public:
    /// Nothing is written before something is unsaved. With an empty `root` nothing ever is.
    SafetyCopy(Document& document, QString root, QObject* parent = nullptr);
    /// Waits for what is being written, and removes the copy.
    ~SafetyCopy() override;

    const QString& root() const { return root_; }
    /// Path of the song's own file, empty when it has none. For when it changed, and for when the song was saved.
    void songPathChanged(const QString& path);
    /// The copies of this song go on where those of another program ended.
    void goOnWith(UnsavedFolder folder);

Q_SIGNALS:
    /// A copy of this song is on the disk, or a newer one. Comes on the UI thread, like the next.
    void written(const continuo::Song& song);
    /// Why a copy could not be written, in a sentence; once until it can be again.
    void failed(const QString& sentence);

private:
    static constexpr int kPause = 150; // milliseconds

    void refresh();
    void write();
    Result<void> makeFolder();
    void tellWritten(const Song& song);
    void tellFailed(const Error& error);
    void rest(std::chrono::steady_clock::duration writing);

    Document& document_;
    const QString root_;
    QString songPath_;
    UnsavedFolder folder_;          ///< without a path before anything was unsaved
    QTimer pause_;
    bool hasFailed_ = false;
    Observation observation_;
    FileThread writer_;             ///< the last: its jobs use the others
};

} // namespace continuo::ui
