// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/CrowdedSong.h"
#include "support/QtText.h"
#include "support/SongText.h"
#include "ui/pianoroll/RollPainter.h"

#include <QPainter>
#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

namespace {

/// A painted roll that can be asked for the colour at a quarter and a pitch.
class Canvas {
public:
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;
    explicit Canvas(const Song& song) : song_(song)
    {
        geometry_.setSize({1000.0, 600.0});
        geometry_.setContentEnd(1000 * kTicksPerQuarter);
        geometry_.setPixelsPerQuarter(80.0);
        geometry_.setRowHeight(10.0);
        geometry_.centreOn(Pitch(60));
        picture_.song = &song_;
        picture_.activeTrack = song_.tracks.front()->id;
    }

    RollPicture& picture() { return picture_; }
    RollGeometry& geometry() { return geometry_; }

    void paint(const Theme& theme = lightTheme())
    {
        image_ = QImage(1000, 600, QImage::Format_RGB32);
        QPainter painter(&image_);
        RollPainter().paint(painter, geometry_, theme, picture_, QRectF(0, 0, 1000, 600));
    }

    /// The picture, painted part by part as a widget is.
    QImage painted(QImage::Format format, double scale, const std::vector<QRect>& parts)
    {
        QImage image(QSize(1000, 600) * scale, format);
        image.setDevicePixelRatio(scale);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        RollPainter roll;
        for (const QRect& part : parts) {
            painter.setClipRect(part);
            roll.paint(painter, geometry_, darkTheme(), picture_, part);
        }
        return image.convertToFormat(QImage::Format_RGB32);
    }

    QColor at(double quarter, const char* pitch) const
    {
        const Tick tick(static_cast<std::int64_t>(quarter * static_cast<double>(kTicksPerQuarter.value)));
        return image_.pixelColor(static_cast<int>(geometry_.x(tick)),
                                 static_cast<int>(geometry_.y(*parsePitch(pitch)) + geometry_.rowHeight() / 2));
    }

private:
    Song song_;
    RollGeometry geometry_;
    RollPicture picture_;
    QImage image_;
};

/// How far two colours are apart, 0..765.
int distance(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

/// The largest distance of two pixels at one place.
int distance(const QImage& a, const QImage& b)
{
    int most = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            if (a.pixel(x, y) != b.pixel(x, y))
                most = std::max(most, distance(a.pixelColor(x, y), b.pixelColor(x, y)));
    return most;
}

Song crowdInTwoKeys()
{
    Song song = crowdedSong(4000);
    song.keys = {{Tick(0), *parseKey("C")}, {15 * kTicksPerQuarter, *parseKey("Ebm")}};
    return song;
}

/// A crowd with all that lies around its notes: keys, a loop, selected notes, the end of the song.
class CrowdedCanvas : public Canvas {
public:
    CrowdedCanvas(double rowHeight, bool isFolded) : Canvas(crowdInTwoKeys())
    {
        const Track& active = *picture().song->tracks.front();
        for (const Note& note : active.clips.front()->notes)
            if (note.velocity % 5 == 0)
                selected_.add({active.id, note.id});
        picture().selected = &selected_;
        picture().end = 30 * kTicksPerQuarter;
        picture().loop = {5 * kTicksPerQuarter, 12 * kTicksPerQuarter};
        picture().gridStep = kTicksPerQuarter / 4;
        if (isFolded)
            geometry().setRows(PitchRows(scalePitches(*picture().song)));
        geometry().setRowHeight(rowHeight);
        geometry().setPixelsPerQuarter(27.3);
        geometry().scrollTo(20.7, 33.3);
    }

private:
    Selection selected_;
};

} // namespace

class tst_RollPainter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void louderNotesAreFuller()
    {
        Canvas canvas(songFromText("Melody: C4 q v20 | C4 q v70 | C4 q v127"));
        canvas.paint();
        const QColor full = lightTheme().track(0);
        QVERIFY(distance(canvas.at(0.9, "C4"), full) > distance(canvas.at(1.9, "C4"), full));
        QVERIFY(distance(canvas.at(1.9, "C4"), full) > distance(canvas.at(2.9, "C4"), full));
    }

