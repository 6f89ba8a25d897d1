// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <vector>

using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

/// Headers from outside this project and the standard library that some files of a folder may include.
struct Foreign {
    std::string headers; ///< regular expression for what stands between the brackets
    std::string files;   ///< regular expression for the path of the including file inside the folder
};

/// What the files of a folder may include. Subfolders belong to it unless they have a row of their own.
struct Row {
    std::string folder;
    std::string ours; ///< regular expression for paths of this project; the folder itself is always allowed
    std::vector<Foreign> foreign;
};

const std::string kPosix = "(dlfcn|unistd|fcntl|malloc|signal|poll|spawn|pthread|sched|sys/[a-z]+)\\.h";
const std::string kQt = "Qt?[A-Z][A-Za-z]*|Qt[A-Z][A-Za-z]*/Q[A-Za-z]+";
const std::string kTorch = "(torch|ATen|c10)/.*";
const std::string kJson = "nlohmann/.*";
const std::string kSources = ".*\\.cpp";
/// Headers of the network that mention torch: private to core/neural and the trainer.
const std::string kTorchHeaders = "core/neural/(Transformer|Tensor[A-Za-z]*|[A-Za-z]*Torch[A-Za-z]*)\\.h";

/// The dependency rule. Arrows go down only: a folder includes what stands in its row and nothing else.
const std::vector<Row> kTable{
    {"core/base", "", {}},
    {"core/theory", "core/base/.*", {}},
    {"core/song", "core/(base|theory)/.*", {}},
    {"core/notation", "core/(base|theory|song)/.*", {}},
    {"core/edit", "core/(base|theory|song)/.*", {}},
    {"core/io", "core/(base|theory|song|notation)/.*",
     {{kPosix, ".*"},
      {kJson, "Project[A-Za-z]*\\.cpp"},
      {"zlib\\.h", kSources},
      {"pugixml\\.hpp", "(MusicXml[A-Za-z]*|MxlArchive)\\.cpp"},
      {"zip\\.h", "MxlArchive\\.cpp"}}},
    {"core/playback", "core/(base|theory|song)/.*", {}},
    {"core/devices", "core/(base|song|io|playback)/.*",
     {{kPosix, kSources},
      {"fluidsynth\\.h", "[A-Za-z]*Fluid[A-Za-z]*\\.cpp"},
      {"(rtaudio/)?RtAudio\\.h", "RtAudio[A-Za-z]*\\.cpp"},
      {"(rtmidi/)?RtMidi\\.h", "RtMidi[A-Za-z]*\\.cpp"},
      {"jack/.*", "Jack[A-Za-z]*\\.cpp"},
      {"sndfile\\.hh?", kSources},
      {"ebur128\\.h", "Loudness\\.cpp"}}},
    {"core/check", "core/(base|theory|song)/.*", {}},
    {"core/assist", "core/(base|theory|song)/.*", {}},
    {"core/protocol", "core/(base|theory|song|io|assist)/.*", {{kJson, kSources + "|Fields\\.h"}}},
    {"core/neural", "core/(base|theory|song|io|assist)/.*",
     {{kPosix + "|immintrin\\.h|cblas\\.h", kSources},
      {kJson, kSources},
      {kTorch, kSources + "|(Transformer|Tensor[A-Za-z]*|[A-Za-z]*Torch[A-Za-z]*)\\.h"}}},
    {"models/train", "core/(base|theory|song|io|assist|neural)/.*",
     {{kPosix, kSources}, {kJson, kSources}, {"zlib\\.h", kSources}, {kTorch, ".*"}}},
    {"models/evaluate", "core/(base|theory|song|io|assist|neural)/.*|models/train/.*", {{kTorch, "NetworkBits\\.cpp"}}},
    {"app/cli", "(core/|models/train/|models/evaluate/|app/cli/|app/[A-Za-z]+\\.h).*",
     {{kPosix, kSources}, {kJson, kSources}, {"CLI/.*", "CommandLine\\.cpp"}}},
    {"app/desktop", "(core/(?!neural/)|ui/|app/[A-Za-z]+\\.h).*", {{kPosix, kSources}, {kQt, ".*"}, {"CLI/.*", kSources}}},
    {"ui", "core/(?!devices/|neural/).*", {{kQt, ".*"}}},
    {"tests", "(core|ui|app|models|support|[a-z]+)/.*|[A-Za-z_]+\\.h",
     {{kQt, ".*"},
      {kPosix, ".*"},
      {kTorch, "(core/neural|models)/.*"},
      {kJson, "(core|models|app)/.*"},
      {"ext/.*|zlib\\.h|sndfile\\.hh?|fluidsynth\\.h|ebur128\\.h|benchmark/benchmark\\.h|jack/.*|X11/.*", ".*"}}},
};

