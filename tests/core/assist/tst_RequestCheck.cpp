// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/RequestCheck.h"
#include "core/assist/WishText.h"

#include "support/QtText.h"
#include "support/SongText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

SuggestionRequest continuation(const char* text)
{
    SuggestionRequest request;
    request.song = songFromText(text);
    request.firstBar = 2;
    request.lastBar = 3;
    return request;
}

std::string refusal(const SuggestionRequest& request)
{
    const Result<void> possible = checkRequest(request);
    return possible ? std::string() : possible.error().message;
}

} // namespace

class TestRequestCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatCanBeHadPasses()
    {
        SuggestionRequest request = continuation("Melody: C4 q | D4 q | E4 h");
        QCOMPARE(refusal(request), ""s);
        request.range = PitchRange{Pitch(60), Pitch(72)};
        request.lockScale = true;
        QCOMPARE(refusal(request), ""s);
    }

    void aScaleWithoutAPitchInTheRangeIsNamed()
    {
        SuggestionRequest request = continuation("Melody: C4 q | D4 q | E4 h");
        request.key = KeySignature{};
        request.lockScale = true;
        request.range = PitchRange{Pitch(61), Pitch(61)};
        const std::string sentence = refusal(request);
        QVERIFY2(sentence.find("range") != std::string::npos && sentence.find("scale") != std::string::npos, sentence.c_str());
    }

    void moreNotesThanTheGridHoldsAreRefused()
    {
        SuggestionRequest request = continuation("Melody: C4 q | D4 q | E4 h");
        request.grid = kTicksPerQuarter;
        request.polyphony = 1;
        request.density = DensityRange{4, 8};
        const std::string sentence = refusal(request);
        QVERIFY2(sentence.find("density") != std::string::npos, sentence.c_str());
    }

    void wishesThatCannotBeReadSayWhatTheyNeed()
    {
        QVERIFY(parsePitchRange("C3-C5"));
        QVERIFY(parseDensity("0.5-2"));
        QCOMPARE(*parseGrid("1/8T"), kTicksPerQuarter / 3);
        QCOMPARE(parsePitchRange("C5-C3").error().message, "needs two pitches from low to high such as C3-C5 or 48-72, not 'C5-C3'"s);
        QVERIFY(!parseDensity("much"));
        QVERIFY(!parseGrid("1/7"));
    }
};

QTEST_APPLESS_MAIN(TestRequestCheck)
#include "tst_RequestCheck.moc"
