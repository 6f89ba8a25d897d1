// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Random.h"
#include "core/io/MidiFile.h"
#include "core/neural/LivelyNetwork.h"
#include "core/neural/ModelFolder.h"
#include "models/train/Corpus.h"
#include "models/train/Growth.h"
#include "models/train/Trainer.h"
#include "support/SongText.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace continuo;

namespace {

/// A few small tunes to learn, none a version of another.
void writeCorpus(const QString& folder)
{
    Random random(1);
    for (int tune = 0; tune < 40; ++tune) {
        std::string melody = "Melody: ", bass = "Bass: ";
        static const char* const kPitches[] = {"C5", "E5", "G5", "F5", "D5", "B4", "A4"};
        for (int bar = 0; bar < 8; ++bar) {
            for (int beat = 0; beat < 4; ++beat)
                melody += std::string(kPitches[random.chance(0.8) ? (bar * 3 + beat * 2) % 7 : random.below(7)]) + " q | ";
            bass += bar % 2 ? "G2 h | G2 h | " : "C2 w | ";
        }
        const Song song = songFromText(melody + "\n" + bass);
        QVERIFY(writeMidiFile(song, folder.toStdString() + "/tune" + std::to_string(tune) + ".mid"));
    }
}

TrainOptions options(const QString& corpus, const QString& output)
{
    TrainOptions wish;
    wish.corpus = corpus.toStdString();
    wish.output = output.toStdString();
    wish.preset = "tiny";
    wish.steps = 12;
    wish.rowsPerStep = 256;
    wish.maxRows = 128;
    wish.device = "cpu";
    return wish;
}

void ignore(const std::string&) {}

} // namespace

class tst_Trainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aResumedRunIsTheSameAsOneThatNeverStopped_data();
    void aResumedRunIsTheSameAsOneThatNeverStopped();
    void versionsOfHeldOutPiecesTeachNothing();
    void threadsShareOneStepAndLearnTheSame();
    void itLearns();
    void aDeeperNetworkBeginsWithWhatTheOtherExpects();
    void aNetworkThatIsWiderOrShallowerCannotBeginWithIt();
    void whatBeginsWithAModelKnowsMoreAndNamesItsCorpora();
    void keptWeightsLeaveTheModelBetweenWhatItWasAndWhatItLearned();
    void weightsOfAnotherSizeCannotBeKept();
    void aLessonWhoseLengthNobodySaysIsAsLongAsTheSongsAreWorth();
    void aSongAloneIsLearnedFromAlsoWhenItsPathIsOfTheHeldOut();
    void aComparisonLearnsOtherwiseAndLeavesNoModel_data();
    void aComparisonLearnsOtherwiseAndLeavesNoModel();
    void aPartThatCannotBeLeftOutIsNamed();
    void wrongWishesAreNamed();
};

void tst_Trainer::aResumedRunIsTheSameAsOneThatNeverStopped_data()
{
    QTest::addColumn<int>("threads");
    QTest::addColumn<double>("rate");
    QTest::newRow("one thread") << 1 << 1.0;
    QTest::newRow("three threads") << 3 << 1.0;
    QTest::newRow("a quarter of the rates") << 1 << 0.25;
}

void tst_Trainer::aResumedRunIsTheSameAsOneThatNeverStopped()
{
    QFETCH(int, threads);
    QFETCH(double, rate);
    QTemporaryDir corpus, whole, broken;
    writeCorpus(corpus.path());
    TrainOptions unbroken = options(corpus.path(), whole.path());
    unbroken.threads = threads;
    unbroken.rate = rate;
    QVERIFY(train(unbroken, ignore));
    TrainOptions first = options(corpus.path(), broken.path());
    first.threads = threads;
    first.rate = rate;
    first.stopAfterSteps = 5;
    QVERIFY(train(first, ignore));
    TrainOptions second = options(corpus.path(), broken.path());
    second.resume = true;
    QVERIFY(train(second, ignore));
    const auto a = readModelInfo(whole.path().toStdString()), b = readModelInfo(broken.path().toStdString());
    QVERIFY(a && b);
    QCOMPARE(a->sha256, b->sha256);
    QCOMPARE(a->steps, b->steps);
}

