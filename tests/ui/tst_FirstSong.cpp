// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "support/SongText.h"
#include "core/io/SongFile.h"
#include "ui/MainWindow.h"
#include "ui/ScriptedService.h"
#include "ui/files/EmptySong.h"
#include "ui/files/SafetyCopy.h"

#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QScreen>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <signal.h>

using namespace continuo;
using namespace continuo::ui;

// Drives the real program on a virtual display with the real mouse and keyboard: what a person does with a first song.
// Nothing of the program runs in this process; a window of the same size that is never shown says where things are.

namespace {

constexpr int kPatience = 60'000;  ///< milliseconds for what loads a model

/// A virtual display; the connection to it is this process's.
class VirtualDisplay {
public:
    bool start()
    {
        server_.start(QStringLiteral("Xvfb"), {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                                               QStringLiteral("0"), QStringLiteral("1280x800x24"), QStringLiteral("-nolisten"),
                                               QStringLiteral("tcp")});
        if (!server_.waitForStarted() || !server_.waitForReadyRead(20'000))
            return false;
        name_ = ':' + server_.readAllStandardOutput().trimmed();
        return name_.size() > 1;
    }
    ~VirtualDisplay()
    {
        server_.kill();
        server_.waitForFinished();
    }
    QByteArray name() const { return name_; }

private:
    QProcess server_;
    QByteArray name_;
};

/// Runs xdotool; what it printed.
QString xdotool(const QStringList& arguments)
{
    QProcess tool;
    tool.start(QStringLiteral("xdotool"), arguments);
    tool.waitForFinished(20'000);
    return QString::fromUtf8(tool.readAllStandardOutput()).trimmed();
}

/// The notes of a MIDI file as text; what is wrong with it otherwise.
std::string textOfFile(const QString& path)
{
    const auto loaded = readMidiFile(path.toStdString());
    return loaded ? textOf(loaded->song) : loaded.error().message;
}

class NoEngine : public SuggestionService {
    void request(SuggestionRequest, Listener) override {}
    void cancel() override {}
};

} // namespace

class tst_FirstSong : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void drawFourBars();
    void playMovesThePlayhead();
    void continueAndAcceptAddNotesAfterTheDrawnBars();
    void undoBringsTheDrawnSongBackAndExportHoldsIt();
    void killedEngineIsSaidAndTheNextRequestWorks();
    void killedProgramLeavesWhatWasNotSaved();
    void cleanupTestCase();

private:
    QPoint placeOf(int quarter, const char* pitch) const;
    void key(const char* name) { xdotool({QStringLiteral("key"), QLatin1String(name)}); }
    QString title() const { return xdotool({QStringLiteral("getwindowname"), window_}); }
    bool isModified() const { return title().contains(QLatin1Char('*')); }
    /// Types a path into the file dialog that has just opened.
    void answerDialog(const QString& path);
    /// Asks to continue and accepts as soon as that is possible; false when it never was.
    bool continueAndAccept();
    QList<qint64> enginesRunning() const;
    QImage statusBar() const;

    QTemporaryDir folder_;
    QProcess program_;
    QString window_;
    std::string drawn_;
    QString drawnPath_;
    Document document_{emptySong()};
    AudioEngine audio_;
    NoEngine engine_;
    std::unique_ptr<MainWindow> twin_;
};

void tst_FirstSong::initTestCase()
{
    drawnPath_ = folder_.filePath(QStringLiteral("drawn.mid"));
    twin_ = std::make_unique<MainWindow>(Services{document_, audio_, engine_, [](const Song&, const AudioExport&) {
        return Result<std::string>("silence");
    }});
    twin_->grab(); // lays it out
    twin_->desk().view.showBeginning();
    program_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program_.setWorkingDirectory(folder_.path());
    qputenv("XDG_DATA_HOME", QFile::encodeName(folder_.path()));
    program_.start(QStringLiteral(CONTINUO_PROGRAM), {});
    QVERIFY(program_.waitForStarted());
    const QString found = xdotool({QStringLiteral("search"), QStringLiteral("--sync"), QStringLiteral("--onlyvisible"),
                                   QStringLiteral("--pid"), QString::number(program_.processId()),
                                   QStringLiteral("--name"), QStringLiteral("Continuo")});
    window_ = found.section(QLatin1Char('\n'), 0, 0);
    QVERIFY(!window_.isEmpty());
    xdotool({QStringLiteral("windowmove"), window_, QStringLiteral("0"), QStringLiteral("0")});
    xdotool({QStringLiteral("windowfocus"), QStringLiteral("--sync"), window_});
    QTest::qWait(500);
}

QPoint tst_FirstSong::placeOf(int quarter, const char* pitch) const
{
    PianoRoll& roll = twin_->desk().view.roll();
    const RollGeometry& geometry = roll.geometry();
    const QPointF inRoll(geometry.x(kTicksPerQuarter * quarter) + 10.0,
                         geometry.y(*parsePitch(pitch)) + geometry.rowHeight() / 2);
    return roll.mapTo(twin_.get(), inRoll.toPoint());
}

void tst_FirstSong::drawFourBars()
{
    constexpr const char* kMelody[] = {"C4", "E4", "G4", "E4", "A4", "G4", "F4", "E4",
                                       "D4", "F4", "A4", "G4", "E4", "D4", "E4", "C4"};
    std::string expected = "Piano: ";
    int quarter = 0;
    for (const char* pitch : kMelody) {
        const QPoint place = placeOf(quarter++, pitch);
        xdotool({QStringLiteral("mousemove"), QString::number(place.x()), QString::number(place.y()),
                 QStringLiteral("click"), QStringLiteral("1")});
        expected += (quarter > 1 ? " | " : "") + std::string(pitch) + " q";
    }
    QTRY_VERIFY(isModified());
    key("ctrl+s");
    answerDialog(drawnPath_);
    QTRY_VERIFY(QFile::exists(drawnPath_));
    drawn_ = textOfFile(drawnPath_);
    QCOMPARE(drawn_, expected);
    QTRY_VERIFY(!isModified());
}

void tst_FirstSong::playMovesThePlayhead()
{
    const auto position = [] {
        return QGuiApplication::primaryScreen()->grabWindow(0).copy(QRect(100, 20, 250, 45)).toImage();
    };
    const QImage before = position();
    key("space");
    QTRY_VERIFY_WITH_TIMEOUT(position() != before, 20'000);
    key("space");
    QVERIFY(!isModified());
}

void tst_FirstSong::continueAndAcceptAddNotesAfterTheDrawnBars()
{
    QVERIFY(continueAndAccept());
    key("ctrl+s");
    QTRY_VERIFY(!isModified());
    const std::string longer = textOfFile(drawnPath_);
    QVERIFY2(longer.starts_with(drawn_ + " | "), longer.c_str());
    const auto song = readMidiFile(drawnPath_.toStdString());
    QVERIFY(song);
    QVERIFY(song->song.lastBar() > 4);
    QVERIFY(song->song.lastBar() <= 8);
}

void tst_FirstSong::undoBringsTheDrawnSongBackAndExportHoldsIt()
{
    key("ctrl+z");
    QTRY_VERIFY(isModified());
    const QString exported = folder_.filePath(QStringLiteral("exported.mid"));
    key("ctrl+e");
    answerDialog(exported);
    QTRY_VERIFY(QFile::exists(exported));
    QCOMPARE(textOfFile(exported), drawn_);
    key("ctrl+s");
    QTRY_VERIFY(!isModified());
}

void tst_FirstSong::killedEngineIsSaidAndTheNextRequestWorks()
{
    const QImage before = statusBar();
    key("c");
    QTRY_VERIFY(!enginesRunning().isEmpty());
    QTest::qWait(200);
    for (const qint64 engine : enginesRunning())
        ::kill(static_cast<pid_t>(engine), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(enginesRunning().isEmpty(), 20'000);
    QTRY_VERIFY(statusBar() != before);
    QVERIFY(!isModified());
    const QString after = folder_.filePath(QStringLiteral("after.mid"));
    key("ctrl+e");
    answerDialog(after);
    QTRY_VERIFY(QFile::exists(after));
    QCOMPARE(textOfFile(after), drawn_);
    QVERIFY(continueAndAccept());
}

void tst_FirstSong::killedProgramLeavesWhatWasNotSaved()
{
    const QString root = folder_.filePath(QStringLiteral("Continuo/unsaved"));
    const auto notesInCopy = [&root] {
        QDirIterator copies(root, {QStringLiteral("song.continuo")}, QDir::Files, QDirIterator::Subdirectories);
        const auto song = copies.hasNext() ? readSongFile(copies.next().toStdString()) : Result<LoadedSong>(Error{});
        return song ? song->song.noteCount() : 0;
    };
    // What was accepted last was not saved.
    QTRY_VERIFY(notesInCopy() > songFromText(drawn_).noteCount());
    program_.kill();
    QVERIFY(program_.waitForFinished());
    const auto left = unsavedFolders(root);
    QCOMPARE(left.size(), std::size_t{1});
    QVERIFY(notesInCopy() > songFromText(drawn_).noteCount());
}

void tst_FirstSong::cleanupTestCase()
{
    program_.kill();
    program_.waitForFinished();
}

void tst_FirstSong::answerDialog(const QString& path)
{
    QTest::qWait(800);
    key("ctrl+a");
    xdotool({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("5"), path});
    key("Return");
    QTest::qWait(300);
    xdotool({QStringLiteral("windowfocus"), window_});
}

bool tst_FirstSong::continueAndAccept()
{
    key("c");
    const bool accepted = QTest::qWaitFor([this] {
        key("Return");
        QTest::qWait(300);
        return isModified();
    }, kPatience);
    return accepted;
}

QList<qint64> tst_FirstSong::enginesRunning() const
{
    QList<qint64> found;
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(program_.processId()));
    if (children.open(QIODevice::ReadOnly))
        for (const QByteArray& child : children.readAll().simplified().split(' '))
            if (!child.isEmpty())
                found << child.toLongLong();
    return found;
}

QImage tst_FirstSong::statusBar() const
{
    return QGuiApplication::primaryScreen()->grabWindow(0).copy(QRect(0, 775, 500, 25)).toImage();
}

int main(int argc, char* argv[])
{
    for (const char* program : {"Xvfb", "xdotool", CONTINUO_PROGRAM, CONTINUO_ENGINE}) {
        if (QStandardPaths::findExecutable(QString::fromLocal8Bit(program)).isEmpty()) {
            std::printf("SKIP: %s is not there; this test needs Xvfb, xdotool, continuo and continuo-cli.\n", program);
            return 77;
        }
    }
    VirtualDisplay display;
    if (!display.start()) {
        std::puts("FAIL: Xvfb did not start.");
        return 1;
    }
    qputenv("DISPLAY", display.name());
    qputenv("QT_QPA_PLATFORM", "xcb");
    const QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    tst_FirstSong test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_FirstSong.moc"
