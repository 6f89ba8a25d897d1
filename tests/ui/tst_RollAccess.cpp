// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "ui/WindowBench.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>

using namespace continuo;
using namespace continuo::ui;

namespace {

QAccessibleInterface* rollOf(WindowBench& bench)
{
    return QAccessible::queryAccessibleInterface(&bench.roll());
}

} // namespace

class tst_RollAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path()); }

    void notesAreAListWithSentencesVelocitiesAndPlaces()
    {
        WindowBench bench(songFromText("Melody: C4 q | E4 h. v99\nBass: C3 w"));
        QAccessibleInterface* roll = rollOf(bench);
        QCOMPARE(roll->role(), QAccessible::List);
        QCOMPARE(roll->text(QAccessible::Name), QStringLiteral("Piano roll, Melody, 2 notes"));
        QCOMPARE(roll->childCount(), 2);
        QAccessibleInterface* note = roll->child(1);
        QCOMPARE(note->text(QAccessible::Name), QStringLiteral("E4, bar 1 beat 2, dotted half, velocity 99"));
        QCOMPARE(note->text(QAccessible::Value), QStringLiteral("99"));
        QCOMPARE(note->parent(), roll);
        QCOMPARE(roll->indexOfChild(note), 1);
        QCOMPARE(roll->child(1), note);
        QVERIFY(!note->state().selected);
        const QRect rect = note->rect();
        QCOMPARE(roll->childAt(rect.center().x(), rect.center().y()), note);
        QVERIFY(roll->child(2) == nullptr);
        bench.window.desk().state.setActiveTrack(bench.document.song().tracks.back()->id);
        QCOMPARE(roll->childCount(), 1);
    }

    void actionsAndValuesAreEdits()
    {
        WindowBench bench(songFromText("Melody: C4 q | E4 q"));
        const std::string before = bench.text();
        QAccessibleInterface* note = rollOf(bench)->child(0);
        note->valueInterface()->setCurrentValue(33);
        QCOMPARE(bench.text(), "Melody: C4 q v33 | E4 q");
        QCOMPARE(note->valueInterface()->currentValue().toInt(), 33);
        note->actionInterface()->doAction(QStringLiteral("Select"));
        QCOMPARE(bench.window.desk().state.selection().count(), std::size_t(1));
        QVERIFY(note->state().selected);
        note->actionInterface()->doAction(QStringLiteral("Remove"));
        QCOMPARE(bench.text(), "Melody: E4 q @1");
        QCOMPARE(rollOf(bench)->childCount(), 1);
        bench.document.undo();
        bench.document.undo();
        QCOMPARE(bench.text(), before);
        QCOMPARE(rollOf(bench)->child(0)->text(QAccessible::Name), QStringLiteral("C4, bar 1 beat 1, quarter, velocity 80"));
    }

    void theCaretIsTheFocus()
    {
        WindowBench bench(songFromText("Melody: C4 q | E4 q"));
        QAccessibleInterface* roll = rollOf(bench);
        QVERIFY(roll->focusChild() == nullptr);
        bench.key(Qt::Key_Return);
        QCOMPARE(roll->focusChild(), roll->child(0));
        QVERIFY(roll->child(0)->state().focused);
        bench.key(Qt::Key_Up);
        QVERIFY(roll->focusChild() == nullptr);
        QCOMPARE(roll->text(QAccessible::Description), QStringLiteral("C#4, bar 1 beat 1, empty"));
    }

    void everyFieldOfTheWindowHasAName()
    {
        WindowBench bench(songFromText("Melody: C4 q | E4 q"));
        bench.window.findChild<QToolButton*>(QStringLiteral("allWishes"))->setChecked(true);
        QStringList nameless;
        for (QWidget* widget : bench.window.findChildren<QWidget*>()) {
            const bool isPartOfAField = qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) != nullptr;
            if (isPartOfAField || !widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
            if (interface == nullptr || interface->text(QAccessible::Name).isEmpty())
                nameless << QStringLiteral("%1 %2 in %3").arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                                             widget->parentWidget()->objectName());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
    }

private:
    QTemporaryDir folder_;
};

QTEST_MAIN(tst_RollAccess)
#include "tst_RollAccess.moc"