void tst_Trainer::versionsOfHeldOutPiecesTeachNothing()
{
    QTemporaryDir corpus, output;
    const Song song = songFromText("Melody: C5 q | E5 q | G4 e | F5 q | D5 h | B4 q | A4 q | C5 e | E5 e | D5 q | G5 h | A4 q | "
                                   "B4 e | C5 q | F5 q | E5 h | D5 q | G4 q | A4 e | C5 q | F5 h | E5 q | D5 e | C5 w");
    for (int copy = 0; copy < 40; ++copy)
        QVERIFY(writeMidiFile(song, corpus.path().toStdString() + "/copy" + std::to_string(copy) + ".mid"));
    TrainOptions wish = options(corpus.path(), output.path());
    const Result<void> result = train(wish, ignore);
    QVERIFY(!result);
    QVERIFY2(result.error().message.find("version of one that is held out") != std::string::npos, result.error().message.c_str());
    wish.comparison.deduplication = false;
    QVERIFY(train(wish, ignore));
}

void tst_Trainer::threadsShareOneStepAndLearnTheSame()
{
    QTemporaryDir corpus, one, two;
    writeCorpus(corpus.path());
    std::vector<double> nats;
    for (const auto& [threads, folder] : {std::pair(1, one.path()), std::pair(2, two.path())}) {
        TrainOptions wish = options(corpus.path(), folder);
        wish.threads = threads;
        QVERIFY(train(wish, ignore));
        nats.push_back(readModelInfo(folder.toStdString())->validationNats);
    }
    // The sums are the same but for their order.
    QVERIFY2(std::abs(nats[0] - nats[1]) < 0.02 * nats[0], qPrintable(QStringLiteral("%1 and %2").arg(nats[0]).arg(nats[1])));
}

void tst_Trainer::itLearns()
{
    QTemporaryDir corpus, few, many;
    writeCorpus(corpus.path());
    TrainOptions wish = options(corpus.path(), few.path());
    wish.steps = 2;
    QVERIFY(train(wish, ignore));
    wish = options(corpus.path(), many.path());
    wish.steps = 40;
    QVERIFY(train(wish, ignore));
    const auto before = readModelInfo(few.path().toStdString()), after = readModelInfo(many.path().toStdString());
    QVERIFY(before && after);
    QVERIFY(before->validationNats > 0);
    QVERIFY(after->validationNats < before->validationNats / 2);
}

void tst_Trainer::aDeeperNetworkBeginsWithWhatTheOtherExpects()
{
    const torch::NoGradGuard noGradient;
    const auto known = livelyNetwork();
    NetworkShape deep = known->shape();
    torch::manual_seed(1);
    const torch::Tensor fields = torch::randint(0, field::kTableSize, {2, 24, kRowFields}, torch::kInt64);
    const torch::Tensor times = torch::arange(24, torch::kFloat).repeat({2, 1});
    for (const int layers : {2, 3, 4, 7}) {
        deep.layers = layers;
        Transformer network(deep, 3);
        QVERIFY(growFrom(*known, network));
        QVERIFY(torch::equal(network.forward(fields, times), known->forward(fields, times)));
    }
}

void tst_Trainer::aNetworkThatIsWiderOrShallowerCannotBeginWithIt()
{
    const Transformer known(*networkPreset("tiny"), 1);
    NetworkShape wider = known.shape(), shallower = known.shape();
    wider.inner *= 2;
    shallower.layers = 1;
    for (const NetworkShape& shape : {wider, shallower}) {
        Transformer network(shape, 1);
        const Result<void> grown = growFrom(known, network);
        QVERIFY(!grown);
        QCOMPARE(grown.error().code, ErrorCode::Usage);
        QVERIFY(grown.error().message.find("only layers can be added") != std::string::npos);
    }
}

