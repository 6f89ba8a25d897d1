// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EnglishPlurals.h"

#include <QtTest>

using namespace continuo::ui;

class tst_EnglishPlurals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countedTextsAreInTheSingularForOneOnly()
    {
        EnglishPlurals plurals;
        QCoreApplication::installTranslator(&plurals);
        QCOMPARE(tr("Kept %n note(s).", nullptr, 0), QStringLiteral("Kept 0 notes."));
        QCOMPARE(tr("Kept %n note(s).", nullptr, 1), QStringLiteral("Kept 1 note."));
        QCOMPARE(tr("Kept %n note(s).", nullptr, 12), QStringLiteral("Kept 12 notes."));
    }

    void otherTextsStayAsTheyAre()
    {
        EnglishPlurals plurals;
        QCoreApplication::installTranslator(&plurals);
        QCOMPARE(tr("Note(s)"), QStringLiteral("Note(s)"));
    }
};

QTEST_GUILESS_MAIN(tst_EnglishPlurals)
#include "tst_EnglishPlurals.moc"