const Row* rowOf(const std::string& file)
{
    const Row* best = nullptr;
    for (const Row& row : kTable)
        if (file.starts_with(row.folder + "/") && (!best || row.folder.size() > best->folder.size()))
            best = &row;
    return best;
}

bool matches(const std::string& text, const std::string& expression)
{
    return std::regex_match(text, std::regex(expression));
}

bool isStandardHeader(const std::string& header)
{
    return matches(header, "[a-z][a-z_0-9]*");
}

bool mayIncludeOurs(const Row& row, const std::string& file, const std::string& header)
{
    if (matches(header, kTorchHeaders) && !matches(file, "(core/neural|models/train|models/evaluate|tests/core/neural|tests/models)/.*"))
        return false;
    return header.starts_with(row.folder + "/") || matches(header, row.ours)
        || matches(header, "[A-Za-z_0-9]+\\.moc");
}

bool mayIncludeForeign(const Row& row, const std::string& file, const std::string& header)
{
    const std::string inFolder = file.substr(row.folder.size() + 1);
    for (const Foreign& foreign : row.foreign)
        if (matches(header, foreign.headers) && matches(inFolder, foreign.files))
            return true;
    return false;
}

/// One sentence for every include of the file that breaks its row.
std::vector<std::string> brokenIncludes(const std::string& file, const std::string& text)
{
    static const std::regex kInclude("\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
    std::vector<std::string> broken;
    const Row* row = rowOf(file);
    if (!row)
        return {file + ": its folder has no row in the table of tst_Layers.cpp"};
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        std::smatch found;
        if (!std::regex_match(line, found, kInclude))
            continue;
        const std::string header = found[2];
        const bool isForeign = found[1] == "<";
        const bool allowed = isForeign ? isStandardHeader(header) || mayIncludeForeign(*row, file, header)
                                       : mayIncludeOurs(*row, file, header);
        if (!allowed)
            broken.push_back(file + ":" + std::to_string(number) + ": " + row->folder + " may not include " + header
                             + (isForeign ? " here" : ""));
    }
    return broken;
}

std::string contentOf(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

const fs::path kRoot = CONTINUO_SOURCE_DIR;

/// Paths of all sources and headers, from the root.
std::vector<std::string> sourceFiles()
{
    std::vector<std::string> files;
    for (const char* top : {"app", "core", "models", "tests", "ui"})
        for (const auto& entry : fs::recursive_directory_iterator(kRoot / top))
            if (entry.is_regular_file() && (entry.path().extension() == ".h" || entry.path().extension() == ".cpp"))
                files.push_back(fs::relative(entry.path(), kRoot).generic_string());
    std::sort(files.begin(), files.end());
    return files;
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += "\n  " + line;
    return text;
}

} // namespace

