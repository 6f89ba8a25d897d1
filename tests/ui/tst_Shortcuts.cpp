// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "ui/CommandPalette.h"
#include "ui/Settings.h"
#include "ui/ShortcutDialog.h"
#include "ui/WindowBench.h"

#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace continuo;
using namespace continuo::ui;

class tst_Shortcuts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path()); }

    void init() { keptSettings().clear(); }

    void chosenKeysWorkAreKeptAndCanBeTakenBack()
    {
        {
            WindowBench bench(songFromText("Melody: C4 q"));
            Shortcuts& shortcuts = bench.window.desk().actions.shortcuts();
            shortcuts.choose(Command::SemitoneUp, QKeySequence(QStringLiteral("Ctrl+U")));
            bench.window.desk().actions.applyShortcuts();
            bench.key(Qt::Key_A, Qt::ControlModifier);
            bench.key(Qt::Key_U, Qt::ControlModifier);
            QCOMPARE(bench.text(), "Melody: C#4 q");
            bench.key(Qt::Key_Up);
            QCOMPARE(bench.text(), "Melody: C#4 q");
            QVERIFY(bench.window.action(Command::SemitoneUp).toolTip().contains(QStringLiteral("Ctrl+U")));
        }
        Shortcuts again;
        QCOMPARE(again.of(Command::SemitoneUp), QList<QKeySequence>{QKeySequence(QStringLiteral("Ctrl+U"))});
        again.restore(Command::SemitoneUp);
        QCOMPARE(Shortcuts().of(Command::SemitoneUp), QList<QKeySequence>{QKeySequence(Qt::Key_Up)});
    }

    void keysOfAnotherCommandAreRefusedWithAReason()
    {
        Shortcuts shortcuts;
        const QString reason = shortcuts.objection(Command::Legato, QKeySequence(QStringLiteral("Ctrl+D")));
        QVERIFY2(reason.contains(QStringLiteral("Duplicate")), qPrintable(reason));
        shortcuts.choose(Command::Legato, QKeySequence(QStringLiteral("Ctrl+D")));
        QCOMPARE(shortcuts.of(Command::Legato), QList<QKeySequence>{QKeySequence(Qt::Key_L)});
        for (const QKeySequence& keys : {QKeySequence(), QKeySequence(Qt::Key_Tab), QKeySequence(QStringLiteral("Ctrl+K, Ctrl+L"))})
            QVERIFY(!shortcuts.objection(Command::Legato, keys).isEmpty());
        QVERIFY(shortcuts.objection(Command::Legato, QKeySequence(QStringLiteral("Ctrl+J"))).isEmpty());
    }

    void keysThatAnotherScopeHasAreFree()
    {
        Shortcuts shortcuts;
        QVERIFY(shortcuts.objection(Command::NextCandidate, QKeySequence(Qt::Key_Up)).contains(QStringLiteral("Previous candidate")));
        QVERIFY(shortcuts.objection(Command::NextCandidate, QKeySequence(Qt::Key_L)).isEmpty());
    }

    void keysThatWereTakenMeanwhileDoNotComeBack()
    {
        Shortcuts shortcuts;
        shortcuts.choose(Command::Legato, {});
        shortcuts.choose(Command::Glue, QKeySequence(Qt::Key_L));
        shortcuts.restore(Command::Legato);
        QVERIFY(shortcuts.of(Command::Legato).isEmpty());
        QVERIFY(Shortcuts().of(Command::Legato).isEmpty());
    }

    void theDialogRefusesInPlaceAndAssigns()
    {
        WindowBench bench(songFromText("Melody: C4 q"));
        bench.key(Qt::Key_Question);
        auto* dialog = bench.window.findChild<ShortcutDialog*>();
        QVERIFY(dialog != nullptr);
        auto* list = dialog->findChild<QTreeWidget*>();
        list->setCurrentItem(list->findItems(QStringLiteral("Legato"), Qt::MatchExactly).front());
        auto* keys = dialog->findChild<QKeySequenceEdit*>(QStringLiteral("keys"));
        const auto button = [dialog](const char* text) {
            for (auto* each : dialog->findChildren<QPushButton*>())
                if (each->text().contains(QLatin1String(text)))
                    return each;
            return static_cast<QPushButton*>(nullptr);
        };
        keys->setKeySequence(QKeySequence(QStringLiteral("Ctrl+A")));
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("objection"))->text().contains(QStringLiteral("Select all")));
        QVERIFY(!button("Assign")->isEnabled());
        keys->setKeySequence(QKeySequence(QStringLiteral("Ctrl+J")));
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("objection"))->text().isEmpty());
        button("Assign")->click();
        QCOMPARE(list->currentItem()->text(1), QStringLiteral("Ctrl+J"));
        QCOMPARE(bench.window.action(Command::Legato).shortcut(), QKeySequence(QStringLiteral("Ctrl+J")));
        button("first")->click();
        QCOMPARE(list->currentItem()->text(1), QStringLiteral("L"));
        QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("octave"));
        int shown = 0;
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            shown += !list->topLevelItem(i)->isHidden();
        QCOMPARE(shown, 2);
        dialog->close();
    }

    void thePaletteFindsAndDoes()
    {
        WindowBench bench(songFromText("Melody: C4 q"));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_P, Qt::ControlModifier);
        auto* palette = bench.window.findChild<CommandPalette*>();
        QVERIFY(palette != nullptr);
        auto* words = palette->findChild<QLineEdit*>();
        QTest::keyClicks(words, QStringLiteral("up oct"));
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(bench.text(), "Melody: C5 q");
    }

    void thePaletteDoesNotDoWhatCannotBeDone()
    {
        WindowBench bench(songFromText("Melody: C4 q"));
        bench.key(Qt::Key_P, Qt::ControlModifier);
        auto* palette = bench.window.findChild<CommandPalette*>();
        auto* words = palette->findChild<QLineEdit*>();
        QTest::keyClicks(words, QStringLiteral("octave up"));
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(bench.text(), "Melody: C4 q");
        QVERIFY(palette->isVisible());
        palette->close();
    }

    void thePaletteSaysWhenNothingIsCalledThat()
    {
        WindowBench bench(songFromText("Melody: C4 q"));
        bench.key(Qt::Key_P, Qt::ControlModifier);
        auto* palette = bench.window.findChild<CommandPalette*>();
        auto* words = palette->findChild<QLineEdit*>();
        auto* objection = palette->findChild<QLabel*>(QStringLiteral("objection"));
        QVERIFY(!objection->isVisible());
        QTest::keyClicks(words, QStringLiteral("kazoo"));
        QVERIFY(objection->isVisible());
        QCOMPARE(objection->text(), QStringLiteral("No command is called \"kazoo\"."));
        words->setText(QStringLiteral("octave"));
        QVERIFY(!objection->isVisible());
        palette->close();
    }

    void aFieldKeepsItsLettersAndAButtonItsSpace()
    {
        WindowBench bench(songFromText("Melody: C4 q"));
        QLineEdit field(&bench.window);
        field.show();
        field.setFocus();
        QTest::keyClicks(&field, QStringLiteral("mnst c?"));
        QCOMPARE(field.text(), QStringLiteral("mnst c?"));
        QVERIFY(!bench.document.canUndo());
        QCOMPARE(bench.service.requests, 0);
        QPushButton button(&bench.window);
        button.show();
        button.setFocus();
        int clicked = 0;
        connect(&button, &QPushButton::clicked, this, [&clicked] { ++clicked; });
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(clicked, 1);
        QVERIFY(!bench.window.desk().playback.isPlaying());
    }

private:
    QTemporaryDir folder_;
};

QTEST_MAIN(tst_Shortcuts)
#include "tst_Shortcuts.moc"
