// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/CopyBaseline.h"

#include "support/SongText.h"

#include <QtTest>

#include <cmath>

using namespace continuo;

namespace {

StudyPiece pieceOf(std::string_view text)
{
    return *makeStudyPiece(songFromText(text), "test", "");
}

/// Asks for the last bar of the first part, all bars before being known.
Prompt lastBarOf(const StudyPiece& piece)
{
    Prompt prompt;
    const int last = piece.score.grid.size() - 1;
    prompt.slots = {0};
    prompt.firstTargetSpan = last;
    prompt.target = {{last, 0}};
    for (int span = 0; span < last; ++span)
        prompt.context.push_back({span, 0});
    return prompt;
}

double bitsOf(std::string_view text)
{
    const StudyPiece piece = pieceOf(text);
    const CopyBaseline baseline;
    CopyBaseline::Session session(baseline);
    session.ask(lastBarOf(piece), piece.score);
    return session.bits().front();
}

/// When nothing is known but how many values there are: an onset, a pitch and a length for each note, and the end.
double withoutKnowledge(int notes)
{
    return (notes + 1) * std::log2(double{kOnsetClasses}) + notes * (std::log2(double{kPitchClassesOut}) + std::log2(double{kDurationClasses}));
}

} // namespace

class tst_CopyBaseline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void musicWithoutAPastIsAsRareAsItsValues();
    void aRepeatedBarIsNoSurprise();
    void aBarLikeTheOneTwoBeforeIsNoSurprise();
    void aBarLikeNoOtherIsNoCheaperThanItsValues();
    void frequentValuesAreCheaper();
    void theSourceOfAVariationIsCopied();
    void whatTheSourceHidesIsNotKnown();
};

void tst_CopyBaseline::musicWithoutAPastIsAsRareAsItsValues()
{
    QVERIFY(std::abs(bitsOf("C4 w") - withoutKnowledge(1)) < 1e-6);
}

void tst_CopyBaseline::aRepeatedBarIsNoSurprise()
{
    QVERIFY(bitsOf("C4 q | E4 q | G4 h | C4 q | E4 q | G4 h") < 0.1);
}

void tst_CopyBaseline::aBarLikeTheOneTwoBeforeIsNoSurprise()
{
    QVERIFY(bitsOf("C4 q | E4 q | G4 h | D5 e | B4 e | F4 h. | C4 q | E4 q | G4 h") < 0.1);
}

void tst_CopyBaseline::aBarLikeNoOtherIsNoCheaperThanItsValues()
{
    // The onset 0 is that of the bar before; nothing else is.
    const double bits = bitsOf("C4 w | D4 e | F#4 q. | A4 h");
    QVERIFY(bits > withoutKnowledge(3) - 2 * std::log2(double{kOnsetClasses}) - 1);
}

void tst_CopyBaseline::frequentValuesAreCheaper()
{
    const StudyPiece piece = pieceOf("C4 w");
    CopyBaseline baseline;
    for (int i = 0; i < 100; ++i)
        baseline.learn(piece);
    CopyBaseline::Session session(baseline);
    session.ask(lastBarOf(piece), piece.score);
    QVERIFY(session.bits().front() < withoutKnowledge(1) / 2);
}

void tst_CopyBaseline::theSourceOfAVariationIsCopied()
{
    const StudyPiece piece = pieceOf("C4 q | E4 q | G4 h");
    Prompt prompt = lastBarOf(piece);
    SourceCell source{{0, 0}, {}};
    for (const RowNote& note : piece.score.cell(0, 0))
        source.notes.push_back({note});
    prompt.source.push_back(source);
    const CopyBaseline baseline;
    CopyBaseline::Session session(baseline);
    session.ask(prompt, piece.score);
    QVERIFY(session.bits().front() < 0.1);
}

void tst_CopyBaseline::whatTheSourceHidesIsNotKnown()
{
    const StudyPiece piece = pieceOf("C4 q | E4 q | G4 h");
    Prompt prompt = lastBarOf(piece);
    SourceCell source{{0, 0}, {}};
    for (const RowNote& note : piece.score.cell(0, 0)) {
        SourceNote told{note};
        told.pitchHidden = true;
        source.notes.push_back(told);
    }
    prompt.source.push_back(source);
    const CopyBaseline baseline;
    CopyBaseline::Session session(baseline);
    session.ask(prompt, piece.score);
    QVERIFY(std::abs(session.bits().front() - 3 * std::log2(double{kPitchClassesOut})) < 0.1);
}

QTEST_APPLESS_MAIN(tst_CopyBaseline)
#include "tst_CopyBaseline.moc"