/// Reads every source of the project and holds it against the dependency rule.
class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyIncludeIsInTheTable()
    {
        const std::vector<std::string> files = sourceFiles();
        QVERIFY(files.size() > 100);
        std::vector<std::string> broken;
        for (const std::string& file : files)
            for (const std::string& sentence : brokenIncludes(file, contentOf(kRoot / file)))
                broken.push_back(sentence);
        QVERIFY2(broken.empty(), joined(broken).c_str());
    }

    void includesOfOursAreWrittenFromTheRootAndExist()
    {
        static const std::regex kOurs("\n#include \"([^\"]+)\"");
        std::vector<std::string> missing;
        for (const std::string& file : sourceFiles()) {
            const std::string text = contentOf(kRoot / file);
            for (std::sregex_iterator each(text.begin(), text.end(), kOurs), end; each != end; ++each) {
                const std::string header = (*each)[1];
                const bool isBesideTest = file.starts_with("tests/") && fs::exists((kRoot / file).parent_path() / header);
                if (!header.ends_with(".moc") && !fs::exists(kRoot / header) && !fs::exists(kRoot / "tests" / header)
                    && !isBesideTest)
                    missing.push_back(file + ": " + header);
            }
        }
        QVERIFY2(missing.empty(), joined(missing).c_str());
    }

    void everyFileNamesItsLicenceAndEveryHeaderIsReadOnce()
    {
        std::vector<std::string> wrong;
        for (const std::string& file : sourceFiles()) {
            const std::string text = contentOf(kRoot / file);
            if (!text.starts_with("// SPDX-License-Identifier: GPL-3.0-or-later\n"))
                wrong.push_back(file + " does not begin with its SPDX line");
            if (file.ends_with(".h") && text.find("\n#pragma once\n") == std::string::npos)
                wrong.push_back(file + " has no #pragma once");
        }
        QVERIFY2(wrong.empty(), joined(wrong).c_str());
    }

    void coreDoesNotKnowQt()
    {
        static const std::regex kQtWord("\\bQ_[A-Z]+\\b|\\bQ(Object|String|Widget|Timer|Thread|Process)\\b|<Qt?[A-Z]");
        std::vector<std::string> wrong;
        for (const std::string& file : sourceFiles())
            if (file.starts_with("core/") && std::regex_search(contentOf(kRoot / file), kQtWord))
                wrong.push_back(file);
        QVERIFY2(wrong.empty(), joined(wrong).c_str());
    }

    void brokenRowIsNamedWithFileAndLine()
    {
        QCOMPARE(joined(brokenIncludes("core/song/Clip.cpp", "#include <vector>\n#include \"core/edit/Edit.h\"\n")),
                 "\n  core/song/Clip.cpp:2: core/song may not include core/edit/Edit.h"s);
        QCOMPARE(joined(brokenIncludes("elsewhere/A.h", "")),
                 "\n  elsewhere/A.h: its folder has no row in the table of tst_Layers.cpp"s);
    }

    void rowsSayWhoMayIncludeWhat_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("include");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char* file, const char* include, bool allowed) {
            QTest::addRow("%s %s", file, include) << file << include << allowed;
        };
        row("core/base/Id.h", "<cstdint>", true);
        row("core/base/Id.h", "\"core/song/Tick.h\"", false);
        row("core/song/Song.cpp", "<QString>", false);
        row("core/song/Song.cpp", "<QtCore/QString>", false);
        row("core/io/ProjectReader.cpp", "<nlohmann/json.hpp>", true);
        row("core/io/Json.h", "<nlohmann/json.hpp>", false);
        row("core/assist/Suggestion.cpp", "\"core/edit/Edit.h\"", false);
        row("core/assist/Sampler.cpp", "<torch/torch.h>", false);
        row("core/check/Check.cpp", "\"core/assist/Suggestion.h\"", false);
        row("core/assist/Generator.cpp", "\"core/check/Check.h\"", false);
        row("core/neural/Network.cpp", "<torch/torch.h>", true);
        row("core/neural/Network.h", "<torch/torch.h>", false);
        row("core/neural/Transformer.h", "<torch/torch.h>", true);
        row("core/devices/FluidSynth.cpp", "<fluidsynth.h>", true);
        row("core/devices/FluidSynth.h", "<fluidsynth.h>", false);
        row("core/playback/Player.cpp", "<fluidsynth.h>", false);
        row("ui/MainWindow.cpp", "<QWidget>", true);
        row("ui/MainWindow.cpp", "\"core/edit/Document.h\"", true);
        row("ui/MainWindow.cpp", "\"core/neural/TorchModel.h\"", false);
        row("ui/MainWindow.cpp", "\"core/devices/FluidSynth.h\"", false);
        row("ui/MainWindow.cpp", "\"app/desktop/Application.h\"", false);
        row("app/cli/main.cpp", "\"core/neural/NeuralModel.h\"", true);
        row("app/cli/main.cpp", "\"core/neural/Transformer.h\"", false);
        row("app/cli/main.cpp", "\"ui/Theme.h\"", false);
        row("app/cli/main.cpp", "<QApplication>", false);
        row("app/desktop/main.cpp", "\"core/devices/FluidSynth.h\"", true);
        row("app/desktop/main.cpp", "\"core/neural/NeuralModel.h\"", false);
        row("models/train/Trainer.cpp", "\"core/edit/Document.h\"", false);
        row("models/train/Trainer.cpp", "\"models/evaluate/Study.h\"", false);
        row("models/evaluate/Study.cpp", "\"models/train/Corpus.h\"", true);
        row("models/evaluate/Study.cpp", "<torch/torch.h>", false);
        row("models/evaluate/NetworkBits.cpp", "<torch/torch.h>", true);
    }

    void rowsSayWhoMayIncludeWhat()
    {
        QFETCH(QString, file);
        QFETCH(QString, include);
        QFETCH(bool, allowed);
        const std::string line = "#include " + include.toStdString() + "\n";
        QCOMPARE(brokenIncludes(file.toStdString(), line).empty(), allowed);
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_Layers.moc"
