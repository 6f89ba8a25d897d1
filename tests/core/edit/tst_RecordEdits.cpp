// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/RecordEdits.h"

#include "support/EditCheck.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QTest>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

Note note(Tick start, int pitch)
{
    Note played;
    played.start = start;
    played.length = kQuarter;
    played.pitch = Pitch(pitch);
    played.id = NoteId(900);
    return played;
}

TrackEvent pedal(Tick at, int value)
{
    return {at, 0xB0, 64, static_cast<std::uint8_t>(value), {}};
}

} // namespace

class TestRecordEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void overdubbingKeepsWhatWasThere()
    {
        const Song song = songFromText("C4 q | E4 q");
        const TrackId track = song.tracks.front()->id;
        QCOMPARE(edited(song, recordOnto(track, {note(kQuarter, 67)}, {})), "C4 q | E4 q | G4 q @1"s);
    }

    void replacingClearsTheRangeAndNothingElse()
    {
        Song song = songFromText("C4 q | E4 q | F4 q");
        Track pedalled = *song.tracks.front();
        pedalled.events = {pedal(Tick(0), 127), pedal(kQuarter, 0), pedal(kQuarter * 2, 127)};
        song = withTrack(song, pedalled);
        const Edit edit =
            recordOnto(pedalled.id, {note(kQuarter, 67)}, {pedal(kQuarter + Tick(5), 99)}, Range<Tick>{kQuarter, kQuarter * 2});
        QCOMPARE(edited(song, edit), "C4 q | G4 q | F4 q"s);
        QCOMPARE(edit.apply(song).tracks.front()->events,
                 (std::vector<TrackEvent>{pedal(Tick(0), 127), pedal(kQuarter + Tick(5), 99), pedal(kQuarter * 2, 127)}));
    }

    void trackThatIsGoneIsLeftAlone()
    {
        const Song song = songFromText("C4 q");
        QVERIFY(sameContent(recordOnto(TrackId(777), {note(Tick(0), 60)}, {}).apply(song), song));
    }
};

QTEST_APPLESS_MAIN(TestRecordEdits)
#include "tst_RecordEdits.moc"
