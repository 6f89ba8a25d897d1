// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/TeachDialog.h"

#include "ui/assist/ModelChoice.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace continuo::ui;

namespace {

/// A trainer that is a shell script: $output is the folder that it is to write.
QStringList trainer(const QString& script)
{
    return {QStringLiteral("/bin/sh"), QStringLiteral("-c"), QStringLiteral("eval output=\\${$#}; ") + script, QStringLiteral("trainer")};
}

const QString kEnds = QStringLiteral("echo > \"$output/model.json\"");
const QString kLearns = QStringLiteral("mkdir \"$output\"; echo 18 pieces in 17 families; "
                                       "echo 'held out, before: 2.5000 nats a target row (onset 0.5)'; "
                                       "echo 'step 10/40  2.1 nats a target row (onset 0.5)  2800 rows/s  3 min left'; "
                                       "echo 'held out: 1.9000 nats a target row (onset 0.4)'; "
                                       "echo 'held out, with weights kept: 2.0000 nats a target row (onset 0.4)'; ") + kEnds;
const QString kHangs = QStringLiteral("mkdir \"$output\"; echo 'step 10/40  2.1 nats a target row (onset 0.5)  2800 rows/s  3 min left'; exec sleep 60");

struct Bench {
    QTemporaryDir data;
    EngineProcess engine{{QStringLiteral(CONTINUO_FAKE_ENGINE), QStringLiteral("good")}};
    TeachDialog dialog;

    explicit Bench(const QString& script) : dialog((qputenv("XDG_DATA_HOME", data.path().toUtf8()), engine), trainer(script))
    {
        engine.chooseModel(QStringLiteral("/models/S"));
        engine.prewarm();
        [&] { QTRY_COMPARE(engine.modelFolder(), QStringLiteral("/models/S")); }();
    }

    template <typename Widget>
    Widget& find(const char* name) { return *dialog.findChild<Widget*>(QString::fromLatin1(name)); }
    QString state() { return find<QLabel>("state").text(); }
    QString newModel() const { return data.filePath(QStringLiteral("continuo/models/mine")); }
    void put(const QString& name) const
    {
        QDir().mkpath(newModel());
        QFile(newModel() + QLatin1Char('/') + name).open(QFile::WriteOnly);
    }
    void write(const QString& name)
    {
        find<QLineEdit>("songs").setText(QStringLiteral("/songs"));
        find<QLineEdit>("name").setText(name);
    }
    void teach()
    {
        write(QStringLiteral("mine"));
        find<QPushButton>("teach").click();
    }
};

} // namespace

class tst_TeachDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { keepModel(QString()); }
    void cleanup() { qunsetenv("XDG_DATA_HOME"); }

    void theTrainerHearsWhatIsAskedFor()
    {
        const QTemporaryDir folder;
        Teaching teaching(trainer(QStringLiteral("echo \"$@\"")));
        QSignalSpy said(&teaching, &Teaching::said);
        teaching.start({QStringLiteral("/my songs"), QStringLiteral("/models/S"), folder.filePath("mine")});
        QTRY_COMPARE(said.count(), 1);
        QCOMPARE(said[0][0].toString(), QStringLiteral("--corpus /my songs --from /models/S -o ") + folder.filePath("mine"));
    }

    void whatWasLearnedIsToldAndCanBeUsed()
    {
        Bench bench(kLearns);
        QSignalSpy ended(&bench.dialog, &TeachDialog::ended);
        bench.teach();
        QTRY_VERIFY2(bench.state().contains(QStringLiteral("20 % less")), qPrintable(bench.state()));
        QVERIFY(bench.state().startsWith(QStringLiteral("mine ")));
        QCOMPARE(ended.count(), 1);
        QVERIFY(bench.find<QPushButton>("use").isEnabled());
        bench.find<QPushButton>("use").click();
        QCOMPARE(bench.engine.chosenModel(), bench.newModel());
        QCOMPARE(keptModel(), bench.newModel());
    }

    void progressIsShownAndAStoppedLessonLeavesNothing()
    {
        Bench bench(kHangs);
        bench.teach();
        QTRY_COMPARE(bench.find<QProgressBar>("progress").value(), 250);
        QVERIFY(bench.state().contains(QStringLiteral("3 ")));
        QVERIFY(!bench.find<QPushButton>("teach").isEnabled());
        QVERIFY(QDir(bench.newModel()).exists());
        bench.find<QPushButton>("stop").click();
        QVERIFY(!QDir(bench.newModel()).exists());
        QVERIFY(bench.find<QPushButton>("teach").isEnabled());
        QVERIFY(!bench.find<QPushButton>("use").isEnabled());
    }

    void closingTheDialogDoesNotEndTheLesson()
    {
        Bench bench(kHangs);
        bench.teach();
        QTRY_VERIFY(QDir(bench.newModel()).exists());
        bench.dialog.show();
        bench.dialog.reject();
        QVERIFY(bench.find<QPushButton>("stop").isEnabled());
    }

    void aTrainerThatFailsSaysWhyAndLeavesNothing()
    {
        Bench bench(QStringLiteral("mkdir \"$output\"; echo 'continuo-cli: There is no folder /songs.' >&2; exit 3"));
        bench.teach();
        QTRY_COMPARE(bench.state(), QStringLiteral("There is no folder /songs."));
        QVERIFY(!QDir(bench.newModel()).exists());
        QVERIFY(bench.find<QPushButton>("teach").isEnabled());
    }

    void aModelThatIsThereIsNotWrittenOver()
    {
        Bench bench(kLearns);
        bench.put(QStringLiteral("model.json"));
        bench.teach();
        QCOMPARE(bench.state(), QStringLiteral("There is a model \"mine\" already."));
        QVERIFY(QDir(bench.newModel()).exists());
    }

    void aLessonWhoseProgramWasKilledCanBeGivenAgain()
    {
        Bench bench(QStringLiteral("rm \"$output/checkpoint.safetensors\" || exit 3; ") + kEnds);
        bench.put(QStringLiteral("checkpoint.safetensors"));
        bench.teach();
        QTRY_VERIFY2(bench.find<QPushButton>("use").isEnabled(), qPrintable(bench.state()));
    }

    void aTrainerThatIsNotThereIsNamed()
    {
        const QTemporaryDir folder;
        Teaching teaching({QStringLiteral("/no/trainer")});
        QSignalSpy failed(&teaching, &Teaching::failed);
        teaching.start({QStringLiteral("/songs"), QStringLiteral("/models/S"), folder.filePath("mine")});
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("/no/trainer")));
        QVERIFY(!teaching.isRunning());
    }

    void theModelLearnsThatMakesTheSuggestions()
    {
        Bench bench(kLearns);
        QCOMPARE(bench.find<QLabel>("from").text(), QStringLiteral("S"));
        bench.engine.chooseModel(QString());
        QVERIFY(!bench.find<QPushButton>("teach").isEnabled()); // while it is being loaded
        bench.engine.prewarm();
        QTRY_COMPARE(bench.find<QLabel>("from").text(), QStringLiteral("fake"));
    }

    void onlyWhatCanBeAFoldersNameIsAModelsName()
    {
        Bench bench(kLearns);
        for (const char* name : {"", "  ", ".hidden", "a/b", ".."}) {
            bench.write(QString::fromLatin1(name));
            QVERIFY2(!bench.find<QPushButton>("teach").isEnabled(), name);
        }
        bench.write(QStringLiteral("Tänze"));
        QVERIFY(bench.find<QPushButton>("teach").isEnabled());
    }
};

QTEST_MAIN(tst_TeachDialog)
#include "tst_TeachDialog.moc"
