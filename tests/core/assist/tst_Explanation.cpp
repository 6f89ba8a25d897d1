// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Explanation.h"
#include "core/assist/Generator.h"
#include "support/SongText.h"

#include <QTest>

#include <array>
#include <cmath>
#include <set>

using namespace continuo;

namespace {

/// A network that repeats what it has heard: the more often a pitch came in the prefix, the likelier it is. Everything
/// else is all the same to it.
class EchoModel : public RowModel {
public:
    int capacity() const override { return 1024; }
    Result<void> begin(std::span<const Row> prefix, int lanes) override
    {
        lanes_ = lanes;
        pitches_.fill(0);
        for (const Row& row : prefix)
            for (const std::uint16_t index : row.fields)
                if (index >= field::kPitch.base && index < field::kPitch.end())
                    pitches_[static_cast<std::size_t>(index - field::kPitch.base)] += 1;
        return {};
    }
    void append(std::span<const Row>, std::span<const std::uint8_t>) override {}
    std::span<const float> onsetLogits() override { return all(kOnsetClasses, [](int) { return 0.0f; }); }
    std::span<const float> pitchLogits(std::span<const int>) override
    {
        return all(kPitchClassesOut, [&](int pitch) { return pitches_[static_cast<std::size_t>(pitch)]; });
    }
    std::span<const float> durationLogits(std::span<const int>) override { return all(kDurationClasses, [](int) { return 0.0f; }); }

private:
    template <typename LogitOf>
    std::span<const float> all(int classes, LogitOf logitOf)
    {
        logits_.clear();
        for (int lane = 0; lane < lanes_; ++lane)
            for (int i = 0; i < classes; ++i)
                logits_.push_back(logitOf(i));
        return logits_;
    }

    int lanes_ = 1;
    std::array<float, kPitchClassesOut> pitches_{};
    std::vector<float> logits_;
};

/// The last bar of a tune as target, the others as context.
struct LastBar {
    explicit LastBar(std::string_view tune) : score(makeScore(songFromText(tune), 1, songFromText(tune).lastBar()))
    {
        prompt.slots = {0};
        prompt.firstTargetSpan = score.grid.size() - 1;
        for (int span = 0; span < prompt.firstTargetSpan; ++span)
            prompt.context.push_back({span, 0});
        prompt.target.push_back({prompt.firstTargetSpan, 0});
    }
    Score score;
    Prompt prompt;
};

} // namespace

class tst_Explanation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void probabilitiesAreToldBeforeAndAfterTheRules();
    void theNextBestAreTheLikeliestThatTheRulesLeft();
    void whatARuleForbadeIsNamedOnlyWhenItWasLikelier();
    void aBarThatSpokeForANoteIsItsStrongestInfluence();
    void aStopEndsTheReading();
    void surprisesAreOnePerNote();
    void aGeneratorThatIsAskedExplainsEveryNote();
};

void tst_Explanation::probabilitiesAreToldBeforeAndAfterTheRules()
{
    const std::vector<float> logits{std::log(0.5f), std::log(0.3f), std::log(0.2f)};
    const ChoiceExplanation why = explainChoice(logits, std::vector<std::uint8_t>{0, 1, 1}, 1);
    QVERIFY(std::abs(why.wanted - 0.3) < 1e-6);
    QVERIFY(std::abs(why.allowed - 0.6) < 1e-6);
}

void tst_Explanation::theNextBestAreTheLikeliestThatTheRulesLeft()
{
    std::vector<float> logits;
    for (int i = 0; i < 10; ++i)
        logits.push_back(static_cast<float>(i));
    std::vector<std::uint8_t> allowed(10, 1);
    allowed[8] = 0;
    const ChoiceExplanation why = explainChoice(logits, allowed, 7);
    std::vector<int> next;
    for (const WeighedValue& value : why.next)
        next.push_back(value.value);
    QCOMPARE(next, (std::vector<int>{9, 6, 5, 4, 3}));
}

void tst_Explanation::whatARuleForbadeIsNamedOnlyWhenItWasLikelier()
{
    const std::vector<float> logits{2, 1, 0};
    QCOMPARE(explainChoice(logits, std::vector<std::uint8_t>{0, 1, 1}, 1).forbidden->value, 0);
    QVERIFY(!explainChoice(logits, std::vector<std::uint8_t>{1, 1, 0}, 1).forbidden);
}

void tst_Explanation::aBarThatSpokeForANoteIsItsStrongestInfluence()
{
    LastBar music("C4 w | E4 q | E4 q | E4 q | E4 q | G4 w | E4 w");
    EchoModel model;
    const auto influences = influencesOf(model, music.prompt, music.score, 24);
    QVERIFY(influences);
    QCOMPARE(influences->size(), 1u);
    QCOMPARE(influences->at(0).size(), 3u);
    QCOMPARE(influences->at(0).at(0).bar, 2);
    QVERIFY(influences->at(0).at(0).nats > 1);
    QVERIFY(influences->at(0).at(1).nats < 0); // the others spoke for other notes
    QCOMPARE(influencesOf(model, music.prompt, music.score, 1)->at(0).size(), 1u);
}

void tst_Explanation::aStopEndsTheReading()
{
    LastBar music("C4 w | E4 q | E4 q | E4 q | E4 q | G4 w | E4 w");
    EchoModel model;
    std::stop_source stop;
    stop.request_stop();
    const auto influences = influencesOf(model, music.prompt, music.score, 24, stop.get_token());
    QVERIFY(!influences);
    QVERIFY(influences.error().code == ErrorCode::Cancelled);
}

void tst_Explanation::surprisesAreOnePerNote()
{
    LastBar music("C4 w | E4 q | D4 q | C4 h");
    EchoModel model;
    const auto surprises = noteSurprises(model, music.prompt, music.score);
    QVERIFY(surprises);
    QCOMPARE(surprises->size(), 3u);
    QVERIFY(surprises->at(2) < surprises->at(1)); // C was heard, D was not
}

void tst_Explanation::aGeneratorThatIsAskedExplainsEveryNote()
{
    SuggestionRequest request;
    request.task = Task::Continue;
    request.song = songFromText("C4 q | E4 q | G4 q | C5 q | C4 h | C4 h");
    request.firstBar = 3;
    request.lastBar = 4;
    request.lockScale = true;
    request.key = KeySignature{0, Mode::Major};
    EchoModel model;
    for (const bool explain : {false, true}) {
        request.explain = explain;
        if (explain)
            request.character.stepShare = 1; // choices that lean to a wish tell the network's own probability too
        int notes = 0;
        generate(model, request, {}, [&](const SuggestionEvent& event) {
            if (event.kind != SuggestionEvent::Kind::Candidate)
                return;
            for (const SuggestedNote& note : event.suggestion.notes) {
                ++notes;
                QCOMPARE(note.why != nullptr, explain);
                if (!explain)
                    continue;
                const double product = note.why->start.allowed * note.why->pitch.allowed * note.why->length.allowed;
                QVERIFY(std::abs(product - note.probability) < 1e-6);
                for (const WeighedValue& other : note.why->pitch.next)
                    QVERIFY(other.value != note.note.pitch.number);
                QVERIFY(!note.why->influences.empty());
            }
        });
        QVERIFY(notes > 0);
    }
}

QTEST_APPLESS_MAIN(tst_Explanation)
#include "tst_Explanation.moc"
