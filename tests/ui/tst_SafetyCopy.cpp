// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/SafetyCopy.h"

#include "core/edit/TrackEdits.h"
#include "core/io/SongFile.h"
#include "support/SongText.h"
#include "ui/WindowBench.h"

#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

namespace {

/// An edit that another colour undoes.
Edit coloured(const Document& document, int colour)
{
    return setTrackColour(document.song().tracks.front()->id, colour);
}

/// What copies there are, programs that run included.
QStringList copiesIn(const QString& root)
{
    QStringList copies;
    for (const QString& folder : QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (const QString copy = root + '/' + folder + QStringLiteral("/song.continuo"); QFileInfo::exists(copy))
            copies << copy;
    return copies;
}

/// A song that someone edited and did not save before their program was killed. Gives how many notes it has at least.
std::size_t leaveUnsaved(const QString& root, const QString& songPath, int copies)
{
    QProcess editor;
    editor.start(QStringLiteral(CONTINUO_KILLED_EDITOR), {root, songPath});
    std::size_t notes = 0;
    while (copies > 0 && (editor.canReadLine() || editor.waitForReadyRead(30'000)))
        while (copies > 0 && editor.canReadLine()) {
            notes = editor.readLine().trimmed().toULongLong();
            --copies;
        }
    editor.kill();
    editor.waitForFinished();
    return notes;
}

} // namespace

class tst_SafetyCopy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        root_ = folder_->filePath(QStringLiteral("unsaved"));
    }

    void whatIsNotSavedIsOnTheDiskMomentsLater()
    {
        Document document(songFromText("Melody: C4 q muted | E4 q suggested"));
        SafetyCopy safety(document, root_);
        QSignalSpy written(&safety, &SafetyCopy::written);
        QTest::qWait(300);
        QVERIFY(!QFileInfo::exists(root_)); // nothing to keep yet
        document.commit(coloured(document, 1));
        document.commit(coloured(document, 2));
        QTRY_COMPARE(written.size(), 1);
        QCOMPARE(copiesIn(root_).size(), 1);
        QVERIFY(sameContent(readSongFile(copiesIn(root_).front().toStdString())->song, document.song()));
        document.commit(coloured(document, 3));
        QTRY_COMPARE(written.size(), 2);
        QVERIFY(sameContent(readSongFile(copiesIn(root_).front().toStdString())->song, document.song()));
    }

    void savingOrUndoingRemovesTheCopy()
    {
        Document document(songFromText("Melody: C4 q"));
        SafetyCopy safety(document, root_);
        document.commit(coloured(document, 1));
        QTRY_COMPARE(copiesIn(root_).size(), 1);
        document.undo();
        QTRY_COMPARE(copiesIn(root_).size(), 0);
        document.redo();
        QTRY_COMPARE(copiesIn(root_).size(), 1);
        document.markSaved();
        safety.songPathChanged(QStringLiteral("/saved.mid"));
        QTRY_COMPARE(copiesIn(root_).size(), 0);
    }

    void aProgramThatEndsInOrderLeavesNothing()
    {
        {
            Document document(songFromText("Melody: C4 q"));
            SafetyCopy safety(document, root_);
            document.commit(coloured(document, 1));
            QTRY_COMPARE(copiesIn(root_).size(), 1);
            QVERIFY(unsavedFolders(root_).empty()); // it still runs
            document.commit(coloured(document, 2));
        }
        QVERIFY(QDir(root_).isEmpty());
    }

    void whatAKilledProgramWroteLastIsThere()
    {
        for (const int copies : {1, 2, 5}) {
            const std::size_t notes = leaveUnsaved(root_, QStringLiteral("/music/söng.mid"), copies);
            QVERIFY(notes > 0);
            std::vector<UnsavedFolder> left = unsavedFolders(root_);
            QCOMPARE(left.size(), std::size_t{1});
            QCOMPARE(left.front().songPath(), QStringLiteral("/music/söng.mid"));
            const auto song = readSongFile(left.front().copy().toStdString());
            QVERIFY(song.ok() && song->notices.empty());
            QVERIFY(song->song.noteCount() >= notes);
            QVERIFY(unsavedFolders(root_).empty()); // nobody else finds it meanwhile
            left.front().remove();
        }
        QVERIFY(QDir(root_).isEmpty());
    }

    void unsavedChangesAreOfferedAndComeBackAsChanges()
    {
        const std::size_t notes = leaveUnsaved(root_, folder_->filePath(QStringLiteral("song.mid")), 2);
        WindowBench bench(emptySong(), root_);
        bench.window.offerUnsaved();
        auto* box = bench.window.findChild<QMessageBox*>(QStringLiteral("unsavedOffer"));
        QVERIFY(box);
        QCOMPARE(box->text(), QStringLiteral("Continuo ended before changes to song.mid were saved."));
        box->defaultButton()->click();
        QVERIFY(bench.document.song().noteCount() >= notes);
        QVERIFY(bench.document.isModified());
        QCOMPARE(bench.window.desk().files.path(), folder_->filePath(QStringLiteral("song.mid")));
        // Until it is saved the copy stays, and what is done to it is kept.
        QCOMPARE(copiesIn(root_).size(), 1);
        bench.document.commit(coloured(bench.document, 4));
        QTRY_VERIFY(sameContent(readSongFile(copiesIn(root_).value(0).toStdString())->song, bench.document.song()));
        bench.window.desk().files.saveTo(bench.window.desk().files.path());
        QTRY_COMPARE(copiesIn(root_).size(), 0);
    }

    void severalAreOfferedInTurnAndOnlyTheUserDeletesThem()
    {
        leaveUnsaved(root_, {}, 1);
        leaveUnsaved(root_, QStringLiteral("/second.mid"), 1);
        {
            WindowBench bench(emptySong(), root_);
            bench.window.offerUnsaved();
            auto* box = bench.window.findChild<QMessageBox*>(QStringLiteral("unsavedOffer"));
            QVERIFY(box->text().contains(QStringLiteral("second.mid"))); // the newest first
            box->escapeButton()->click();
            box = bench.window.findChildren<QMessageBox*>(QStringLiteral("unsavedOffer")).back();
            QCOMPARE(box->text(), QStringLiteral("Continuo ended before a song was saved for the first time."));
            for (QAbstractButton* button : box->buttons())
                if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                    button->click();
            QVERIFY(!bench.document.isModified());
        }
        const auto left = unsavedFolders(root_);
        QCOMPARE(left.size(), std::size_t{1});
        QCOMPARE(left.front().songPath(), QStringLiteral("/second.mid"));
    }

    void aCopyThatCannotBeReadStaysAndIsSaid()
    {
        leaveUnsaved(root_, {}, 1);
        QFile copy(copiesIn(root_).front());
        QVERIFY(copy.open(QIODevice::WriteOnly));
        copy.write("{");
        copy.close();
        {
            WindowBench bench(emptySong(), root_);
            bench.window.offerUnsaved();
            bench.window.findChild<QMessageBox*>(QStringLiteral("unsavedOffer"))->defaultButton()->click();
            const auto* error = bench.window.findChild<QMessageBox*>(QStringLiteral("errorBox"));
            QVERIFY(error && error->text().contains(QStringLiteral("song.continuo")));
            QVERIFY(!bench.document.isModified());
        }
        QCOMPARE(copiesIn(root_).size(), 1);
    }

    void whatCannotBeKeptIsSaidOnce()
    {
        QFile inTheWay(root_);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        Document document(songFromText("Melody: C4 q"));
        SafetyCopy safety(document, root_);
        QSignalSpy failed(&safety, &SafetyCopy::failed), written(&safety, &SafetyCopy::written);
        document.commit(coloured(document, 1));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.front().front().toString().contains(root_));
        document.commit(coloured(document, 2));
        QTest::qWait(400);
        QCOMPARE(failed.size(), 1);
        inTheWay.remove();
        document.commit(coloured(document, 3));
        QTRY_COMPARE(written.size(), 1);
    }

    void withoutAFolderNothingIsKept()
    {
        Document document(songFromText("Melody: C4 q"));
        SafetyCopy safety(document, {});
        QSignalSpy written(&safety, &SafetyCopy::written);
        document.commit(coloured(document, 1));
        QVERIFY(!written.wait(400));
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    QString root_;
};

QTEST_MAIN(tst_SafetyCopy)
#include "tst_SafetyCopy.moc"
