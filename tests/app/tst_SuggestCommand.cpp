// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SuggestCommand.h"

#include "app/cli/SuggestRequest.h"
#include "core/io/MidiFile.h"

#include "ScriptedService.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace continuo;

namespace {

const char* const kSong = "Flute: C4 w | D4 w | E4 w\nBass: C2 w | C2 w | C2 w";

LoadEngine scripted(ScriptedService::Script script)
{
    return [script = std::move(script)]() -> Result<Engine> {
        return Engine{std::make_unique<ScriptedService>(script), "script", "cpu"};
    };
}

Suggestion pitchByCandidate(const SuggestionRequest& request, int candidate)
{
    return quartersOf(request, 60 + candidate);
}

QByteArray contentOf(const QString& file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

} // namespace

class tst_SuggestCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        arguments_ = {};
        arguments_.input = pathOf("in.mid");
        arguments_.output = pathOf("out.mid");
        QVERIFY(writeMidiFile(songFromText(kSong), arguments_.input).ok());
    }

    void continuesAfterTheLastNote()
    {
        arguments_.barCount = 2;
        const auto report = runSuggestCommand(arguments_, scripted(pitchByCandidate));
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.c_str());
        QCOMPARE(report->request.firstBar, 4);
        QCOMPARE(report->request.lastBar, 5);
        const auto written = readMidiFile(arguments_.output);
        QVERIFY(written.ok());
        QCOMPARE(textOf(*written->song.tracks[1]), textOf(*songFromText("Flute: C4 w\nBass: C2 w | C2 w | C2 w | C4 q | C4 q | C4 q | C4 q | C4 q | C4 q | C4 q | C4 q").tracks[1]));
    }

    void everyCandidateGetsAFileAndAPlaceInTheReport()
    {
        arguments_.task = Task::Infill;
        arguments_.bars = BarRange{2, 2};
        arguments_.tracks = {"bass"};
        arguments_.candidates = 3;
        arguments_.json = pathOf("report.json");
        QVERIFY(runSuggestCommand(arguments_, scripted(pitchByCandidate)).ok());
        QVERIFY(contentOf(path("out.mid")) != contentOf(path("out-2.mid")));
        QVERIFY(!contentOf(path("out-3.mid")).isEmpty());

        const QJsonObject report = QJsonDocument::fromJson(contentOf(path("report.json"))).object();
        QCOMPARE(report["model"].toString(), QStringLiteral("script"));
        QCOMPARE(report["asked"]["bars"].toArray(), (QJsonArray{2, 2}));
        QCOMPARE(report["asked"]["tracks"].toArray(), QJsonArray{2});
        const QJsonArray candidates = report["candidates"].toArray();
        QCOMPARE(candidates.size(), 3);
        const QJsonObject third = candidates[2].toObject();
        QCOMPARE(third["file"].toString(), path("out-3.mid"));
        const QJsonArray notes = third["notes"].toArray();
        QCOMPARE(notes.size(), 4);
        QCOMPARE(notes[1]["bar"].toInt(), 2);
        QCOMPARE(notes[1]["beat"].toDouble(), 2.0);
        QCOMPARE(notes[1]["pitch"].toInt(), 62);
        QCOMPARE(notes[1]["name"].toString(), QStringLiteral("D4"));
        QCOMPARE(notes[1]["track"].toInt(), 2);
        QCOMPARE(notes[1]["probability"].toDouble(), 0.5);
        QVERIFY(third["checks"].toArray().size() >= 3);
        for (const QJsonValue& check : third["checks"].toArray())
            QVERIFY(check["kept"].toBool());
    }

    void inputMayBeTheOutput()
    {
        arguments_.output = arguments_.input;
        QVERIFY(runSuggestCommand(arguments_, scripted(pitchByCandidate)).ok());
        QCOMPARE(readMidiFile(arguments_.input)->song.lastBar(), 11);
    }

    void whatDoesNotPassTheChecksIsNotWritten()
    {
        const auto tooLong = [](const SuggestionRequest& request, int) {
            Suggestion suggestion = quartersOf(request, 60);
            suggestion.notes.back().note.length = kTicksPerQuarter * 2;
            return suggestion;
        };
        const auto report = runSuggestCommand(arguments_, scripted(tooLong));
        QVERIFY(!report.ok());
        QCOMPARE(report.error().code, ErrorCode::Unsatisfiable);
        QVERIFY2(QString::fromStdString(report.error().message).contains("new notes inside the bars"), report.error().message.c_str());
        QVERIFY(!QFile::exists(path("out.mid")));
    }

    void failuresHaveTheirCodes()
    {
        const auto codeOf = [](const SuggestArguments& arguments, const LoadEngine& load) {
            const auto report = runSuggestCommand(arguments, load);
            return report ? 0 : static_cast<int>(report.error().code);
        };
        const LoadEngine none = []() -> Result<Engine> { return Error{ErrorCode::Unavailable, "There is no model."}; };
        QCOMPARE(codeOf(arguments_, none), 5);

        SuggestArguments missing = arguments_;
        missing.input = pathOf("nothing.mid");
        QCOMPARE(codeOf(missing, none), 3);

        SuggestArguments unknownTrack = arguments_;
        unknownTrack.tracks = {"Oboe"};
        QCOMPARE(codeOf(unknownTrack, none), 2); // told before a model is looked for

        SuggestArguments nowhere = arguments_;
        nowhere.output = pathOf("missing/out.mid");
        QCOMPARE(codeOf(nowhere, scripted(pitchByCandidate)), 6);

        SuggestArguments silent = arguments_;
        silent.input = pathOf("silent.mid");
        Song empty;
        empty.tracks.push_back(std::make_shared<const Track>());
        QVERIFY(writeMidiFile(empty, silent.input).ok());
        QCOMPARE(codeOf(silent, none), 4);
    }

    void tracksAreFoundByNumberAndByName()
    {
        const Song song = songFromText("Flute: C4 w\nBass: C2 w\nbass: C2 w\n2: C4 w");
        const auto ask = [&](std::vector<std::string> tracks) {
            SuggestArguments arguments;
            arguments.tracks = std::move(tracks);
            return requestFor(arguments, song);
        };
        QCOMPARE(ask({"FLUTE"})->tracks, std::vector{song.tracks[0]->id});
        QCOMPARE(ask({"2", "1", "2"})->tracks, (std::vector{song.tracks[1]->id, song.tracks[0]->id}));
        QVERIFY(!ask({"Bass"}).ok()); // two of that name
        QVERIFY(!ask({"5"}).ok());
        QVERIFY(!ask({"0"}).ok());
    }

    void harmonyGoesWithTheMelody()
    {
        const Song song = songFromText("Flute: - w | C4 w | D4 w | - w\nBass: C2 w | C2 w | C2 w | C2 w | C2 w\nSilent:");
        SuggestArguments arguments;
        arguments.task = Task::Harmonize;
        arguments.melody = "Flute";
        const auto all = requestFor(arguments, song);
        QCOMPARE(all->firstBar, 2);
        QCOMPARE(all->lastBar, 3);
        QCOMPARE(all->melody, std::optional(song.tracks[0]->id));
        arguments.bars = BarRange{1, 1};
        QCOMPARE(requestFor(arguments, song)->lastBar, 1);
        arguments.melody = "Silent";
        QCOMPARE(requestFor(arguments, song).error().code, ErrorCode::Unsatisfiable);
    }

    void aLockedScaleNeedsAKey()
    {
        Song song = songFromText(kSong);
        SuggestArguments arguments;
        arguments.lockScale = true;
        QCOMPARE(requestFor(arguments, song).error().code, ErrorCode::Usage);
        song.keys = {{Tick(0), KeySignature{1, Mode::Major}}, {kTicksPerQuarter * 12, KeySignature{2, Mode::Major}}};
        QCOMPARE(keyName(*requestFor(arguments, song)->key), std::string("D major"));
        arguments.after = 0;
        QCOMPARE(keyName(*requestFor(arguments, song)->key), std::string("G major"));
        arguments.key = KeySignature{0, Mode::Minor};
        QCOMPARE(keyName(*requestFor(arguments, song)->key), std::string("A minor"));
    }

private:
    QString path(const char* name) const { return folder_->filePath(QString::fromLatin1(name)); }
    std::filesystem::path pathOf(const char* name) const { return path(name).toStdString(); }

    std::unique_ptr<QTemporaryDir> folder_;
    SuggestArguments arguments_;
};

QTEST_APPLESS_MAIN(tst_SuggestCommand)
#include "tst_SuggestCommand.moc"
