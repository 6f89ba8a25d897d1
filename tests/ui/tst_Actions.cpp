// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Shortcuts.h"

#include <QtTest>

#include <set>

using namespace continuo::ui;

class tst_Actions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyCommandHasARowOfItsOwnWithTextAndWork()
    {
        std::set<Command> seen;
        for (const ActionRow& row : actionTable()) {
            QVERIFY2(seen.insert(row.command).second, row.text);
            QVERIFY(!QString::fromUtf8(row.text).isEmpty());
            QVERIFY2(row.run != nullptr, row.text);
        }
        QCOMPARE(seen.size(), static_cast<std::size_t>(Command::About) + 1);
    }

    void everyShortcutIsReadable()
    {
        for (const ActionRow& row : actionTable()) {
            QCOMPARE(shortcutsOf(row).isEmpty(), QByteArrayView(row.shortcuts).isEmpty());
            for (const QKeySequence& keys : shortcutsOf(row))
                QVERIFY2(keys[0].key() != Qt::Key_unknown, row.text);
        }
    }

    void noTwoCommandsShareAShortcutWhereBothAreHeard()
    {
        const auto table = actionTable();
        for (std::size_t i = 0; i < table.size(); ++i) {
            for (std::size_t j = i + 1; j < table.size(); ++j) {
                if (!areHeardTogether(table[i].scope, table[j].scope))
                    continue;
                for (const QKeySequence& keys : shortcutsOf(table[i]))
                    QVERIFY2(!shortcutsOf(table[j]).contains(keys),
                             qPrintable(QStringLiteral("%1: %2 and %3").arg(keys.toString(), QString::fromUtf8(table[i].text),
                                                                            QString::fromUtf8(table[j].text))));
            }
        }
    }

    void everyCommandIsInAMenuOnce()
    {
        std::set<Command> offered;
        for (const Command command : menuCommands())
            QVERIFY(offered.insert(command).second);
        for (const ActionRow& row : actionTable())
            QVERIFY2(offered.contains(row.command), row.text);
    }

    void everyNamedIconIsDrawn()
    {
        for (const ActionRow& row : actionTable())
            if (row.icon != IconName::None)
                QVERIFY2(!icon(row.icon).isNull(), row.text);
    }
};

QTEST_MAIN(tst_Actions)
#include "tst_Actions.moc"
