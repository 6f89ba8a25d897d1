// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Study.h"

#include "core/io/MidiFile.h"
#include "models/evaluate/Controls.h"
#include "models/evaluate/Examples.h"
#include "support/RandomRowModel.h"
#include "support/SongText.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

using namespace continuo;

namespace {

/// Three small pieces of two parts.
void writePieces(const QString& folder)
{
    for (int piece = 0; piece < 3; ++piece) {
        std::string melody = "Melody: ", bass = "Bass: ";
        for (int bar = 0; bar < 16; ++bar) {
            const std::string between = bar > 0 ? " | " : "";
            melody += between + ((bar + piece) % 3 == 0 ? "C5 q | D5 q | E5 h" : "G5 q | F5 q | D5 h");
            bass += between + ((bar + piece) % 2 == 0 ? "C3+E3 h | E3+G3 h" : "G2 h | B2+D3 h");
        }
        const std::filesystem::path path = std::filesystem::path(folder.toStdString()) / (std::to_string(piece) + ".mid");
        QVERIFY(writeMidiFile(songFromText(melody + "\n" + bass), path).ok());
    }
}

} // namespace

class tst_Study : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tablesHaveARowACorpusAndAColumnASystem();
    void figuresWithoutAnythingMeasuredStayEmpty();
    void theNearestValueIsFound();
    void controlsAskForWhatTheyMeasure();
    void aFolderIsStudiedFromEndToEnd();
    void examplesAreThePieceAndEightCandidatesForEachTask();
};

void tst_Study::tablesHaveARowACorpusAndAColumnASystem()
{
    const std::vector<Figure> figures{{"infill", "F1", "jsb", "model", {0.5, 0.25, 0.75, 3, 2}},
                                      {"infill", "F1", "jsb", "copy", {0.125, 0.1, 0.2, 3, 2}},
                                      {"infill", "F1", "all", "model", {1, 1, 1, 7, 5}}};
    QCOMPARE(markdownOf(figures),
             std::string("\n### infill: F1\n\n"
                         "| | n | pieces | model | copy |\n"
                         "| --- | ---: | ---: | ---: | ---: |\n"
                         "| jsb | 3 | 2 | 0.500 [0.250, 0.750] | 0.125 [0.100, 0.200] |\n"
                         "| all | 7 | 5 | 1.000 [1.000, 1.000] |  |\n"));
}

void tst_Study::figuresWithoutAnythingMeasuredStayEmpty()
{
    const std::string text = markdownOf({{"vary", "closeness", "jsb", "model", {}}});
    QVERIFY(text.find("| jsb | 0 | 0 |  |") != std::string::npos);
}

void tst_Study::theNearestValueIsFound()
{
    const std::vector<double> values{1, 2, 4};
    QCOMPARE(nearestValue(values, 0), 0);
    QCOMPARE(nearestValue(values, 2.9), 1);
    QCOMPARE(nearestValue(values, 99), 2);
}

void tst_Study::controlsAskForWhatTheyMeasure()
{
    for (const ControlKind& kind : controlKinds()) {
        QVERIFY2(std::is_sorted(kind.values.begin(), kind.values.end()), kind.name);
        SuggestionRequest low, high;
        kind.ask(low, kind.values.front());
        kind.ask(high, kind.values.back());
        const auto state = [](const SuggestionRequest& request) {
            const Character& character = request.character;
            return std::tuple(request.density ? request.density->lowest : -1, request.range ? request.range->lowest.number : -1,
                              character.voices, character.meanPitch, character.stepShare, character.leapShare,
                              character.syncopation, character.brightness, character.energy, character.closing);
        };
        QVERIFY2(state(low) != state(high), kind.name);
    }
}

void tst_Study::aFolderIsStudiedFromEndToEnd()
{
    const QTemporaryDir folder;
    writePieces(folder.path());
    StudyOptions options;
    options.corpus = folder.path().toStdString();
    options.prompts = 3;
    options.bars = 2;
    RandomRowModel model(2);
    std::vector<std::string> said;
    const auto figures = studyGeneration(model, options, [&said](const std::string& line) { said.push_back(line); });
    QVERIFY2(figures.ok(), figures.ok() ? "" : figures.error().message.c_str());
    QVERIFY(!said.empty());
    std::set<std::string> tables;
    for (const Figure& figure : *figures) {
        tables.insert(figure.table);
        QVERIFY(std::isfinite(figure.estimate.value) && std::isfinite(figure.estimate.low) && std::isfinite(figure.estimate.high));
    }
    for (const char* table : {"infill", "continue", "harmonize", "overlap with real music", "vary", "control"})
        QVERIFY2(tables.contains(table), table);
    const auto kept = std::find_if(figures->begin(), figures->end(), [](const Figure& figure) {
        return figure.metric == "kept rhythm is the same" && figure.estimate.pieces > 0;
    });
    QVERIFY(kept != figures->end());
    QCOMPARE(kept->estimate.value, 1.0);
}

void tst_Study::examplesAreThePieceAndEightCandidatesForEachTask()
{
    const QTemporaryDir corpus, examples;
    writePieces(corpus.path());
    StudyOptions options;
    options.corpus = corpus.path().toStdString();
    options.bars = 2;
    RandomRowModel model(2);
    const auto written = writeExamples(model, options, examples.path().toStdString(), [](const std::string&) {});
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().message.c_str());
    QFile list(examples.filePath("examples.tsv"));
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(list.readAll()).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 4 * 9);
    for (const QString& line : lines.mid(1)) {
        const QStringList cells = line.split('\t');
        const auto song = readMidiFile(examples.filePath(cells.at(0)).toStdString());
        QVERIFY(song);
        QVERIFY(cells.at(4).toInt() <= cells.at(5).toInt());
    }
}

QTEST_APPLESS_MAIN(tst_Study)
#include "tst_Study.moc"
