// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/RowFeatures.h"
#include "support/SongText.h"

#include <QtTest>

using namespace continuo;

namespace {

constexpr unsigned kAllSlots = ~0u;
using F = Feature;

/// A song as a score in its own key, every part in its slot, and a prompt about it.
struct Scene {
    Score score;
    Prompt prompt;

    explicit Scene(const char* text) : Scene(songFromText(text)) {}
    explicit Scene(const Song& song) : score(makeScore(song, 1, song.lastBar()))
    {
        for (int part = 0; part < static_cast<int>(score.parts.size()); ++part)
            prompt.slots.push_back(part);
    }
    KnownCells nothingKnown() const { return KnownCells(prompt, score, {0, score.grid.size()}); }
    KnownCells allKnown() const
    {
        KnownCells known = nothingKnown();
        for (int span = 0; span < score.grid.size(); ++span)
            for (int slot = 0; slot < static_cast<int>(prompt.slots.size()); ++slot)
                known.reveal({span, slot});
        return known;
    }
};

RowNote note(int onset, int pitch, int steps)
{
    return {static_cast<std::uint8_t>(onset), static_cast<std::uint8_t>(pitch),
            static_cast<std::uint8_t>(durationClass(steps))};
}

} // namespace

class tst_RowFeatures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCellItselfIsToldNoteByNote()
    {
        const Scene scene("Piano: C4 w");
        const KnownCells known = scene.nothingKnown();
        CellReader reader(scene.prompt, scene.score, known, {0, 0}, kAllSlots, nullptr);
        FeatureValues values = reader.beforeOnset();
        QCOMPARE(values[F::PrevOnset], -1);
        QCOMPARE(values[F::ChordSize], 0);
        QCOMPARE(values[F::Steps], 48);

        reader.append(note(0, 67, 12));
        reader.append(note(0, 60, 12));
        values = reader.beforeOnset();
        QCOMPARE(values[F::PrevOnset], 0);
        QCOMPARE(values[F::PrevEnd], 12);
        QCOMPARE(values[F::ChordSize], 2);

        values = reader.beforePitch(0);
        QCOMPARE(values[F::Above], 60);
        QCOMPARE(values[F::AboveTwo], 67);
        QCOMPARE(values[F::Last], -1);

        values = reader.beforePitch(12);
        QCOMPARE(values[F::Above], -1);
        QCOMPARE(values[F::Last], 67);
        reader.append(note(12, 69, 6));
        values = reader.beforePitch(12);
        QCOMPARE(values[F::Last], 67);
        QCOMPARE(values[F::LastSame], 60);
        values = reader.beforeLength(62);
        QCOMPARE(values[F::AboveLength], durationClass(6));
        QCOMPARE(values[F::LastLength], durationClass(12));
        QCOMPARE(reader.beforeOnset()[F::LastChordSize], 2);
    }

    void theCellBeforeLeadsOn()
    {
        const Scene scene("Flute: C4 q | D4 q | E4+G4 h | A4 w");
        const KnownCells known = scene.allKnown();
        CellReader reader(scene.prompt, scene.score, known, {1, 0}, kAllSlots, nullptr);
        FeatureValues values = reader.beforeOnset();
        QCOMPARE(values[F::LastCellNext], 0);
        QCOMPARE(values[F::PrevEnd], 0);
        QCOMPARE(values[F::LastChordSize], 2);
        QCOMPARE(values[F::TwoBackNext], kUnknown);
        values = reader.beforePitch(24);
        QCOMPARE(values[F::Last], 67);
        QCOMPARE(values[F::LastTwo], 62);
        QCOMPARE(values[F::LastCellPitch], 67);
        values = reader.beforePitch(6);
        QCOMPARE(values[F::LastCellPitch], -1);

        reader.append(note(24, 67, 6));
        // The chord on this onset had two notes.
        QCOMPARE(reader.beforeOnset()[F::LastCellNext], 24);
        reader.append(note(24, 64, 6));
        QCOMPARE(reader.beforeOnset()[F::LastCellNext], kEndOfCell);
    }

    void aNoteThatRingsInIsNotOverYet()
    {
        const Scene scene("Flute: C4 q @3 | D4 w @7");
        const KnownCells known = scene.allKnown();
        CellReader reader(scene.prompt, scene.score, known, {2, 0}, kAllSlots, nullptr);
        QCOMPARE(reader.beforeOnset()[F::PrevEnd], 36);
    }

    void otherPartsAreHeardAsFarAsTheyAreKnown()
    {
        const Scene scene("Soprano: E5 q | D5 q | C5 h\nAlto: G4 h | E4 h\nBass: C3 w");
        KnownCells known = scene.nothingKnown();
        {
            CellReader alone(scene.prompt, scene.score, known, {0, 1}, kAllSlots, nullptr);
            QCOMPARE(alone.beforeOnset()[F::OthersNext], kUnknown);
            QCOMPARE(alone.beforePitch(0)[F::Harmony], kUnknown);
            QCOMPARE(alone.beforeLength(67)[F::OthersGap], kUnknown);
        }
        known.reveal({0, 0});
        known.reveal({0, 2});
        CellReader reader(scene.prompt, scene.score, known, {0, 1}, kAllSlots, nullptr);
        reader.append(note(0, 67, 24));
        QCOMPARE(reader.beforeOnset()[F::OthersNext], 12);
        FeatureValues values = reader.beforePitch(12);
        QCOMPARE(values[F::Harmony], 1 << 2 | 1 << 0);
        values = reader.beforeLength(67);
        QCOMPARE(values[F::OthersLength], durationClass(12));
        QCOMPARE(values[F::OthersGap], 12);

        // Only the bass may be looked at: slot 2.
        CellReader overBass(scene.prompt, scene.score, known, {0, 1}, 1u << 2, nullptr);
        overBass.append(note(0, 67, 24));
        QCOMPARE(overBass.beforeOnset()[F::OthersNext], kEndOfCell);
        values = overBass.beforePitch(12);
        QCOMPARE(values[F::Harmony], 1 << 0);
    }

    void pitchesAreInTheKeyFrame()
    {
        Scene scene("Soprano: E5 w\nBass: D3 w");
        scene.prompt.frame.shift = 2;
        const KnownCells known = scene.allKnown();
        CellReader reader(scene.prompt, scene.score, known, {0, 0}, kAllSlots, nullptr);
        QCOMPARE(reader.beforePitch(0)[F::Harmony], 1 << 0);
        QCOMPARE(known.notes(0, 0)->front().pitch, std::uint8_t{74});
    }

    void theSourceIsFollowedWhereItAgrees()
    {
        const Scene scene("Flute: C4 w");
        const KnownCells known = scene.nothingKnown();
        const std::vector<SourceNote> source{{note(0, 60, 12), false, false, false},
                                             {note(12, 62, 12), false, true, false},
                                             {note(24, 64, 12), true, false, true}};
        CellReader reader(scene.prompt, scene.score, known, {0, 0}, kAllSlots, &source);
        QCOMPARE(reader.beforeOnset()[F::SourceOnset], 0);
        QCOMPARE(reader.beforePitch(0)[F::SourcePitch], 60);
        QCOMPARE(reader.beforeLength(60)[F::SourceLength], durationClass(12));
        reader.append(note(0, 60, 12));

        // A note that the source does not have.
        reader.append(note(6, 61, 6));
        QCOMPARE(reader.beforeOnset()[F::SourceOnset], 12);
        QCOMPARE(reader.beforePitch(12)[F::SourcePitch], -1);
        reader.append(note(12, 65, 12));

        QCOMPARE(reader.beforeOnset()[F::SourceOnset], -1);
        QCOMPARE(reader.beforePitch(30)[F::SourcePitch], 64);
        QCOMPARE(reader.beforeLength(64)[F::SourceLength], -1);
        reader.append(note(30, 64, 12));
        QCOMPARE(reader.beforeOnset()[F::SourceOnset], kEndOfCell);
    }
};

QTEST_APPLESS_MAIN(tst_RowFeatures)
#include "tst_RowFeatures.moc"
