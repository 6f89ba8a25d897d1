// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/SongFiles.h"

#include "core/edit/PitchEdits.h"
#include "core/io/MusicXmlFile.h"
#include "core/io/SongFile.h"
#include "ui/Settings.h"
#include "ui/WindowBench.h"
#include "ui/files/MidiDrag.h"
#include "ui/files/RecentSongs.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>

using namespace continuo;
using namespace continuo::ui;

namespace {

/// An exporter that a test lets go on.
struct ScriptedExporter {
    std::atomic<bool> mayEnd = false;
    AudioExport asked;

    AudioExporter exporter()
    {
        return [this](const Song&, const AudioExport& wanted) -> Result<std::string> {
            asked = wanted;
            wanted.progress(0.5);
            while (!mayEnd && !wanted.stopped.stop_requested())
                QThread::msleep(1);
            if (wanted.stopped.stop_requested())
                return Error{ErrorCode::Cancelled, "Rendering was stopped."};
            return std::string("peak -1.0 dB");
        };
    }
};

/// The document's files, with a widget for their dialogs.
struct Files {
    explicit Files(Song song = songFromText("Melody: C4 q | E4 q | G4 h")) : document(std::move(song)), files(document, exporter.exporter(), window) {}

    template <typename Widget>
    Widget* dialog(const char* name)
    {
        QTest::qWait(1);
        return window.findChild<Widget*>(QLatin1String(name));
    }

    /// Whether the song is on the disk.
    bool save(const QString& path)
    {
        files.saveTo(path);
        return isSaved();
    }
    bool isSaved()
    {
        return QTest::qWaitFor([this] { return !files.isSaving(); }) && !document.isModified();
    }
    void change() { document.commit(transposeSong(1)); }

    ScriptedExporter exporter;
    Document document;
    QWidget window;
    SongFiles files;
};

} // namespace

