// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/RequestCheck.h"
#include "core/edit/NoteEdits.h"
#include "support/EditCheck.h"
#include "support/QtText.h"
#include "ui/assist/Asking.h"
#include "ui/assist/CandidateFacts.h"
#include "ui/assist/EngineProcess.h"
#include "ui/assist/SuggestionController.h"

#include <QtTest>

#include <algorithm>

using namespace continuo;
using namespace continuo::ui;
using State = SuggestionController::State;

// From asking to accepting with the engine as it is shipped, without a window.

namespace {

constexpr int kPatience = 120'000;  ///< milliseconds for what loads a model
constexpr const char* kMelody = "Melody: C4 q | E4 q | G4 q | E4 q | A4 q | G4 q | F4 q | E4 q | D4 q | F4 q | A4 q | G4 q | E4 q | D4 q | E4 q | C4 q";

} // namespace

class tst_WholeWorkflow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        connect(&controller_, &SuggestionController::failed, this, [this](const QString& sentence) { sentences_ << sentence; });
    }

    void init()
    {
        document_.load(songFromText(kMelody));
        state_.setSelection({});
        state_.setLoop({});
        state_.followSong(document_.song());
        SuggestionSettings settings;
        settings.bars = 2;
        settings.candidates = 2;
        controller_.setSettings(settings);
        sentences_.clear();
    }

    void everyNoteIsExplained()
    {
        QVERIFY(ask(Ask::Continue));
        std::vector<SuggestedNote> before;
        for (int i = 0; i < controller_.candidateCount(); ++i)
            before.insert(before.end(), controller_.candidate(i).notes.begin(), controller_.candidate(i).notes.end());
        controller_.explain();
        QTRY_VERIFY_WITH_TIMEOUT(!controller_.isExplaining(), kPatience);
        QVERIFY2(sentences_.isEmpty(), qPrintable(sentences_.join(QLatin1Char(' '))));
        std::size_t told = 0;
        for (int i = 0; i < controller_.candidateCount(); ++i)
            for (const SuggestedNote& note : controller_.candidate(i).notes)
                told += note.why != nullptr;
        QCOMPARE(told, before.size());
        const NoteExplanation& why = *controller_.shown()->notes.front().why;
        QVERIFY(why.pitch.allowed > 0 && !why.pitch.next.empty() && !why.influences.empty());
    }

    void limitsHoldAndTraitsAreMeasured()
    {
        SuggestionSettings settings = controller_.settings();
        settings.range = "C4-C5";
        settings.polyphony = 1;
        settings.character.stepShare = 0.9;
        controller_.setSettings(settings);
        QVERIFY(ask(Ask::Continue));
        const CandidateFacts facts = factsOf(document_.song(), *controller_.shown());
        QVERIFY(facts.range->lowest >= Pitch(60) && facts.range->highest <= Pitch(72));
        QCOMPARE(facts.together, 1);
        QVERIFY(measuredText("steps", facts, *controller_.shown()).startsWith(QStringLiteral("→")));
    }

    void theSameSentenceRefusesBeforeAndAfterAsking()
    {
        SuggestionSettings settings = controller_.settings();
        settings.key = "C major";
        settings.lockScale = true;
        settings.range = "C#4-C#4";
        controller_.setSettings(settings);
        const auto possible = checkRequest(*controller_.requestFor(Ask::Continue));
        QVERIFY(!possible);
        controller_.ask(Ask::Continue);
        QTRY_VERIFY_WITH_TIMEOUT(!sentences_.isEmpty(), kPatience);
        QCOMPARE(sentences_.front(), QString::fromStdString(possible.error().message));
        QCOMPARE(controller_.trouble(), sentences_.front());
        QCOMPARE(textOf(document_.song()), std::string(kMelody));
    }

    void pinnedNotesStayWhereTheyAre()
    {
        document_.commit(pinNotes(notesNamed(document_.song(), "A4")));
        state_.setLoop(document_.song().meters.bars(2, 3));
        QVERIFY(ask(Ask::Vary));
        QVERIFY(controller_.accept());
        std::vector<Tick> places;
        for (const Note& note : notesInSongTime(*document_.song().tracks.front()))
            if (note.pinned)
                places.push_back(note.start);
        QCOMPARE(places, (std::vector<Tick>{kTicksPerQuarter * 4, kTicksPerQuarter * 10}));
    }

    void oneVoiceOfAHarmonyIsAcceptedAlone()
    {
        QVERIFY(ask(Ask::Harmonize));
        const std::vector<SuggestionPart> parts = controller_.parts();
        const auto bass = std::ranges::find_if(parts, [&](const SuggestionPart& part) { return controller_.partName(part) == QStringLiteral("Bass"); });
        QVERIFY(bass != parts.end());
        controller_.choosePart(static_cast<int>(bass - parts.begin()));
        QVERIFY(controller_.acceptPart());
        QCOMPARE(document_.undoName(), std::string("Accept Bass of harmony"));
        QCOMPARE(document_.song().tracks.size(), std::size_t(2));
        QVERIFY(isWellFormed(document_.song()));
        QVERIFY(controller_.accept());
        QCOMPARE(document_.song().tracks.size(), std::size_t(4));
        QVERIFY(isWellFormed(document_.song()));
        document_.undo();
        document_.undo();
        QCOMPARE(textOf(document_.song()), std::string(kMelody));
    }

    void accompanimentGoesIntoTheEmptyActiveTrack()
    {
        document_.load(songFromText(std::string(kMelody) + "\nPiano: - w"));
        state_.setActiveTrack(document_.song().tracks.back()->id);
        QVERIFY(ask(Ask::Accompany));
        QVERIFY(controller_.accept());
        QCOMPARE(document_.song().tracks.size(), std::size_t(2));
        QVERIFY(document_.song().tracks.back()->noteCount() > 0);
        QCOMPARE(document_.undoName(), std::string("Accept accompaniment"));
    }

private:
    /// Asks and waits for all candidates.
    bool ask(Ask what)
    {
        controller_.ask(what);
        return QTest::qWaitFor([this] { return controller_.state() != State::Working; }, kPatience)
            && controller_.state() == State::Ready && controller_.canAccept();
    }

    Document document_;
    DocumentBridge bridge_{document_};
    EditorState state_;
    EngineProcess engine_{{QStringLiteral(CONTINUO_ENGINE), QStringLiteral("serve")}};
    SuggestionController controller_{engine_, bridge_, state_};
    QStringList sentences_;
};

QTEST_GUILESS_MAIN(tst_WholeWorkflow)
#include "tst_WholeWorkflow.moc"
