// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/Protocol.h"
#include "core/assist/Suggestion.h"

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <optional>
#include <vector>

namespace continuo::ui {

/// The suggestion engine as a process of its own that is spoken to line by line (core/protocol/Protocol.h). It is started
/// by the first request or by prewarm(), and again by the next request when it died. UI thread only; never waits for
/// the process.
///
/// Listeners are called from the event loop; only the Failed with code Cancelled comes at once, from inside cancel() or
/// the request() that takes the place of another.
class EngineProcess : public QObject, public SuggestionService {
    Q_OBJECT

public:
    enum class State {
        Stopped,    ///< no process; the next request starts one
        Starting,   ///< the process runs and loads its model; requests wait for it
        Ready,      ///< the model is loaded
    };

    /// `command` is a program and its arguments; the engine must speak the protocol on its standard input and output.
    explicit EngineProcess(QStringList command, QObject* parent = nullptr);
    /// Ends the process; a request under way gets no further event.
    ~EngineProcess() override;

    /// What the environment variable CONTINUO_ENGINE says, such as "ssh studio continuo-cli serve"; without it
    /// "continuo-cli serve" (EngineProgram.h).
    static QStringList defaultCommand();

    State state() const { return state_; }
    /// Name of the model that answers; empty until the state is Ready.
    QString modelName() const { return modelName_; }
    /// Where it lies for the engine; empty until then, and of engines that do not say it.
    QString modelFolder() const { return modelFolder_; }

    /// The models that the engine could be started with, as it said last; empty before it has.
    const std::vector<protocol::ModelCard>& models() const { return models_; }
    /// Asks the engine for them, and starts it for that unless it runs; modelsTold() comes with the answer.
    void lookForModels();
    /// The model that was chosen: a folder, or a name, as the engine's option --model takes it. Empty: the engine's own choice.
    QString chosenModel() const { return chosenModel_; }
    /// Ends the process and cancels a request under way when the model is another one; the next start takes it.
    void chooseModel(const QString& model);

    /// Ends the process and cancels a request under way when the command is another one.
    void setCommand(QStringList command);
    /// How long the engine may take to answer a cancel before it counts as hanging and is ended; 10 s by default.
    void setPatience(std::chrono::milliseconds patience);
    /// Starts the process unless it runs, so that the first request need not wait for it.
    void prewarm();

    void request(SuggestionRequest request, Listener listener) override;
    void cancel() override;

Q_SIGNALS:
    void stateChanged();
    void modelsTold();
    /// What the engine says for whoever looks for a fault.
    void logged(const QString& line);

private:
    struct Underway {
        SuggestionRequest request;
        Listener listener;
        std::uint64_t wireId = 0;           ///< ours; the caller's ids need not differ from each other
        protocol::TrackNumbers tracks;
        bool sent = false;
    };

    void start();
    void sendPending();
    void send(const protocol::ClientMessage& message);
    void readLines();
    void takeLine(const QByteArray& line);
    void takeHello(const protocol::Hello& hello);
    void takeEvent(SuggestionEvent event);
    /// Ends the request under way with a Failed event, if there is one.
    void fail(const Error& error);
    /// The same, said also when no request is under way.
    void failAndLog(const Error& error);
    void processStopped();
    void abandonProcess();
    void setState(State state);

    QStringList command_;
    QProcess* process_ = nullptr;           ///< null while stopped
    State state_ = State::Stopped;
    bool greeted_ = false;                  ///< its hello was understood
    QString modelName_, modelFolder_;
    QString chosenModel_;
    std::vector<protocol::ModelCard> models_;
    QByteArray partialLine_;
    std::optional<Underway> underway_;
    std::uint64_t lastWireId_ = 0;
    std::uint64_t lastCancelledId_ = 0;     ///< on the wire
    QTimer deafness_;                       ///< runs while the engine owes its hello or the end of a cancelled request
};

} // namespace continuo::ui
