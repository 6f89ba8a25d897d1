// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/Teaching.h"

#include "ui/assist/EngineProgram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

#include <utility>

namespace continuo::ui {

namespace {

const QString kCheckpoint = QStringLiteral("checkpoint.safetensors");

/// Not by what a lesson left whose program was killed.
bool isTaken(const QString& folder)
{
    const QStringList names = QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    return QFileInfo::exists(folder) && !names.isEmpty() && names != QStringList(kCheckpoint);
}

} // namespace

Teaching::Teaching(QStringList trainer, QObject* parent) : QObject(parent), trainer_(std::move(trainer)) {}

Teaching::~Teaching()
{
    stop();
}

QStringList Teaching::defaultTrainer()
{
    return {QStringLiteral("nice"), QStringLiteral("-n"), QStringLiteral("15"), engineProgram(), QStringLiteral("train")};
}

void Teaching::start(const Lesson& lesson)
{
    stop();
    if (isTaken(lesson.folder)) {
        Q_EMIT failed(tr("There is a model \"%1\" already.").arg(QFileInfo(lesson.folder).fileName()));
        return;
    }
    folder_ = lesson.folder;
    lastLine_.clear();
    before_.reset();
    after_.reset();
    process_ = new QProcess(this);
    process_->setProcessChannelMode(QProcess::MergedChannels);
    connect(process_, &QProcess::readyReadStandardOutput, this, &Teaching::readLines);
    connect(process_, &QProcess::finished, this, [this](int status, QProcess::ExitStatus how) {
        readLines();
        ended(how == QProcess::NormalExit && status == 0);
    });
    connect(
        process_, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error != QProcess::FailedToStart || process_ == nullptr)
                return;
            lastLine_ = tr("The trainer '%1' could not be started.").arg(trainer_.value(0));
            ended(false);
        },
        Qt::QueuedConnection); // it may be told from inside start()
    process_->start(trainer_.value(0), trainer_.mid(1) + QStringList{QStringLiteral("--corpus"), lesson.songs, QStringLiteral("--from"), lesson.from,
                                                                     QStringLiteral("-o"), lesson.folder});
}

void Teaching::stop()
{
    QProcess* const process = std::exchange(process_, nullptr);
    if (process == nullptr)
        return;
    process->disconnect(this);
    process->kill();
    process->waitForFinished(1000); // it writes nothing more into what is removed now
    process->deleteLater();
    QDir(folder_).removeRecursively();
}

void Teaching::readLines()
{
    while (process_ != nullptr && process_->canReadLine())
        takeLine(QString::fromUtf8(process_->readLine()).trimmed());
}

void Teaching::takeLine(const QString& line)
{
    static const QRegularExpression step(QStringLiteral("^step (\\d+)/(\\d+) .* (\\d+) min left$"));
    static const QRegularExpression heldOut(QStringLiteral("^held out(, [a-z ]+)?: ([\\d.]+) nats"));
    lastLine_ = line;
    lastLine_.remove(QRegularExpression(QStringLiteral("^continuo-cli: ")));
    if (const auto found = step.match(line); found.hasMatch()) {
        const double all = found.captured(2).toDouble();
        Q_EMIT progressed(all > 0 ? found.captured(1).toDouble() / all : 0, found.captured(3).toInt());
    } else if (const auto worth = heldOut.match(line); worth.hasMatch()) {
        (worth.captured(1) == QLatin1String(", before") ? before_ : after_) = worth.captured(2).toDouble();
    } else {
        Q_EMIT said(line);
    }
}

void Teaching::ended(bool well)
{
    std::exchange(process_, nullptr)->deleteLater();
    if (well) {
        QFile::remove(folder_ + QLatin1Char('/') + kCheckpoint); // four times as large as the model
        Q_EMIT learned(folder_, before_ && after_ ? std::optional(Worth{*before_, *after_}) : std::nullopt);
        return;
    }
    QDir(folder_).removeRecursively();
    Q_EMIT failed(lastLine_.isEmpty() ? tr("The trainer ended without a word.") : lastLine_);
}

} // namespace continuo::ui
