// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <optional>

class QProcess;

namespace continuo::ui {

/// A model that there is learns songs and becomes another one, by the trainer (`continuo-cli train`) as a process of its
/// own. UI thread only; never waits for the process but to see it gone when it is stopped.
class Teaching : public QObject {
    Q_OBJECT

public:
    struct Lesson {
        QString songs;          ///< a folder; every song below it
        QString from;           ///< the model that learns them, as the trainer's option --from takes it
        QString folder;         ///< of the model to be
    };
    /// What the music that was not learned from costs, in nats a target row: below `before` the lesson was worth it.
    struct Worth {
        double before = 0, after = 0;
    };

    /// `trainer` is a program and its first arguments.
    explicit Teaching(QStringList trainer, QObject* parent = nullptr);
    /// Stops.
    ~Teaching() override;

    /// "nice continuo-cli train", which leaves the computer to whatever else wants it (EngineProgram.h).
    static QStringList defaultTrainer();

    bool isRunning() const { return process_ != nullptr; }
    /// Stops what runs, then begins. A folder that is there already is refused, unless all that is in it is the
    /// checkpoint of a lesson whose program was killed.
    void start(const Lesson& lesson);
    /// Of the model to be nothing stays.
    void stop();

Q_SIGNALS:
    /// How much is done, 0..1, and how long the rest takes.
    void progressed(double share, int minutesLeft);
    /// What the trainer says beside that: how many songs there are, which could not be read.
    void said(const QString& sentence);
    /// The model is there. Without songs that were kept aside nothing is known of its worth.
    void learned(const QString& folder, std::optional<continuo::ui::Teaching::Worth> worth);
    void failed(const QString& sentence);

private:
    void readLines();
    void takeLine(const QString& line);
    void ended(bool well);

    QStringList trainer_;
    QProcess* process_ = nullptr;   ///< null while nothing runs
    QString folder_;
    QString lastLine_;              ///< what it said last, which is why when it fails
    std::optional<double> before_, after_;
};

} // namespace continuo::ui
