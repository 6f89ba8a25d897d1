// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/SafetyCopy.h"

#include "core/io/ProjectFile.h"
#include "core/io/ReadFile.h"
#include "core/io/SafeFile.h"
#include "ui/files/FilePath.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace continuo::ui {

namespace {

QString pathFile(const QString& folder)
{
    return folder + QStringLiteral("/of");
}

/// Not taken by anyone who still runs, whatever its age.
std::unique_ptr<QLockFile> lockOf(const QString& folder)
{
    auto lock = std::make_unique<QLockFile>(folder + QStringLiteral("/lock"));
    lock->setStaleLockTime(0);
    return lock;
}

/// Nothing in it is looked at by others while it is being written: both files take their place as a whole.
Result<void> writeCopy(const Song& song, const QString& folder, const QString& songPath)
{
    if (const auto named = replaceFile(toPath(pathFile(folder)), songPath.toStdString()); !named)
        return named;
    return replaceFile(toPath(folder + QStringLiteral("/song.continuo")), writeProject(song));
}

} // namespace

QString UnsavedFolder::songPath() const
{
    const auto text = readFile(toPath(pathFile(path)));
    return text ? QString::fromStdString(*text) : QString();
}

QDateTime UnsavedFolder::written() const
{
    return QFileInfo(copy()).lastModified();
}

void UnsavedFolder::remove()
{
    if (path.isEmpty())
        return;
    lock.reset();
    QDir(path).removeRecursively();
    path.clear();
}

std::vector<UnsavedFolder> unsavedFolders(const QString& root)
{
    std::vector<UnsavedFolder> found;
    for (const QFileInfo& each : QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        UnsavedFolder folder{each.absoluteFilePath(), lockOf(each.absoluteFilePath())};
        if (!folder.lock->tryLock(0))
            continue;
        if (QFileInfo::exists(folder.copy()))
            found.push_back(std::move(folder));
        else
            folder.remove(); // everything was saved when the program ended
    }
    std::ranges::sort(found, std::ranges::greater(), &UnsavedFolder::written);
    return found;
}

SafetyCopy::SafetyCopy(Document& document, QString root, QObject* parent)
    : QObject(parent), document_(document), root_(std::move(root)), observation_(document.observe([this](const Change& change) {
          if (change.cause != Change::Cause::Preview)
              refresh();
      }))
{
    pause_.setSingleShot(true);
    pause_.setInterval(kPause);
    connect(&pause_, &QTimer::timeout, this, &SafetyCopy::write);
}

SafetyCopy::~SafetyCopy()
{
    writer_.wait();
    folder_.remove();
}

void SafetyCopy::songPathChanged(const QString& path)
{
    songPath_ = path;
    refresh();
}

void SafetyCopy::goOnWith(UnsavedFolder folder)
{
    writer_.wait();
    std::swap(folder_, folder);
    folder.remove();
    refresh();
}

void SafetyCopy::refresh()
{
    if (root_.isEmpty())
        return;
    if (document_.isModified()) {
        if (!pause_.isActive())
            pause_.start();
        return;
    }
    pause_.stop();
    if (!folder_.path.isEmpty())
        writer_.giveInstead([copy = folder_.copy()] { QFile::remove(copy); });
}

void SafetyCopy::write()
{
    if (const auto made = makeFolder(); !made)
        return tellFailed(made.error());
    writer_.giveInstead([this, song = document_.committedSong(), folder = folder_.path, path = songPath_] {
        const auto began = std::chrono::steady_clock::now();
        const Result<void> outcome = writeCopy(song, folder, path);
        const auto writing = std::chrono::steady_clock::now() - began;
        QMetaObject::invokeMethod(this, [this, song, outcome, writing] {
            rest(writing);
            outcome ? tellWritten(song) : tellFailed(outcome.error());
        });
    });
}

Result<void> SafetyCopy::makeFolder()
{
    if (!folder_.path.isEmpty())
        return {};
    const QString path = QDir(root_).absoluteFilePath(QUuid::createUuid().toString(QUuid::WithoutBraces));
    UnsavedFolder folder{path, lockOf(path)};
    if (!QDir().mkpath(path) || !folder.lock->tryLock(0))
        return Error{ErrorCode::Output, "The folder " + path.toStdString() + " cannot be made, so that unsaved changes are in memory alone: save often."};
    folder_ = std::move(folder);
    return {};
}

void SafetyCopy::tellWritten(const Song& song)
{
    hasFailed_ = false;
    Q_EMIT written(song);
}

void SafetyCopy::tellFailed(const Error& error)
{
    if (!std::exchange(hasFailed_, true))
        Q_EMIT failed(QString::fromStdString(error.message));
}

void SafetyCopy::rest(std::chrono::steady_clock::duration writing)
{
    constexpr int kRests = 4;
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(kRests * writing).count();
    if (const int pause = static_cast<int>(std::max<std::int64_t>(kPause, milliseconds)); pause != pause_.interval())
        pause_.setInterval(pause); // which starts it anew
}

} // namespace continuo::ui
