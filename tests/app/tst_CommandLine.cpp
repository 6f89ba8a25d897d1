// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandLine.h"

#include <QtTest>

using namespace continuo;

namespace {

Result<Arguments> parse(const QString& line)
{
    const QStringList words = QProcess::splitCommand(line);
    std::vector<std::string> kept;
    for (const QString& word : words)
        kept.push_back(word.toStdString());
    std::vector<const char*> pointers;
    for (const std::string& word : kept)
        pointers.push_back(word.c_str());
    return parseCommandLine(pointers);
}

template <typename T>
T parsed(const QString& line)
{
    const auto arguments = parse(line);
    if (!arguments)
        qFatal("%s: %s", qPrintable(line), arguments.error().message.c_str());
    return std::get<T>(*arguments);
}

} // namespace

class tst_CommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void continueHasSensibleDefaults()
    {
        const auto asked = parsed<SuggestArguments>("continue in.mid -o out.mid");
        QCOMPARE(asked.task, Task::Continue);
        QCOMPARE(asked.input, std::filesystem::path("in.mid"));
        QCOMPARE(asked.output, std::filesystem::path("out.mid"));
        QVERIFY(!asked.after);
        QCOMPARE(asked.barCount, 8);
        QCOMPARE(asked.candidates, 1);
        QCOMPARE(asked.sampling.seed, 1u);
        QCOMPARE(asked.sampling.temperature, 1.0);
        QCOMPARE(asked.sampling.topP, 0.95);
        QVERIFY(asked.tracks.empty());
        QCOMPARE(asked.engine.device, std::string("auto"));
    }

    void everyWritingOptionIsRead()
    {
        const auto asked = parsed<SuggestArguments>(
            "continue in.mid --output out.mid --after 0 --bars 3 --tracks \"1, Bass\" --style Chorale --key \"D minor\" --lock-scale "
            "--range C3-C5 --density 0.5-2 --polyphony 4 --seed 18446744073709551615 --candidates 64 --temperature 0.8 "
            "--top-k 12 --top-p 0.9 --greedy --device cpu --model m --json r.json");
        QCOMPARE(asked.after, std::optional(0));
        QCOMPARE(asked.barCount, 3);
        QCOMPARE(asked.tracks, (std::vector<std::string>{"1", "Bass"}));
        QCOMPARE(asked.styles, std::vector<std::string>{"chorale"});
        QCOMPARE(parsed<SuggestArguments>("continue in.mid -o out.mid --style \"Jazz, art-song\"").styles,
                 (std::vector<std::string>{"jazz", "art song"}));
        QCOMPARE(asked.key, (std::optional(KeySignature{-1, Mode::Minor})));
        QVERIFY(asked.lockScale);
        QCOMPARE(int(asked.range->lowest.number), 48);
        QCOMPARE(int(asked.range->highest.number), 72);
        QCOMPARE(asked.density->lowest, 0.5);
        QCOMPARE(asked.density->highest, 2.0);
        QCOMPARE(asked.polyphony, std::optional(4));
        QCOMPARE(asked.sampling.seed, std::numeric_limits<std::uint64_t>::max());
        QCOMPARE(asked.candidates, 64);
        QCOMPARE(asked.sampling.temperature, 0.8);
        QCOMPARE(asked.sampling.topK, 12);
        QCOMPARE(asked.sampling.topP, 0.9);
        QVERIFY(asked.sampling.greedy);
        QCOMPARE(asked.engine.device, std::string("cpu"));
        QCOMPARE(asked.engine.model, std::filesystem::path("m"));
        QCOMPARE(asked.json, std::filesystem::path("r.json"));
    }

    void eachTaskHasItsOwnOptions()
    {
        const auto harmonize = parsed<SuggestArguments>("harmonize in.mid -o out.mid --melody Soprano --as bass --bars 2-5");
        QCOMPARE(harmonize.task, Task::Harmonize);
        QCOMPARE(harmonize.melody, std::string("Soprano"));
        QCOMPARE(harmonize.harmonizeAs, HarmonizeAs::Bass);
        QCOMPARE(harmonize.bars, (std::optional(BarRange{2, 5})));
        QCOMPARE(parsed<SuggestArguments>("harmonize in.mid -o out.mid --melody 1 --tracks 2,Bass").tracks,
                 (std::vector<std::string>{"2", "Bass"}));

        const auto vary = parsed<SuggestArguments>("vary in.mid -o out.mid --bars 3 --closeness 1 --keep rhythm");
        QCOMPARE(vary.task, Task::Vary);
        QCOMPARE(vary.bars, (std::optional(BarRange{3, 3})));
        QCOMPARE(vary.closeness, 1.0);
        QVERIFY(vary.keep.rhythm);

        const auto infill = parsed<SuggestArguments>("infill in.mid -o in.mid --bars 3-4 --tracks 2");
        QCOMPARE(infill.task, Task::Infill);
        QCOMPARE(infill.tracks, std::vector<std::string>{"2"});
        QCOMPARE(infill.input, infill.output);
    }

    void otherCommandsAreRead()
    {
        const auto render = parsed<RenderArguments>("render in.mid -o out.flac --soundfont f.sf2 --rate 44100 --bits 32f --stems d");
        QCOMPARE(render.sampleRate, 44100);
        QCOMPARE(render.bits, std::string("32f"));
        QCOMPARE(render.stems, std::filesystem::path("d"));
        QCOMPARE(parsed<ConvertArguments>("convert a.mid -o b.MID").output, std::filesystem::path("b.MID"));
        QCOMPARE(parsed<ConvertArguments>("convert a.mid -o b.continuo").output, std::filesystem::path("b.continuo"));
        const auto train = parsed<TrainArguments>("train --corpus c --preset tiny -o m --minutes 0.5 --resume --exclude a,b --device cuda");
        QVERIFY(train.minutes == 0.5);
        QVERIFY(!parsed<TrainArguments>("train --corpus c -o m").minutes);
        QVERIFY(train.from.empty() && !train.rate);
        const auto further = parsed<TrainArguments>("train --corpus c --from models/S --rate 0.25 --keep-weights 0.5 -o m");
        QCOMPARE(further.keep, std::optional<double>(0.5));
        QCOMPARE(further.from, std::filesystem::path("models/S"));
        QCOMPARE(further.rate, std::optional<double>(0.25));
        QVERIFY(train.resume);
        QCOMPARE(train.exclude, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(parsed<EvaluateArguments>("evaluate --corpus c").split, std::string("valid"));
        QVERIFY(!parsed<EvaluateArguments>("evaluate --corpus c").prompts);
        QVERIFY(!parsed<EvaluateArguments>("evaluate --corpus c").generate);
        const auto evaluate = parsed<EvaluateArguments>("evaluate --corpus c --generate --prompts 12 --only polish,lieder");
        QVERIFY(evaluate.generate);
        QCOMPARE(evaluate.prompts, std::optional<int>(12));
        QCOMPARE(evaluate.only, (std::vector<std::string>{"polish", "lieder"}));
        QCOMPARE(parsed<EvaluateArguments>("evaluate --jsb f.json --split test").chorales, std::filesystem::path("f.json"));
        QCOMPARE(parsed<InfoArguments>("info x.sf2").file, std::filesystem::path("x.sf2"));
        QCOMPARE(parsed<BenchArguments>("bench --json b.json").json, std::filesystem::path("b.json"));
        QCOMPARE(parsed<ServeArguments>("serve --model m").engine.model, std::filesystem::path("m"));
        QVERIFY(parsed<PrintArguments>("--version").text.starts_with("continuo-cli "));
        QVERIFY(parsed<PrintArguments>("--help").text.find("harmonize") != std::string::npos);
        QVERIFY(parsed<PrintArguments>("continue --help").text.find("default 8") != std::string::npos);
    }

    void wrongUseIsOneSentence_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says"); // what the sentence must name
        const auto row = [](const char* line, const char* says) { QTest::newRow(line) << line << says; };
        row("", "A command is needed");
        row("compose in.mid", "'compose'");
        row("--loud", "'--loud'");
        row("continue", "IN.mid");
        row("continue in.mid", "-o OUT.mid");
        row("continue in.mid -o", "--output needs exactly one value");
        row("continue in.mid -o a.mid -o b.mid", "--output needs exactly one value");
        row("continue in.mid -o out.wav", "'out.wav'");
        row("continue in.mid extra.mid -o out.mid", "'extra.mid'");
        row("continue in.mid -o out.mid --loud", "'--loud'");
        row("continue in.mid -o out.mid --bars 0", "--bars needs");
        row("continue in.mid -o out.mid --bars 2-3", "--bars needs");
        row("continue in.mid -o out.mid --after -1", "--after needs");
        row("continue in.mid -o out.mid --closeness 0.5", "'--closeness'");
        row("continue in.mid -o out.mid --seed -1", "--seed needs");
        row("continue in.mid -o out.mid --seed 18446744073709551616", "--seed needs");
        row("continue in.mid -o out.mid --temperature 0", "--temperature needs");
        row("continue in.mid -o out.mid --temperature 4.1", "--temperature needs");
        row("continue in.mid -o out.mid --temperature nan", "--temperature needs");
        row("continue in.mid -o out.mid --top-p 0", "--top-p needs");
        row("continue in.mid -o out.mid --top-p 1.1", "--top-p needs");
        row("continue in.mid -o out.mid --top-k -1", "--top-k needs");
        row("continue in.mid -o out.mid --candidates 0", "--candidates needs");
        row("continue in.mid -o out.mid --candidates 65", "--candidates needs");
        row("continue in.mid -o out.mid --polyphony 0", "--polyphony needs");
        row("continue in.mid -o out.mid --range C5-C3", "--range needs");
        row("continue in.mid -o out.mid --range 48", "--range needs");
        row("continue in.mid -o out.mid --density 2-1", "--density needs");
        row("continue in.mid -o out.mid --density 0-0", "--density needs");
        row("continue in.mid -o out.mid --key \"H moll\"", "--key needs");
        row("continue in.mid -o out.mid --style polka-core", "--style needs");
        row("continue in.mid -o out.mid --style jazz,polka-core", "--style needs");
        row("continue in.mid -o out.mid --style jazz,,folk", "--style needs");
        row("continue in.mid -o out.mid --tracks 1,,2", "--tracks needs");
        row("continue in.mid -o out.mid --lock-notes 1:0", "--lock-notes needs notes such as");
        row("continue in.mid -o out.mid --lock-notes 1:2:3:C4:5", "--lock-notes needs notes such as");
        row("continue in.mid -o out.mid --grid 1/32", "--grid needs 1/1, 1/2");
        row("continue in.mid -o out.mid --span -1", "--span needs");
        row("continue in.mid -o out.mid --chords C|H", "--chords needs chords such as");
        row("continue in.mid -o out.mid --chord-tones often", "--chord-tones needs always or strong");
        row("continue in.mid -o out.mid --device tpu", "--device needs");
        row("continue in.mid -o out.mid --json \"\"", "--json needs");
        row("harmonize in.mid -o out.mid", "--melody");
        row("harmonize in.mid -o out.mid --melody 1 --as brass", "--as needs");
        row("harmonize in.mid -o out.mid --melody 1 --tracks 2 --as bass", "--tracks that none are added");
        row("vary in.mid -o out.mid", "--bars A-B");
        row("vary in.mid -o out.mid --bars 5-4", "--bars needs");
        row("vary in.mid -o out.mid --bars 0-4", "--bars needs");
        row("vary in.mid -o out.mid --bars 1-2 --closeness 1.5", "--closeness needs");
        row("vary in.mid -o out.mid --bars 1-2 --keep tempo", "--keep needs");
        row("infill in.mid -o out.mid", "--bars A-B");
        row("convert a.mid", "-o OUT");
        row("convert a.mid -o b.txt", "'b.txt'");
        row("convert a.mid -o b.mxl --format 0", "--format is for MIDI files");
        row("convert a.mid -o b.continuo --format 0", "--format is for MIDI files");
        row("vary in.mid -o out.wav --bars 1-2", "'out.wav'");
        row("vary in.mid -o out.mxl --bars 1-2", "must end in .mid or .continuo, not 'out.mxl'");
        row("render in.mid", "-o OUT");
        row("render in.mid -o out.wav --bits 8", "--bits needs");
        row("render in.mid -o out.wav --rate 100", "--rate needs");
        row("render in.mid -o out.wav --timing late", "--timing needs");
        row("render in.mid -o out.wav --timing fluidsynth --bars 1-2", "leave --bars out");
        row("train -o m", "--corpus");
        row("train --corpus c", "-o MODELDIR");
        row("train --corpus c -o m --preset XL", "--preset needs");
        row("train --corpus c -o m --minutes 0", "--minutes needs");
        row("train --corpus c -o m --from S --keep-weights 1.5", "--keep-weights needs");
        row("train --corpus c -o m --context-weight 2", "--context-weight needs");
        row("evaluate", "--corpus DIR or --jsb FILE.json");
        row("evaluate --corpus c --jsb j", "--corpus DIR or --jsb FILE.json");
        row("evaluate --corpus c --split train", "--split needs");
        row("evaluate --jsb c.json --examples out", "--examples goes with --corpus");
        row("evaluate --jsb j --generate", "--generate goes with --corpus");
        row("evaluate --jsb j --prompts 3", "--prompts goes with --corpus");
        row("evaluate --corpus c --prompts 0", "--prompts");
        row("evaluate --jsb j --only polish", "--only goes with --corpus");
        row("info", "a file");
        row("serve now", "'now'");
    }

    void wrongUseIsOneSentence()
    {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const auto arguments = parse(line);
        QVERIFY(!arguments.ok());
        QCOMPARE(arguments.error().code, ErrorCode::Usage);
        const QString message = QString::fromStdString(arguments.error().message);
        QVERIFY2(message.contains(says), qPrintable(message));
        QVERIFY2(message.endsWith('.') && !message.contains('\n'), qPrintable(message));
    }

    void theManualNamesEveryOption()
    {
        QFile file(CONTINUO_SOURCE_DIR "/packaging/continuo-cli.1");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString manual = QString::fromUtf8(file.readAll()).remove('\\');
        int options = 0;
        for (const char* command : {"continue", "harmonize", "vary", "infill", "convert", "render", "train", "evaluate", "info",
                                    "bench", "serve"}) {
            const QString help = QString::fromStdString(parsed<PrintArguments>(QString(command) + " --help").text);
            static const QRegularExpression option("^ +(?:-\\w,)?(--[a-z-]+)", QRegularExpression::MultilineOption);
            for (auto match = option.globalMatch(help); match.hasNext(); ++options)
                if (const QString name = match.next().captured(1); !manual.contains(name))
                    QFAIL(qPrintable(QString(command) + " has " + name));
        }
        QVERIFY(options > 50);
    }

    void lowPitchesWithASignAreRangesToo()
    {
        const auto range = parsePitchRange("Bb-1-C4");
        QVERIFY(range.ok());
        QCOMPARE(int(range->lowest.number), 10);
        QCOMPARE(int(range->highest.number), 60);
    }
};

QTEST_APPLESS_MAIN(tst_CommandLine)
#include "tst_CommandLine.moc"