    void otherTracksAreDimmerThanTheActiveOne()
    {
        Canvas canvas(songFromText("Melody: C4 q\nBass: E4 q"));
        canvas.paint();
        const QColor row = lightTheme().whiteRow;
        QVERIFY(distance(canvas.at(0.9, "C4"), row) > distance(canvas.at(0.9, "E4"), row));
        QVERIFY(distance(canvas.at(0.9, "E4"), row) > 20);
    }

    void selectionIsAnOutlineAndNotOnlyAColour()
    {
        Canvas canvas(songFromText("Melody: C4 q"));
        const TrackId track = canvas.picture().activeTrack;
        const Selection selection = notesWithin(*canvas.picture().song, std::span(&track, 1), {Tick(0), kTicksPerQuarter});
        const auto edge = [&canvas] { return canvas.at(0.02, "C4"); };
        canvas.paint();
        const QColor before = edge();
        canvas.picture().selected = &selection;
        canvas.paint();
        QVERIFY(distance(edge(), lightTheme().selectedOutline) < distance(before, lightTheme().selectedOutline) / 2);
    }

    void linesOfBarBeatAndGridDifferInStrength()
    {
        Canvas canvas(songFromText("Melody: C8 q @30"));
        canvas.picture().gridStep = kTicksPerQuarter / 4;
        canvas.paint();
        const QColor row = canvas.at(4.1, "E4");
        const int bar = distance(canvas.at(4, "E4"), row), beat = distance(canvas.at(5, "E4"), row),
                  grid = distance(canvas.at(5.25, "E4"), row);
        QVERIFY2(bar > beat + 40 && beat > grid + 20 && grid > 20, qPrintable(QStringLiteral("%1 %2 %3").arg(bar).arg(beat).arg(grid)));
    }

    void rowsOfBlackKeysAreDarkerAndTheTonicIsMarked()
    {
        Song song = songFromText("Melody: C8 q @30");
        song.keys = {{Tick(0), KeySignature{}}};
        Canvas canvas(song);
        canvas.paint();
        QVERIFY(canvas.at(1.5, "C#4").lightness() < canvas.at(1.5, "D4").lightness());
        QVERIFY(canvas.at(1.5, "C4") != canvas.at(1.5, "D4"));
    }

    void ghostsAreSeenAndAreNotNotes()
    {
        Canvas canvas(songFromText("Melody: C4 q"));
        Suggestion suggestion;
        Note note = notesInSongTime(*canvas.picture().song->tracks.front()).front();
        note.start = kTicksPerQuarter * 2;
        suggestion.notes.push_back({canvas.picture().activeTrack, note, 1.0});
        canvas.picture().ghosts = &suggestion;
        canvas.paint();
        const QColor ghost = canvas.at(2.9, "C4"), real = canvas.at(0.9, "C4");
        QVERIFY(distance(ghost, lightTheme().whiteRow) > 40);
        QVERIFY(distance(ghost, real) > 40);
    }

    void whatASuggestionWouldReplaceFades()
    {
        Canvas canvas(songFromText("Melody: C4 q | C4 q"));
        const TrackId track = canvas.picture().activeTrack;
        canvas.picture().replaced = {kTicksPerQuarter, kTicksPerQuarter * 2};
        canvas.picture().replacedTracks = std::span(&track, 1);
        canvas.paint();
        const QColor row = lightTheme().whiteRow;
        QVERIFY(distance(canvas.at(1.9, "C4"), row) < distance(canvas.at(0.9, "C4"), row));
    }