void tst_Trainer::whatBeginsWithAModelKnowsMoreAndNamesItsCorpora()
{
    QTemporaryDir corpus, schooled, further, nothing;
    writeCorpus(corpus.path());
    TrainOptions wish = options(corpus.path(), schooled.path());
    wish.steps = 40;
    QVERIFY(train(wish, ignore));
    wish = options(corpus.path(), nothing.path());
    wish.steps = 1;
    QVERIFY(train(wish, ignore));
    wish.output = further.path().toStdString() + "/";
    wish.from = schooled.path().toStdString();
    wish.preset.clear();
    wish.rate = 0.5;
    QVERIFY(train(wish, ignore));
    const auto first = readModelInfo(schooled.path().toStdString()), second = readModelInfo(further.path().toStdString()),
               beginner = readModelInfo(nothing.path().toStdString());
    QVERIFY(first && second && beginner);
    QVERIFY2(second->validationNats < 1.05 * first->validationNats, qPrintable(QString::number(second->validationNats)));
    QVERIFY(beginner->validationNats > 1.5 * first->validationNats);
    QCOMPARE(second->shape, first->shape);
    QCOMPARE(second->from, first->name);
    QCOMPARE(second->name, QFileInfo(further.path()).fileName().toStdString());
    QVERIFY(first->from.empty());

    const std::vector<LearnedCorpus> both = joined({{"mine", 2, "my own", ""}, {"folk", 9, "CC0-1.0", ""}}, {{"folk", 3, "", ""}, {"choir", 4, "CC-BY-4.0", "me"}});
    QCOMPARE(both.size(), std::size_t(3));
    QCOMPARE(both.at(1).pieces, 9);
    QCOMPARE(both.at(2).credits, std::string("me"));
}

void tst_Trainer::keptWeightsLeaveTheModelBetweenWhatItWasAndWhatItLearned()
{
    QTemporaryDir corpus, pupil, learned, half, all;
    writeCorpus(corpus.path());
    TrainOptions wish = options(corpus.path(), pupil.path());
    QVERIFY(train(wish, ignore));
    wish.from = wish.output;
    wish.preset.clear();
    const auto taught = [&wish](const QTemporaryDir& to, double keep) {
        wish.output = to.path().toStdString();
        wish.keep = keep;
        return train(wish, ignore).ok();
    };
    QVERIFY(taught(learned, 0) && taught(half, 0.5) && taught(all, 1));
    const auto weights = [](const QTemporaryDir& folder) { return readModel(folder.path().toStdString())->network->weights(); };
    const auto before = weights(pupil), after = weights(learned), middle = weights(half), kept = weights(all);
    for (std::size_t i = 0; i < before.size(); ++i) {
        QVERIFY2(torch::equal(before[i].second, kept[i].second), before[i].first.c_str());
        // To the rounding of a file's bf16, 2^-8 of the larger at most.
        QVERIFY2(torch::allclose(middle[i].second, (before[i].second + after[i].second) / 2, 1.0 / 128, 1e-3), before[i].first.c_str());
    }
}

void tst_Trainer::weightsOfAnotherSizeCannotBeKept()
{
    QTemporaryDir corpus, pupil, deeper;
    writeCorpus(corpus.path());
    TrainOptions wish = options(corpus.path(), pupil.path());
    wish.keep = 0.5;
    QCOMPARE(train(wish, ignore).error().code, ErrorCode::Usage); // of nothing
    wish.keep = 0;
    QVERIFY(train(wish, ignore));
    wish.from = wish.output;
    wish.output = deeper.path().toStdString();
    wish.preset = "mini";
    wish.keep = 0.5;
    const Result<void> refused = train(wish, ignore);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.find("--keep-weights 0") != std::string::npos, refused.error().message.c_str());
}

