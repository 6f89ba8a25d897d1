// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>
#include <QThread>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace continuo {

/// A JACK server of our own that plays to nobody, in the rhythm of a sound card. Runs while it lives; programs started
/// meanwhile find it.
class JackServer {
public:
    static bool isInstalled()
    {
        for (const char* program : {"jackd", "jack_wait", "jack_rec"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                return false;
        return true;
    }

    /// What becomes of a program that is not ready when its block is: the server goes on without it, as for a listener, or
    /// waits for seconds, so that nothing is lost on a machine that stops now and then.
    enum class Late { GoesOn, Waits };

    explicit JackServer(int framesPerBlock = 512, Late late = Late::GoesOn)
    {
        const QString name = QStringLiteral("continuo-test-%1").arg(QCoreApplication::applicationPid());
        forgetTheDead();
        qputenv("JACK_DEFAULT_SERVER", name.toLocal8Bit());
        qputenv("JACK_NO_AUDIO_RESERVATION", "1");
        // With the priority of real time where the system grants it, so that other work does not make gaps.
        const bool isGranted = QProcess::execute(QStringLiteral("chrt"), {QStringLiteral("-f"), QStringLiteral("1"), QStringLiteral("true")}) == 0;
        // Nobody reads what it says; a full pipe would stop it.
        server_.setStandardOutputFile(QProcess::nullDevice());
        server_.setStandardErrorFile(QProcess::nullDevice());
        QStringList arguments{QStringLiteral("-n"), name, isGranted ? QStringLiteral("-R") : QStringLiteral("-r")};
        if (late == Late::Waits)
            arguments << QStringLiteral("-S") << QStringLiteral("-t") << QStringLiteral("4000");
        arguments << QStringLiteral("-d") << QStringLiteral("dummy") << QStringLiteral("-r") << QStringLiteral("48000")
                  << QStringLiteral("-p") << QString::number(framesPerBlock);
        server_.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // it does not outlive a test that crashes
        server_.start(QStringLiteral("jackd"), arguments);
        // Programs that ask while the server makes its database of port properties spoil it; so not before it listens.
        const QString socket = QStringLiteral("/dev/shm/jack_%1_%2_0").arg(name).arg(getuid());
        for (const QDeadlineTimer patience(20'000); !QFile::exists(socket) && !patience.hasExpired();)
            QThread::msleep(5);
        QProcess wait;
        wait.start(QStringLiteral("jack_wait"), {QStringLiteral("-s"), name, QStringLiteral("-w"), QStringLiteral("-t"), QStringLiteral("20")});
        runs_ = wait.waitForFinished() && wait.exitCode() == 0;
    }
    ~JackServer()
    {
        thaw();
        server_.terminate();
        if (!server_.waitForFinished())
            server_.kill();
        qunsetenv("JACK_DEFAULT_SERVER");
    }
    JackServer(const JackServer&) = delete;
    JackServer& operator=(const JackServer&) = delete;
    bool runs() const { return runs_; }

    /// From now on it answers nobody, as one that hangs.
    void freeze() { signal(SIGSTOP); }
    /// It goes on.
    void thaw() { signal(SIGCONT); }

private:
    void signal(int number)
    {
        if (server_.processId() > 0) // none once it has ended
            ::kill(static_cast<pid_t>(server_.processId()), number);
    }

    /// Clients that were killed may leave JACK's database of port properties locked for ever. Where no server of any kind runs, nobody needs it.
    static void forgetTheDead()
    {
        const QDir processes(QStringLiteral("/proc"));
        for (const QString& process : processes.entryList(QDir::Dirs)) {
            QFile name(processes.filePath(process + QStringLiteral("/comm")));
            if (name.open(QIODevice::ReadOnly) && name.readAll().startsWith("jackd"))
                return;
        }
        QDir(QStringLiteral("/dev/shm/jack_db-%1").arg(getuid())).removeRecursively();
    }

    QProcess server_;
    bool runs_ = false;
};

} // namespace continuo