    void longNoteThatBeganFarLeftIsStillPainted()
    {
        Canvas canvas(songFromText("Melody: C4 6144000t | E4 q @0"));
        canvas.geometry().scrollTo(80.0 * 60, canvas.geometry().scrollY());
        canvas.paint();
        QVERIFY(distance(canvas.at(65, "C4"), lightTheme().whiteRow) > 40);
    }

    void aCrowdOfNotesIsPaintedWhereTheNotesAre()
    {
        Song song = songFromText("Melody: - q");
        std::vector<Note> notes;
        for (int i = 0; i < 20'000; ++i) {
            Note note;
            note.id = NoteId(10 + static_cast<std::uint64_t>(i));
            note.start = kTicksPerQuarter * i / 40;
            note.length = kTicksPerQuarter / 80;
            note.pitch = Pitch(60 + i % 5);
            notes.push_back(note);
        }
        Clip clip;
        clip.id = ClipId(5);
        clip.notes = notes;
        Track track = *song.tracks.front();
        track.clips = {std::make_shared<const Clip>(clip)};
        song = withTrack(song, track);
        Canvas canvas(song);
        canvas.geometry().setPixelsPerQuarter(2.0);
        canvas.paint();
        QVERIFY(distance(canvas.at(250, "D4"), lightTheme().whiteRow) > 60);
        QVERIFY(distance(canvas.at(250, "A4"), lightTheme().whiteRow) < 60);
    }

    void pixelsSetDirectlyAreThoseOfThePainter_data()
    {
        QTest::addColumn<double>("rowHeight");
        QTest::addColumn<bool>("isFolded");
        QTest::addColumn<double>("scale");
        for (const double rowHeight : {2.0, 3.7, 8.4, 14.0})
            for (const bool isFolded : {false, true})
                for (const double scale : {1.0, 2.0})
                    QTest::addRow("rows of %.1f%s at %.0fx", rowHeight, isFolded ? ", folded," : "", scale) << rowHeight << isFolded << scale;
    }

    /// QPainter mixes translucent colours a step or two apart.
    void pixelsSetDirectlyAreThoseOfThePainter()
    {
        QFETCH(double, rowHeight);
        QFETCH(bool, isFolded);
        QFETCH(double, scale);
        CrowdedCanvas canvas(rowHeight, isFolded);
        const std::vector<QRect> whole{{0, 0, 1000, 600}};
        const QImage direct = canvas.painted(QImage::Format_RGB32, scale, whole);
        QVERIFY(distance(direct, canvas.painted(QImage::Format_ARGB32, scale, whole)) <= 6);
        QCOMPARE(canvas.painted(QImage::Format_ARGB32_Premultiplied, scale, whole), direct);
    }

    void partsPaintedOneByOneAreTheWhole()
    {
        for (const double rowHeight : {2.0, 3.7, 8.4, 14.0})
            for (const double scale : {1.0, 1.5, 2.0}) {
                CrowdedCanvas canvas(rowHeight, false);
                const QImage whole = canvas.painted(QImage::Format_RGB32, scale, {{0, 0, 1000, 600}});
                QCOMPARE(canvas.painted(QImage::Format_RGB32, scale,
                                        {{0, 0, 1000, 222}, {0, 222, 316, 378}, {316, 222, 684, 378}, {100, 130, 44, 5}, {600, 301, 2, 1}}),
                         whole);
            }
    }

    void anEmptySongSaysWhatToDo()
    {
        Canvas empty(songFromText("Melody: - w")), withNotes(songFromText("Melody: C8 q @100"));
        const auto inkInTheMiddle = [](Canvas& canvas) {
            canvas.paint();
            int ink = 0;
            for (int i = 0; i < 400; ++i)
                ink += canvas.at(4.0 + i * 0.01, "C4").lightness() < 150;
            return ink;
        };
        QVERIFY(inkInTheMiddle(empty) > inkInTheMiddle(withNotes));
    }
};

QTEST_MAIN(tst_RollPainter)
#include "tst_RollPainter.moc"