class tst_SongFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { keptSettings().clear(); }

    void songsOfEveryKindAreOpenedAndSaved()
    {
        for (const char* name : {"song.continuo", "song.mid", "song.mxl", "song.musicxml"}) {
            if (!hasMusicXml() && songFileKind(name) == SongFileKind::MusicXml)
                continue;
            Files files;
            const std::string text = textOf(files.document.song());
            QVERIFY(files.save(path(name)));
            Files other{emptySong()};
            QVERIFY(other.files.load(path(name)).ok());
            QCOMPARE(textOf(other.document.song()), text);
            QCOMPARE(other.files.report().title, QStringLiteral("Opened ") + QLatin1String(name));
            QVERIFY(other.files.report().kept.contains(QStringLiteral("3 notes")));
            QVERIFY(other.files.report().changes.isEmpty());
        }
    }

    void aSongThatWasNeverSavedBecomesOneThatKeepsEverything()
    {
        Song song = songFromText("Melody: C4 q muted | E4 q pinned suggested");
        Track mixed = *song.tracks.front();
        mixed.volume = 0.5;
        mixed.solo = true;
        mixed.colour = 3;
        song = withTrack(song, std::move(mixed));
        Files files{song};
        files.files.save();
        auto* chooser = files.dialog<QFileDialog>("saveDialog");
        QVERIFY(chooser);
        QCOMPARE(chooser->defaultSuffix(), QStringLiteral("continuo"));
        Q_EMIT chooser->fileSelected(path("kept.continuo"));
        QVERIFY(files.isSaved());
        Files other{emptySong()};
        QVERIFY(other.files.load(path("kept.continuo")).ok());
        QVERIFY(sameContent(other.document.song(), song));
    }

    void theSongMayBeChangedWhileItIsSaved()
    {
        Files files;
        files.change();
        const std::string given = textOf(files.document.song());
        files.files.saveTo(path("changed.continuo"));
        QVERIFY(files.files.isSaving());
        files.change();
        QVERIFY(!files.isSaved()); // the later change is on no disk
        QCOMPARE(textOf(readSongFile(path("changed.continuo").toStdString())->song), given);
        files.document.undo();
        QVERIFY(!files.document.isModified());
        files.document.redo();
        files.files.save();
        QVERIFY(files.isSaved());
        QCOMPARE(textOf(readSongFile(path("changed.continuo").toStdString())->song), textOf(files.document.song()));
    }

    void keysThatAreHeldDownSaveOnce()
    {
        Files files;
        QVERIFY(files.save(path("held.continuo")));
        files.change();
        QSignalSpy said(&files.files, &SongFiles::said);
        for (int i = 0; i < 5; ++i)
            files.files.save();
        QVERIFY(files.isSaved());
        QCOMPARE(std::ranges::count_if(said, [](const auto& each) { return each.front().toString().startsWith(QStringLiteral("Saved")); }), 1);
    }

    void savingAgainBeforeTheFirstEndsGoesToTheNewPlace()
    {
        Files files;
        QVERIFY(files.save(path("old.continuo")));
        const std::string old = textOf(files.document.song());
        files.change();
        files.files.saveTo(path("new.continuo"));
        files.change();
        files.files.save();
        QVERIFY(files.isSaved());
        QCOMPARE(files.files.path(), path("new.continuo"));
        QCOMPARE(textOf(readSongFile(path("new.continuo").toStdString())->song), textOf(files.document.song()));
        QCOMPARE(textOf(readSongFile(path("old.continuo").toStdString())->song), old);
    }

    void whatHadToWaitUntilTheSongIsSavedComesAfterwards()
    {
        Files files;
        files.change();
        files.files.saveTo(path("waiting.continuo"));
        int done = 0;
        files.files.whenSaved([&done] { ++done; });
        QCOMPARE(done, 0);
        QVERIFY(files.isSaved());
        QCOMPARE(done, 1);
        QVERIFY(!files.dialog<QMessageBox>("unsavedBox"));
    }

    void whatIsChangedBetweenSaveAndItsEndIsAskedAboutAgain()
    {
        Files files;
        QVERIFY(files.save(path("again.continuo")));
        files.change();
        int done = 0;
        files.files.whenSaved([&done] { ++done; });
        auto* box = files.dialog<QMessageBox>("unsavedBox");
        QVERIFY(box);
        box->button(QMessageBox::Save)->click();
        files.change();
        QTRY_COMPARE(files.window.findChildren<QMessageBox*>(QStringLiteral("unsavedBox")).size(), 1);
        QTRY_VERIFY(!files.files.isSaving());
        QCOMPARE(done, 0);
        box = files.dialog<QMessageBox>("unsavedBox");
        QVERIFY(box);
        box->button(QMessageBox::Save)->click();
        QTRY_COMPARE(done, 1);
        QVERIFY(!files.document.isModified());
    }

    void aSongThatCannotBeSavedStaysChangedAndSaysWhy()
    {
        Files files;
        files.change();
        QVERIFY(!files.save(path("none/song.continuo")));
        auto* box = files.dialog<QMessageBox>("errorBox");
        QVERIFY(box);
        QVERIFY2(box->text().contains(QStringLiteral("song.continuo")), qPrintable(box->text()));
        QVERIFY(files.document.isModified());
        QVERIFY(files.files.path().isEmpty());
    }

    void aProgramThatEndsWhileItSavesHasSaved()
    {
        std::string text;
        {
            Files files;
            text = textOf(files.document.song());
            files.files.saveTo(path("ended.continuo"));
        }
        QCOMPARE(textOf(readSongFile(path("ended.continuo").toStdString())->song), text);
    }

    void savingAsMidiSaysWhatIsLeftOut()
    {
        Files files{songFromText("Melody: C4 q muted | E4 q")};
        QSignalSpy said(&files.files, &SongFiles::said);
        QVERIFY(files.save(path("muted.mid")));
        QCOMPARE(said.last().front().toString(),
                 QStringLiteral("Saved muted.mid. A MIDI file does not hold that 1 note is muted; a Continuo song (.continuo) does."));
        QVERIFY(files.save(path("muted.continuo")));
        QCOMPARE(said.last().front().toString(), QStringLiteral("Saved muted.continuo."));
    }

    void whatAFileCouldNotSayIsToldWithDetails()
    {
        if (!hasMusicXml())
            QSKIP("This build has no MusicXML.");
        Song song = songFromText("Melody: C4 q | E4 q");
        Track bent = *song.tracks.front();
        bent.events = {{Tick(0), 0xE0, 0, 70, {}}};
        Files files{withTrack(song, std::move(bent))};
        QSignalSpy said(&files.files, &SongFiles::said);
        QVERIFY(files.save(path("bent.mxl")));
        QVERIFY(said.last().front().toString().contains(QStringLiteral("left out")));
        files.files.showReport();
        const auto* box = files.dialog<QMessageBox>("reportBox");
        QVERIFY(box && box->informativeText().contains(QStringLiteral("a score does not say")));
    }

    void refusalKeepsTheSong()
    {
        QFile broken(path("broken.mxl"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("PK\x03\x04 nothing");
        broken.close();
        Files files;
        const std::string text = textOf(files.document.song());
        const auto loaded = files.files.load(path("broken.mxl"));
        QVERIFY(!loaded && loaded.error().message.find("broken.mxl") != std::string::npos);
        QCOMPARE(textOf(files.document.song()), text);
    }

    void songsThatWereOpenedOrSavedAreThereToBeOpenedAgain()
    {
        Files files;
        const std::unique_ptr<QMenu> menu(makeRecentMenu(files.files, nullptr));
        const auto shown = [&menu] {
            Q_EMIT menu->aboutToShow();
            QStringList texts;
            for (const QAction* action : menu->actions())
                if (!action->isSeparator())
                    texts << action->text();
            return texts;
        };
        QCOMPARE(shown(), QStringList{QStringLiteral("No song was opened or saved yet")});
        for (int i = 1; i <= 12; ++i)
            QVERIFY(files.save(path(qPrintable(QStringLiteral("song & %1.mid").arg(i)))));
        QCOMPARE(recentSongs().size(), 10);
        files.files.open(path("song & 5.mid"));
        files.files.open(path("none.mid"));
        QCOMPARE(recentSongs().front(), path("song & 5.mid"));
        QCOMPARE(recentSongs().size(), 10);
        QCOMPARE(shown().front(), QStringLiteral("&1 song && 5.mid (%1)").arg(folder_.path()));
        QCOMPARE(shown().at(1), QStringLiteral("&2 song && 12.mid (%1)").arg(folder_.path()));
        menu->actions().at(1)->trigger();
        QCOMPARE(files.files.path(), path("song & 12.mid"));
        menu->actions().back()->trigger();
        QVERIFY(recentSongs().isEmpty());
    }

    void exportDialogAsksShowsProgressAndSaysHowLoudItBecame()
    {
        Files files;
        const Range<Tick> loop{Tick(0), kTicksPerQuarter};
        files.files.exportAudio({.loop = loop}, ExportDialog::Part::Loop);
        auto* dialog = files.dialog<QDialog>("exportDialog");
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("part"))->count(), 2);
        dialog->findChild<QComboBox*>(QStringLiteral("kind"))->setCurrentIndex(1);
        auto* bits = dialog->findChild<QComboBox*>(QStringLiteral("bits"));
        QCOMPARE(bits->count(), 2); // FLAC has no floating point
        bits->setCurrentIndex(0);
        dialog->findChild<QComboBox*>(QStringLiteral("rate"))->setCurrentText(QStringLiteral("44100 Hz"));
        dialog->findChild<QPushButton*>(QStringLiteral("confirm"))->click();
        auto* chooser = files.dialog<QFileDialog>("saveDialog");
        QVERIFY(chooser);
        Q_EMIT chooser->fileSelected(path("out.flac"));
        QTRY_COMPARE(dialog->findChild<QProgressBar*>(QStringLiteral("progress"))->value(), 50);
        QVERIFY(files.files.isExporting());
        QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("confirm"))->isEnabled());
        files.exporter.mayEnd = true;
        QTRY_VERIFY(dialog->findChild<QLabel*>(QStringLiteral("result"))->text().contains(QStringLiteral("peak -1.0 dB")));
        QCOMPARE(files.exporter.asked.bits, std::string("16"));
        QCOMPARE(files.exporter.asked.sampleRate, 44100);
        QCOMPARE(files.exporter.asked.range, std::optional(loop));
        QCOMPARE(QString::fromStdString(files.exporter.asked.path.string()), path("out.flac"));
    }

    void exportIsStopped()
    {
        Files files;
        files.files.exportAudio({}, ExportDialog::Part::Song);
        auto* dialog = files.dialog<QDialog>("exportDialog");
        dialog->findChild<QPushButton*>(QStringLiteral("confirm"))->click();
        Q_EMIT files.dialog<QFileDialog>("saveDialog")->fileSelected(path("stopped.wav"));
        QVERIFY(files.files.isExporting());
        dialog->findChild<QPushButton*>(QStringLiteral("stop"))->click();
        QTRY_VERIFY(!files.files.isExporting());
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("result"))->text().contains(QStringLiteral("nothing was written")));
    }

    void midiIsExportedInOneTrackOrSeveralOrAsAScore()
    {
        const int choices = hasMusicXml() ? 4 : 2;
        for (int choice = 0; choice < choices; ++choice) {
            Files files{songFromText("Melody: C4 q\nBass: C2 q")};
            files.files.exportMidi();
            auto* chooser = files.dialog<QFileDialog>("saveDialog");
            QVERIFY(chooser);
            QCOMPARE(chooser->nameFilters().size(), choices);
            chooser->selectNameFilter(chooser->nameFilters().at(choice));
            const QString file = path(choice < 2 ? "exported.mid" : choice == 2 ? "exported.mxl" : "exported.musicxml");
            QSignalSpy said(&files.files, &SongFiles::said);
            Q_EMIT chooser->fileSelected(file);
            QTRY_VERIFY(!said.isEmpty() && said.last().front().toString().startsWith(QStringLiteral("Exported")));
            const auto read = readSongFile(file.toStdString());
            QVERIFY(read.ok());
            QCOMPARE(read->song.noteCount(), std::size_t{2});
            if (choice < 2)
                QCOMPARE(read->song.layout.format, choice == 1 ? 0 : 1);
        }
    }

    void excerptHoldsTheSelectedNotesFromTheirBarOn()
    {
        const Song song = songFromText("Melody: C4 w | D4 h | E4 h | F4 w\nBass: C2 w | C2 w | C2 w");
        const Track& melody = *song.tracks.front();
        const auto& notes = melody.clips.front()->notes;
        const Selection selected({{melody.id, notes[2].id}, {melody.id, notes[3].id}});
        QCOMPARE(textOf(excerptOf(song, selected)), textOf(songFromText("Melody: E4 h @2 | F4 w")));
        QCOMPARE(textOf(excerptOf(song, {})), textOf(song));
    }

    void draggedFileIsThere()
    {
        QWidget window;
        MidiDrag drag([] { return MidiDrag::Given{songFromText("Melody: C4 q"), QStringLiteral("a/b: c")}; }, &window);
        const auto data = drag.file();
        QVERIFY(data.ok());
        const std::unique_ptr<QMimeData> owned(*data);
        QCOMPARE(owned->urls().size(), 1);
        const QString file = owned->urls().front().toLocalFile();
        QCOMPARE(QFileInfo(file).fileName(), QStringLiteral("a_b_ c.mid"));
        QCOMPARE(readSongFile(file.toStdString())->song.noteCount(), std::size_t{1});
    }

private:
    QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }

    QTemporaryDir folder_;
};

QTEST_MAIN(tst_SongFiles)
#include "tst_SongFiles.moc"
