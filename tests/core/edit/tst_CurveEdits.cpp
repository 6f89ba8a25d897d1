// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/CurveEdits.h"

#include "core/base/Random.h"
#include "support/EditCheck.h"
#include "support/QtText.h"

using namespace continuo;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;
constexpr Curve kModulation{1}, kBend{Curve::kPitchBend};

Song songWith(Curve curve, std::vector<CurvePoint> points)
{
    const Song song = songFromText("A: C4 q");
    return drawCurve(song.tracks[0]->id, curve, {Tick(0), kQuarter * 100}, std::move(points)).apply(song);
}

std::string text(const Song& song, Curve curve)
{
    std::string all;
    for (const CurvePoint& point : pointsOf(*song.tracks[0], curve))
        all += (all.empty() ? "" : " ") + std::to_string(point.at / kQuarter) + ":" + std::to_string(point.value);
    return all;
}

} // namespace

class tst_CurveEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawnPointsAreTheCurveAndTheRestComesBackAfterThem()
    {
        const Song song = songWith(kModulation, {{kQuarter, 10}, {kQuarter * 4, 40}});
        QCOMPARE(text(song, kModulation), std::string("1:10 4:40 100:0"));
        const Edit edit = drawCurve(song.tracks[0]->id, kModulation, {kQuarter * 2, kQuarter * 3}, {{kQuarter * 2, 99}});
        QCOMPARE(text(edit.apply(song), kModulation), std::string("1:10 2:99 3:10 4:40 100:0"));
    }

    void whatChangesNothingIsLeftOut()
    {
        QCOMPARE(text(songWith(kModulation, {{kQuarter, 0}, {kQuarter * 2, 5}, {kQuarter * 3, 5}}), kModulation),
                 std::string("2:5 100:0"));
    }

    void bendGoesBothWaysAndStaysInItsRange()
    {
        const Song song = songWith(kBend, {{kQuarter, -9000}, {kQuarter * 2, 8191}, {kQuarter * 3, 1}});
        QCOMPARE(text(song, kBend), std::string("1:-8192 2:8191 3:1 100:0"));
        QCOMPARE(valueAt(*song.tracks[0], kBend, kQuarter * 2), 8191);
        QCOMPARE(valueAt(*song.tracks[0], kBend, kQuarter * 2 - Tick(1)), -8192);
    }

    void otherCurvesAndChannelsAreLeftAlone()
    {
        Song song = songWith(kModulation, {{kQuarter, 10}});
        Track track = *song.tracks[0];
        track.events.push_back({kQuarter * 200, static_cast<std::uint8_t>(0xB0 | ((track.channel + 1) & 15)), 1, 77, {}});
        song = withTrack(song, track);
        const Song drawn = drawCurve(track.id, Curve{7}, {Tick(0), kQuarter * 300}, {{kQuarter, 20}}).apply(song);
        QCOMPARE(text(drawn, kModulation), text(song, kModulation));
        QCOMPARE(drawn.tracks[0]->events.size(), song.tracks[0]->events.size() + 2);
    }

    void outsideTheRangeAnyDrawingHearsTheSame()
    {
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            Random random(seed);
            const auto anyPoints = [&random] {
                std::vector<CurvePoint> points;
                for (int i = random.below(8); i > 0; --i)
                    points.push_back({kQuarter * random.below(20), random.below(128)});
                return points;
            };
            const Song song = songWith(kModulation, anyPoints());
            const Tick begin = kQuarter * random.below(20);
            const Range<Tick> range{begin, begin + kQuarter * (1 + random.below(5))};
            const Song drawn = drawCurve(song.tracks[0]->id, kModulation, range, anyPoints()).apply(song);
            for (int quarter = 0; quarter < 110; ++quarter)
                if (const Tick at = kQuarter * quarter; !range.contains(at))
                    QCOMPARE(valueAt(*drawn.tracks[0], kModulation, at), valueAt(*song.tracks[0], kModulation, at));
            QVERIFY(std::ranges::is_sorted(drawn.tracks[0]->events, {}, &TrackEvent::at));
        }
    }
};

QTEST_APPLESS_MAIN(tst_CurveEdits)
#include "tst_CurveEdits.moc"
