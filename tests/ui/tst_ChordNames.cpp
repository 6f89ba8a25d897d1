// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "support/SongText.h"
#include "ui/pianoroll/ChordNames.h"
#include "ui/tracks/DrumNames.h"

#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

namespace {

QString chordsOf(const char* text, int bar = 1)
{
    const Song song = songFromText(text);
    ChordNames names;
    QString all;
    for (const NamedChord& chord : names.ofBar(song, bar))
        all += (all.isEmpty() ? QString() : QStringLiteral(" ")) + chord.name;
    return all;
}

} // namespace

class tst_ChordNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void halvesOfABarAreNamedWhereTheyDiffer()
    {
        QCOMPARE(chordsOf("A: C4+E4+G4 h | F4+A4+C5 h"), QStringLiteral("C F"));
        QCOMPARE(chordsOf("A: C4+E4+G4 h | C4+E4+G4 h"), QStringLiteral("C"));
    }

    void whatIsNoChordHasNoName()
    {
        QCOMPARE(chordsOf("A: C4 w"), QString());
        QCOMPARE(chordsOf("A: C4+E4+G4 w", 2), QString());
    }

    void changedSongIsNamedAnewOnceForgotten()
    {
        ChordNames names;
        const Song c = songFromText("A: C4+E4+G4 w"), f = songFromText("A: F4+A4+C5 w");
        QCOMPARE(names.ofBar(c, 1).front().name, QStringLiteral("C"));
        names.forget();
        QCOMPARE(names.ofBar(f, 1).front().name, QStringLiteral("F"));
    }

    void drumsHaveNames()
    {
        QCOMPARE(drumName(Pitch(35)), QStringLiteral("Acoustic Bass Drum"));
        QCOMPARE(drumName(Pitch(38)), QStringLiteral("Snare"));
        QCOMPARE(drumName(Pitch(42)), QStringLiteral("Closed Hi-Hat"));
        QCOMPARE(drumName(Pitch(49)), QStringLiteral("Crash 1"));
        QCOMPARE(drumName(Pitch(56)), QStringLiteral("Cowbell"));
        QCOMPARE(drumName(Pitch(70)), QStringLiteral("Maracas"));
        QCOMPARE(drumName(Pitch(81)), QStringLiteral("Open Triangle"));
        QCOMPARE(drumName(Pitch(20)), QString());
        QCOMPARE(drumName(Pitch(100)), QString());
    }
};

QTEST_MAIN(tst_ChordNames)
#include "tst_ChordNames.moc"
