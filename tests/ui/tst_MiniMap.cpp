// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/SongText.h"
#include "ui/pianoroll/RollView.h"

#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

namespace {

/// The roll at its beginning, with the map of a song of so many bars, far more than are in view.
struct Bench {
    explicit Bench(int bars) : document(songFromText(barsOfText(bars))), bridge(document), view(bridge, state)
    {
        view.resize(1200, 700);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
        map = view.findChild<QWidget*>(QStringLiteral("miniMap"));
    }

    static std::string barsOfText(int bars)
    {
        std::string text = "C4 w";
        for (int bar = 1; bar < bars; ++bar)
            text += " | C4 w";
        return text;
    }

    /// The columns of the map, as shares of the whole song, from the first to the last with a pixel of that colour; both
    /// below 0 when there is none.
    std::pair<double, double> columnsOf(const QColor& colour) const
    {
        const QImage picture = map->grab().toImage();
        std::pair<double, double> columns{-1, -1};
        for (int x = 0; x < picture.width(); ++x)
            for (int y = 0; y < picture.height(); ++y)
                if (picture.pixelColor(x, y) == colour) {
                    columns.second = x / static_cast<double>(picture.width());
                    if (columns.first < 0)
                        columns.first = columns.second;
                }
        return columns;
    }

    /// Where a bar, counted from 1, begins on the map, as a share of its width.
    double startOf(int bar) const
    {
        const RollGeometry& roll = view.roll().geometry();
        return static_cast<double>(document.song().meters.bar(bar).begin.value)
            / static_cast<double>(roll.tick(roll.maxScrollX() - roll.scrollX() + roll.size().width()).value);
    }

    Document document;
    DocumentBridge bridge;
    EditorState state;
    mutable RollView view;
    QWidget* map = nullptr;
};

bool isNear(double one, double other)
{
    return std::abs(one - other) < 0.01;
}

} // namespace

class tst_MiniMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void suggestedNotesAreWhereTheyWouldBe()
    {
        Bench bench(60);
        const QColor suggested = lightTheme().suggestion;
        QVERIFY(bench.columnsOf(suggested).first < 0);

        const MeterMap& meters = bench.document.song().meters;
        Suggestion suggestion;
        for (const int bar : {40, 41})
            suggestion.notes.push_back({TrackId(), Note{NoteId(), meters.bar(bar).begin, kTicksPerQuarter * 4, Pitch(72)}});
        bench.view.roll().setGhosts(&suggestion, {meters.bar(40).begin, meters.bar(42).begin}, {});
        const auto [first, last] = bench.columnsOf(suggested);
        QVERIFY2(isNear(first, bench.startOf(40)), qPrintable(QString::number(first)));
        QVERIFY2(isNear(last, bench.startOf(42)), qPrintable(QString::number(last)));

        bench.view.roll().setGhosts(nullptr, {}, {});
        QVERIFY(bench.columnsOf(suggested).first < 0);
    }

    void songMakesRoomForASuggestionBehindItsEnd()
    {
        Bench bench(60);
        const QColor note = lightTheme().track(bench.document.song().tracks.front()->colour);
        QVERIFY(bench.startOf(61) > 0.5);
        QVERIFY2(isNear(bench.columnsOf(note).second, bench.startOf(61)), qPrintable(QString::number(bench.columnsOf(note).second) + " of " + QString::number(bench.startOf(61))));

        const Suggestion suggestion;
        const MeterMap& meters = bench.document.song().meters;
        bench.view.roll().setGhosts(&suggestion, {meters.bar(290).begin, meters.bar(300).begin}, {});
        QVERIFY(bench.startOf(61) < 0.3);
        QVERIFY(isNear(bench.columnsOf(note).second, bench.startOf(61)));
    }
};

QTEST_MAIN(tst_MiniMap)
#include "tst_MiniMap.moc"