void tst_Trainer::aLessonWhoseLengthNobodySaysIsAsLongAsTheSongsAreWorth()
{
    QTemporaryDir corpus, pupil, taught;
    writeCorpus(corpus.path());
    TrainOptions wish = options(corpus.path(), pupil.path());
    wish.steps = 1;
    QVERIFY(train(wish, ignore));
    wish.from = wish.output;
    wish.output = taught.path().toStdString();
    wish.preset.clear();
    wish.steps = 0;
    QStringList said;
    QVERIFY(train(wish, [&](const std::string& line) { said << QString::fromStdString(line); }));
    const auto info = readModelInfo(taught.path().toStdString());
    QVERIFY(info.ok());
    const double rows = said.front().section(QStringLiteral(" families, "), 1).section(QLatin1Char(' '), 0, 0).toDouble();
    QCOMPARE(info->steps, std::clamp<std::int64_t>(std::lround(20 * rows / wish.rowsPerStep), 40, 200));
    QVERIFY2(said[1].startsWith(QStringLiteral("held out, before: ")), qPrintable(said[1]));
    const auto nats = [](const QString& line) { return line.section(QStringLiteral(": "), 1).section(QLatin1Char(' '), 0, 0).toDouble(); };
    QVERIFY2(nats(said.back()) < nats(said[1]), qPrintable(said.back()));
}

void tst_Trainer::aSongAloneIsLearnedFromAlsoWhenItsPathIsOfTheHeldOut()
{
    QTemporaryDir corpus, output;
    QString name;
    for (int i = 0; splitOfPath(name.toStdString()) != "valid"; ++i)
        name = QStringLiteral("song%1.mid").arg(i);
    QVERIFY(writeMidiFile(songFromText("Melody: C5 q | E5 q | G4 e | F5 q | D5 h | B4 q | A4 q | C5 e | E5 e | D5 q | G5 h"),
                          corpus.filePath(name).toStdString()));
    TrainOptions wish = options(corpus.path(), output.path());
    wish.steps = 1;
    const Result<void> trained = train(wish, ignore);
    QVERIFY2(trained.ok(), trained ? "" : trained.error().message.c_str());
}

void tst_Trainer::aComparisonLearnsOtherwiseAndLeavesNoModel_data()
{
    QTest::addColumn<QString>("without");
    for (const char* part : {"key-frame", "time-rotation", "chained-heads", "muon"})
        QTest::newRow(part) << QString(part);
    QTest::newRow("context") << QString();
}

void tst_Trainer::aComparisonLearnsOtherwiseAndLeavesNoModel()
{
    QFETCH(QString, without);
    QTemporaryDir corpus, usual, other;
    writeCorpus(corpus.path());
    const auto lastFigures = [&](const TrainOptions& wish) {
        std::string figures;
        if (!train(wish, [&](const std::string& line) { figures = line.starts_with("held out") ? line : figures; }))
            return std::string("failed");
        return figures;
    };
    TrainOptions wish = options(corpus.path(), other.path());
    if (without.isEmpty())
        wish.comparison.contextWeight = 0;
    else
        wish.comparison = *comparisonWithout({without.toStdString()});
    const std::string figures = lastFigures(wish);
    QVERIFY(figures.starts_with("held out"));
    QVERIFY(figures != lastFigures(options(corpus.path(), usual.path())));
    QVERIFY(QFile::exists(usual.filePath("model.json")));
    QVERIFY(!QFile::exists(other.filePath("model.json")));
    QVERIFY(QFile::exists(other.filePath("checkpoint.safetensors")));
}

void tst_Trainer::aPartThatCannotBeLeftOutIsNamed()
{
    QVERIFY(comparisonWithout({"muon", "key-frame"}));
    QVERIFY(comparisonWithout({"melody"}).error().message.find("'melody'") != std::string::npos);
}

void tst_Trainer::wrongWishesAreNamed()
{
    QTemporaryDir corpus, output;
    writeCorpus(corpus.path());
    TrainOptions wish = options(corpus.path(), output.path());
    wish.preset = "enormous";
    QCOMPARE(train(wish, ignore).error().code, ErrorCode::Usage);
    wish = options(output.path(), output.path());
    QCOMPARE(train(wish, ignore).error().code, ErrorCode::Input);
    wish = options(corpus.path(), output.path());
    wish.from = corpus.path().toStdString(); // no model
    QCOMPARE(train(wish, ignore).error().code, ErrorCode::Unavailable);
    wish = options(corpus.path(), output.path());
    wish.resume = true; // nothing to resume from
    QCOMPARE(train(wish, ignore).error().code, ErrorCode::Input);
}

QTEST_APPLESS_MAIN(tst_Trainer)
#include "tst_Trainer.moc"
