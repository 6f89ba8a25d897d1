// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/RowNgram.h"
#include "support/SongText.h"

#include <QtTest>

#include <cmath>

using namespace continuo;

namespace {

StudyPiece pieceOf(const char* text)
{
    return *makeStudyPiece(songFromText(text), "test", "");
}

/// Asks for every cell of the last span, the spans before it being known.
Prompt lastSpanOf(const StudyPiece& piece)
{
    Prompt prompt;
    const int last = piece.score.grid.size() - 1;
    prompt.firstTargetSpan = last;
    for (int part = 0; part < static_cast<int>(piece.score.parts.size()); ++part) {
        prompt.slots.push_back(part);
        prompt.target.push_back({last, part});
        for (int span = 0; span < last; ++span)
            prompt.context.push_back({span, part});
    }
    return prompt;
}

const char* const kRound = "Melody: C4 q | D4 q | E4 q | C4 q | E4 q | F4 q | G4 h | G4 e | A4 e | G4 e | F4 e | E4 q | C4 q\n"
                           "Bass: C3 h | G2 h | C3 h | G2 h | C3 w";

} // namespace

class tst_RowNgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutLearningEveryChoiceIsEquallyLikely()
    {
        const StudyPiece piece = pieceOf(kRound);
        const TargetBits bits = RowNgram().bits(lastSpanOf(piece), piece.score);
        QCOMPARE(bits.notes, 7);
        QCOMPARE(bits.onset, (7 + 2) * std::log2(double{kOnsetClasses}));
        QCOMPARE(bits.pitch, 7 * std::log2(double{kPitchClassesOut}));
        QCOMPARE(bits.duration, 7 * std::log2(double{kDurationClasses}));
        QCOMPARE(bits.total(), bits.onset + bits.pitch + bits.duration);
    }

    void whatWasLearnedIsLittleSurprise()
    {
        const StudyPiece piece = pieceOf(kRound);
        RowNgram ngram;
        ngram.learn(piece);
        Prompt prompt = lastSpanOf(piece);
        prompt.frame = frameOfKey(*estimateKey(piece.score, {0, piece.score.grid.size()}));
        const double learned = ngram.bits(prompt, piece.score).total();
        const double unknown = RowNgram().bits(prompt, piece.score).total();
        QVERIFY(learned < unknown / 10);

        const StudyPiece other = pieceOf("Melody: C4 q | D4 q | F#4 e | B5 q. | Eb2 s\nBass: C3 h | C#5 e3 | A6 e3 | F1 q");
        const TargetBits strange = ngram.bits(lastSpanOf(other), other.score);
        QVERIFY(strange.total() / strange.notes > 4 * learned / 7);
    }

    void theSamePiecesGiveTheSameNumbers()
    {
        const StudyPiece piece = pieceOf(kRound);
        RowNgram first, second;
        first.learn(piece);
        second.learn(piece);
        QCOMPARE(first.size(), second.size());
        QVERIFY(first.size() > 0);
        const Prompt prompt = lastSpanOf(piece);
        QCOMPARE(first.bits(prompt, piece.score).total(), second.bits(prompt, piece.score).total());
    }

    void pitchesAndLengthsOfOneNoteSumToOne()
    {
        RowNgram ngram;
        ngram.learn(pieceOf(kRound));
        StudyPiece piece = pieceOf("Melody: C4 q | D4 q | E4 h | E4 q\nBass: C3 w | G3 w");
        const Prompt prompt = lastSpanOf(piece);
        RowNote& note = piece.score.cells[0].back().front();
        double pitches = 0, lengths = 0;
        const TargetBits written = ngram.bits(prompt, piece.score);
        // The bass is written after the melody and hears it, so its own surprise is taken out by asking for the
        // melody alone.
        Prompt melodyOnly = prompt;
        melodyOnly.target = {prompt.target.front()};
        for (int pitch = 0; pitch < kPitchClassesOut; ++pitch) {
            note.pitch = static_cast<std::uint8_t>(pitch);
            pitches += std::exp2(-ngram.bits(melodyOnly, piece.score).pitch);
        }
        note.pitch = 64;
        for (int length = 0; length < kDurationClasses; ++length) {
            note.duration = static_cast<std::uint8_t>(length);
            lengths += std::exp2(-ngram.bits(melodyOnly, piece.score).duration);
        }
        QVERIFY(std::abs(pitches - 1.0) < 1e-9);
        QVERIFY(std::abs(lengths - 1.0) < 1e-9);
        QCOMPARE(written.notes, 2);
    }

    void aSourceThatHidesNothingHelps()
    {
        Random random(3);
        const auto randomPiece = [&random] {
            std::string text = "Melody: ";
            for (int i = 0; i < 64; ++i)
                text += std::to_string(60 + random.below(12)) + (random.chance(0.5) ? " e | " : " q | ");
            return pieceOf((text + "C4 w").c_str());
        };
        RowNgram ngram;
        for (int i = 0; i < 50; ++i)
            ngram.learn(randomPiece());
        const StudyPiece piece = randomPiece();
        Prompt prompt = lastSpanOf(piece);
        prompt.firstTargetSpan = 3;
        prompt.target = {{3, 0}, {4, 0}};
        prompt.context = {{1, 0}, {2, 0}};
        const double alone = ngram.bits(prompt, piece.score).total();
        prompt.task = Task::Vary;
        prompt.closeness = 8;
        for (const CellRef cell : prompt.target) {
            SourceCell source{cell, {}};
            for (const RowNote& note : piece.score.cell(cell.slot, cell.span))
                source.notes.push_back({note, false, false, false});
            prompt.source.push_back(source);
        }
        QVERIFY(ngram.bits(prompt, piece.score).total() < alone / 2);
    }

    void whatIsNotKnownIsNotUsed()
    {
        RowNgram ngram;
        const StudyPiece piece = pieceOf(kRound);
        ngram.learn(piece);
        Prompt prompt = lastSpanOf(piece);
        prompt.target = {{prompt.firstTargetSpan, 0}};
        std::erase_if(prompt.context, [](CellRef cell) { return cell.slot == 1; });
        const double before = ngram.bits(prompt, piece.score).total();
        StudyPiece otherBass = piece;
        for (auto& cell : otherBass.score.cells[1])
            cell.clear();
        QCOMPARE(ngram.bits(prompt, otherBass.score).total(), before);
        prompt.context.push_back({prompt.firstTargetSpan, 1});
        QVERIFY(ngram.bits(prompt, piece.score).total() != before);
    }
};

QTEST_APPLESS_MAIN(tst_RowNgram)
#include "tst_RowNgram.moc"
