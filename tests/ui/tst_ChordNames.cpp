// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "support/SongText.h"
#include "ui/pianoroll/ChordNames.h"

#include <QtTest>

using namespace continuo;
using namespace continuo::ui;
using namespace std::string_literals;

class tst_ChordNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changedSongIsNamedAnewOnceForgotten()
    {
        ChordNames names;
        const Song c = songFromText("A: C4+E4+G4 w"), f = songFromText("A: F4+A4+C5 w");
        QCOMPARE(names.ofBar(c, 1).front().name, "C"s);
        QCOMPARE(names.ofBar(f, 1).front().name, "C"s); // it does not look again
        names.forget();
        QCOMPARE(names.ofBar(f, 1).front().name, "F"s);
    }
};

QTEST_APPLESS_MAIN(tst_ChordNames)
#include "tst_ChordNames.moc"
