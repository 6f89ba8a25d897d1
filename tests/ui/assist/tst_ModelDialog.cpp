// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/ModelDialog.h"

#include "ui/assist/ModelChoice.h"

#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace continuo::ui;

namespace {

/// The dialog over an engine that knows the models S and my-style.
struct Bench {
    EngineProcess engine{{QStringLiteral(CONTINUO_FAKE_ENGINE), QStringLiteral("good")}};
    ModelDialog dialog{engine};
    QListWidget& models = *dialog.findChild<QListWidget*>(QStringLiteral("models"));

    bool knowsModels() const { return models.count() > 2; }
    QString about() const { return dialog.findChild<QLabel*>(QStringLiteral("about"))->text(); }
    QString current() const { return models.currentItem()->text(); }
    void pick(const QString& label)
    {
        models.setCurrentItem(models.findItems(label, Qt::MatchExactly).value(0));
    }
};

} // namespace

class tst_ModelDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { keepModel(QString()); }

    void listsWhatTheEngineKnows()
    {
        Bench bench;
        QTRY_VERIFY(bench.knowsModels());
        QCOMPARE(bench.models.count(), 3);
        QCOMPARE(bench.current(), QStringLiteral("The one that comes with Continuo"));
        QVERIFY(bench.models.findItems(QStringLiteral("S (/models/S)"), Qt::MatchExactly).size() == 1);
    }

    void tellsWhatAModelLearnedFromAndUnderWhichLicence()
    {
        Bench bench;
        QTRY_VERIFY(bench.knowsModels());
        bench.pick(QStringLiteral("S (/models/S)"));
        QVERIFY2(bench.about().contains(QStringLiteral("5.6 million weights\n")), qPrintable(bench.about()));
        QVERIFY(bench.about().contains(QStringLiteral("jsb, 227 ")));
        QVERIFY(bench.about().endsWith(QStringLiteral(": none stated")));
        bench.pick(QStringLiteral("my-style (/models/my-style)"));
        QVERIFY(bench.about().contains(QStringLiteral("it began with S\n")));
        QVERIFY(bench.about().endsWith(QStringLiteral(": licence not said")));
    }

    void whatIsChosenAnswers()
    {
        Bench bench;
        QTRY_VERIFY(bench.knowsModels());
        bench.pick(QStringLiteral("my-style (/models/my-style)"));
        bench.dialog.accept();
        QTRY_COMPARE(bench.engine.modelName(), QStringLiteral("/models/my-style"));
    }

    void whatIsChosenIsKeptForAsLongAsItIsThere()
    {
        QTemporaryDir folder;
        QFile(folder.filePath(QStringLiteral("model.json"))).open(QFile::WriteOnly);
        Bench bench;
        bench.dialog.addFolder(folder.path());
        bench.dialog.accept();
        QCOMPARE(bench.engine.chosenModel(), folder.path());
        QCOMPARE(keptModel(), folder.path());
        QVERIFY(folder.remove());
        QCOMPARE(keptModel(), QString());
    }

    void nothingChangesWhenItIsDropped()
    {
        Bench bench;
        QTRY_VERIFY(bench.knowsModels());
        bench.pick(QStringLiteral("S (/models/S)"));
        bench.dialog.reject();
        QCOMPARE(bench.engine.chosenModel(), QString());
        QCOMPARE(keptModel(), QString());
    }

    void whatWasChosenBeforeIsShownAlsoWhenItIsGone()
    {
        EngineProcess engine({QStringLiteral(CONTINUO_FAKE_ENGINE), QStringLiteral("good")});
        engine.chooseModel(QStringLiteral("/gone/model"));
        const ModelDialog dialog(engine);
        const auto* models = dialog.findChild<QListWidget*>(QStringLiteral("models"));
        QCOMPARE(models->currentItem()->text(), QStringLiteral("model (/gone/model)"));
        QTRY_COMPARE(models->count(), 4);
        QCOMPARE(models->currentItem()->text(), QStringLiteral("model (/gone/model)"));
    }

    void onesOwnModelsGoToTheTrashAndNoOthers()
    {
        const QTemporaryDir data;
        qputenv("XDG_DATA_HOME", data.path().toUtf8());
        const auto restored = qScopeGuard([] { qunsetenv("XDG_DATA_HOME"); });
        const QString mine = ownModelsFolder() + QStringLiteral("/mine");
        QVERIFY(QDir().mkpath(mine));
        QVERIFY(QFile(mine + QStringLiteral("/model.json")).open(QFile::WriteOnly));
        Bench bench;
        QTRY_VERIFY(bench.knowsModels());
        auto* remove = bench.dialog.findChild<QPushButton*>(QStringLiteral("remove"));
        for (int row = 0; row < bench.models.count(); ++row) {
            bench.models.setCurrentRow(row);
            QVERIFY2(!remove->isEnabled(), qPrintable(bench.current()));
        }
        bench.dialog.addFolder(mine);
        useModel(bench.engine, mine);
        remove->click();
        QVERIFY(!QFileInfo::exists(mine));
        QVERIFY(QFileInfo::exists(data.filePath(QStringLiteral("Trash/files/mine/model.json"))));
        QCOMPARE(bench.engine.chosenModel(), QString());
        QCOMPARE(bench.models.currentRow(), 0);
        QCOMPARE(bench.models.count(), 3);
    }

    void anyFolderWithAModelCanBeAdded()
    {
        const QTemporaryDir folder;
        Bench bench;
        QTRY_VERIFY(bench.knowsModels());
        bench.dialog.addFolder(folder.path());
        QVERIFY2(bench.about().contains(folder.path()) && bench.about().contains(QStringLiteral("no model.json")), qPrintable(bench.about()));
        QCOMPARE(bench.models.count(), 3);
        QFile(folder.filePath(QStringLiteral("model.json"))).open(QFile::WriteOnly);
        bench.dialog.addFolder(folder.path());
        QCOMPARE(bench.models.count(), 4);
        QCOMPARE(bench.models.currentRow(), 3);
    }
};

QTEST_MAIN(tst_ModelDialog)
#include "tst_ModelDialog.moc"
