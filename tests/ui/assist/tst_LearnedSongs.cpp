// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiFile.h"
#include "support/SongText.h"
#include "ui/assist/EngineProcess.h"
#include "ui/assist/TeachDialog.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

// From one's own songs to suggestions of the model that learned them, with the trainer and the engine as they are shipped.

namespace {

constexpr int kPatience = 240'000; ///< milliseconds for a lesson
const QString kProgram = QStringLiteral(CONTINUO_ENGINE);

SuggestionRequest continuation()
{
    SuggestionRequest request;
    request.id = 1;
    request.song = songFromText("Flute: C4 q | E4 q | G4 q | E4 q");
    request.firstBar = request.lastBar = 2;
    return request;
}

} // namespace

class tst_LearnedSongs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", data_.path().toUtf8());
        QVERIFY(QDir().mkpath(songs()));
        for (const char* tune : {"C4 q | E4 q | G4 q | E4 q | C4 w", "A4 q | F4 q | D4 q | F4 q | A4 h | D4 h", "G4 h | B4 h | D5 w | B4 q | G4 q | D4 h"})
            QVERIFY(writeMidiFile(songFromText(std::string("Flute: ") + tune), songs().toStdString() + "/" + tune[0] + ".mid").ok());
        // The pupil: of the smallest size, and it knows next to nothing.
        QCOMPARE(QProcess::execute(kProgram, {"train", "--corpus", songs(), "--preset", "tiny", "--steps", "1", "-o", model("pupil")}), 0);
    }

    void cleanupTestCase() { qunsetenv("XDG_DATA_HOME"); }

    void theModelThatLearnedThemMakesSuggestions()
    {
        Teaching teaching({kProgram, QStringLiteral("train")});
        QSignalSpy learned(&teaching, &Teaching::learned), failed(&teaching, &Teaching::failed);
        teaching.start({songs(), model("pupil"), model("mine")});
        QTRY_VERIFY_WITH_TIMEOUT(!teaching.isRunning(), kPatience);
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
        QCOMPARE(learned.count(), 1);
        QCOMPARE(QDir(model("mine")).entryList(QDir::Files), (QStringList{"model.json", "weights.safetensors"}));

        EngineProcess engine({kProgram, QStringLiteral("serve")});
        engine.chooseModel(model("mine"));
        std::vector<SuggestionEvent> heard;
        engine.request(continuation(), [&heard](const SuggestionEvent& event) { heard.push_back(event); });
        QTRY_VERIFY_WITH_TIMEOUT(!heard.empty() && (heard.back().kind == SuggestionEvent::Kind::Finished || heard.back().kind == SuggestionEvent::Kind::Failed), kPatience);
        QCOMPARE(heard.back().error.message, std::string());
        QCOMPARE(engine.modelName(), QStringLiteral("mine"));
        QCOMPARE(engine.modelFolder(), model("mine"));
        const auto card = std::find_if(engine.models().begin(), engine.models().end(), [](const auto& one) { return one.name == "mine"; });
        QVERIFY(card != engine.models().end());
        QCOMPARE(QString::fromStdString(card->folder), model("mine"));
        QCOMPARE(card->from, std::string("tiny"));
    }

    void whyTheTrainerRefusesIsToldAsItIs()
    {
        Teaching teaching({kProgram, QStringLiteral("train")});
        QSignalSpy failed(&teaching, &Teaching::failed);
        teaching.start({data_.filePath("nowhere"), model("pupil"), model("other")});
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kPatience);
        QCOMPARE(failed[0][0].toString(), QStringLiteral("There is no folder %1.").arg(data_.filePath("nowhere")));
        QVERIFY(!QFileInfo::exists(model("other")));
    }

private:
    QString songs() const { return data_.filePath(QStringLiteral("songs")); }
    QString model(const char* name) const { return data_.filePath(QStringLiteral("continuo/models/") + QLatin1String(name)); }

    QTemporaryDir data_;
};

QTEST_GUILESS_MAIN(tst_LearnedSongs)
#include "tst_LearnedSongs.moc"
