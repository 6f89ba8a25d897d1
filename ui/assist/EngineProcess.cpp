// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/EngineProcess.h"

#include "ui/assist/EngineProgram.h"

#include <QPointer>

#include <utility>

namespace continuo::ui {

namespace {

const Error kStopped{ErrorCode::Unavailable,
                     "The suggestion engine stopped while it was working; the song is untouched. Ask again to restart it."};
const Error kCancelled{ErrorCode::Cancelled, "The suggestion was cancelled."};

} // namespace

EngineProcess::EngineProcess(QStringList command, QObject* parent) : QObject(parent), command_(std::move(command))
{
    deafness_.setSingleShot(true);
    setPatience(std::chrono::seconds(10));
    connect(&deafness_, &QTimer::timeout, this, [this] {
        Q_EMIT logged(tr("The suggestion engine did not answer and was ended."));
        abandonProcess();
        fail(kStopped);
    });
}

EngineProcess::~EngineProcess()
{
    for (QProcess* process : findChildren<QProcess*>()) { // also those that were killed a moment ago
        process->disconnect(this);
        process->kill();
        process->waitForFinished(1000);
    }
}

QStringList EngineProcess::defaultCommand()
{
    if (const QStringList chosen = QProcess::splitCommand(qEnvironmentVariable("CONTINUO_ENGINE")); !chosen.isEmpty())
        return chosen;
    return {engineProgram(), QStringLiteral("serve")};
}

void EngineProcess::setCommand(QStringList command)
{
    if (command == command_)
        return;
    cancel();
    abandonProcess();
    command_ = std::move(command);
}

void EngineProcess::chooseModel(const QString& model)
{
    if (model == chosenModel_)
        return;
    cancel();
    chosenModel_ = model; // before whoever hears that the process is gone
    abandonProcess();
}

void EngineProcess::lookForModels()
{
    if (greeted_)
        send(protocol::Info{});
    else
        prewarm(); // the hello is answered with the question
}

void EngineProcess::setPatience(std::chrono::milliseconds patience)
{
    deafness_.setInterval(patience);
}

void EngineProcess::prewarm()
{
    if (!process_)
        start();
}

void EngineProcess::request(SuggestionRequest request, Listener listener)
{
    cancel();
    protocol::TrackNumbers tracks(request.song);
    underway_ = Underway{std::move(request), std::move(listener), ++lastWireId_, std::move(tracks), false};
    prewarm();
    sendPending();
}

void EngineProcess::cancel()
{
    if (!underway_)
        return;
    lastCancelledId_ = underway_->wireId;
    if (underway_->sent)
        send(protocol::Cancel{underway_->wireId});
    if (process_ && !deafness_.isActive())
        deafness_.start();
    fail(kCancelled);
}

void EngineProcess::start()
{
    const QString program = command_.value(0);
    process_ = new QProcess(this);
    process_->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(process_, &QProcess::readyReadStandardOutput, this, &EngineProcess::readLines);
    connect(process_, &QProcess::finished, this, &EngineProcess::processStopped);
    connect(
        process_, &QProcess::errorOccurred, this,
        [this, program, process = QPointer(process_)](QProcess::ProcessError error) {
            if (error != QProcess::FailedToStart || !process || process != process_)
                return;
            abandonProcess();
            failAndLog({ErrorCode::Unavailable, "The suggestion engine '" + program.toStdString() + "' could not be started."});
        },
        Qt::QueuedConnection); // it may be told from inside start()
    setState(State::Starting);
    QStringList arguments = command_.mid(1);
    if (!chosenModel_.isEmpty())
        arguments << QStringLiteral("--model") << chosenModel_;
    process_->start(program, arguments);
}

/// The engine is spoken to only after its hello, so that nothing is sent to a program of another kind.
void EngineProcess::sendPending()
{
    if (!greeted_ || !underway_ || underway_->sent)
        return;
    underway_->sent = true;
    SuggestionRequest onWire = underway_->request;
    onWire.id = underway_->wireId;
    send(protocol::Suggest{std::move(onWire)});
}

void EngineProcess::send(const protocol::ClientMessage& message)
{
    if (!process_)
        return;
    const std::string line = protocol::encode(message) + '\n';
    process_->write(line.data(), static_cast<qint64>(line.size()));
}

void EngineProcess::readLines()
{
    const QProcess* process = process_;
    partialLine_ += process_->readAllStandardOutput();
    qsizetype begin = 0;
    for (qsizetype end; (end = partialLine_.indexOf('\n', begin)) >= 0; begin = end + 1) {
        takeLine(partialLine_.mid(begin, end - begin));
        if (process_ != process) // the line, or who listened to it, ended the process
            return;
    }
    partialLine_.remove(0, begin);
    if (partialLine_.size() > static_cast<qsizetype>(protocol::kLongestLine)) {
        abandonProcess();
        fail(kStopped);
    }
}

void EngineProcess::takeLine(const QByteArray& line)
{
    const Range<Tick> target = underway_
        ? underway_->request.song.meters.bars(underway_->request.firstBar, underway_->request.lastBar)
        : Range<Tick>{};
    const std::string_view text(line.constData(), static_cast<std::size_t>(line.size()));
    auto message = protocol::decodeEngineMessage(text, underway_ ? underway_->tracks : protocol::TrackNumbers(), target);
    if (!message) {
        Q_EMIT logged(QString::fromStdString(message.error().message));
        return;
    }
    if (const auto* hello = std::get_if<protocol::Hello>(&*message)) {
        takeHello(*hello);
    } else if (const auto* ready = std::get_if<protocol::Ready>(&*message)) {
        modelName_ = QString::fromStdString(ready->model);
        modelFolder_ = QString::fromStdString(ready->folder);
        setState(State::Ready);
    } else if (auto* info = std::get_if<protocol::EngineInfo>(&*message)) {
        models_ = std::move(info->models);
        Q_EMIT modelsTold();
    } else if (const auto* log = std::get_if<protocol::Log>(&*message)) {
        Q_EMIT logged(QString::fromStdString(log->message));
    } else if (auto* event = std::get_if<SuggestionEvent>(&*message)) {
        takeEvent(std::move(*event));
    }
}

void EngineProcess::takeHello(const protocol::Hello& hello)
{
    if (hello.protocol != protocol::kVersion) {
        abandonProcess();
        failAndLog({ErrorCode::Unavailable, "The suggestion engine " + hello.program + " " + hello.version + " speaks protocol "
                                          + std::to_string(hello.protocol) + ", and this program speaks "
                                          + std::to_string(protocol::kVersion) + "."});
        return;
    }
    greeted_ = true;
    deafness_.stop();
    sendPending();
    lookForModels();
}

void EngineProcess::takeEvent(SuggestionEvent event)
{
    const bool isEnd = event.kind == SuggestionEvent::Kind::Finished || event.kind == SuggestionEvent::Kind::Failed;
    if (isEnd && event.request >= lastCancelledId_)
        deafness_.stop();
    if (!underway_ || event.request != underway_->wireId)
        return;
    event.request = underway_->request.id;
    event.suggestion.lockedNotes = underway_->request.lockedNotes;
    const Listener listener = underway_->listener; // a copy: who listens may ask for something else meanwhile
    if (isEnd)
        underway_.reset();
    listener(event);
}

void EngineProcess::fail(const Error& error)
{
    if (!underway_)
        return;
    const Underway ended = *std::exchange(underway_, std::nullopt);
    SuggestionEvent event;
    event.request = ended.request.id;
    event.kind = SuggestionEvent::Kind::Failed;
    event.error = error;
    ended.listener(event);
}

void EngineProcess::failAndLog(const Error& error)
{
    Q_EMIT logged(QString::fromStdString(error.message));
    fail(error);
}

void EngineProcess::processStopped()
{
    const bool wasGreeted = greeted_;
    abandonProcess();
    failAndLog(wasGreeted ? kStopped
                          : Error{ErrorCode::Unavailable, "The suggestion engine '" + command_.front().toStdString()
                                                              + "' ended before it said what it is."});
}

void EngineProcess::abandonProcess()
{
    deafness_.stop();
    greeted_ = false;
    modelName_.clear();
    modelFolder_.clear();
    partialLine_.clear();
    if (QProcess* process = std::exchange(process_, nullptr)) {
        process->disconnect(this);
        if (process->state() == QProcess::NotRunning) {
            process->deleteLater();
        } else {
            connect(process, &QProcess::finished, process, &QObject::deleteLater);
            process->kill();
        }
    }
    setState(State::Stopped);
}

void EngineProcess::setState(State state)
{
    if (state == state_)
        return;
    state_ = state;
    Q_EMIT stateChanged();
}

} // namespace continuo::ui
