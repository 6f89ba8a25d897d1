// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BenchCommand.h"
#include "app/cli/CommandLine.h"
#include "app/cli/Engine.h"
#include "app/cli/InfoCommand.h"
#include "app/cli/ModelFolders.h"
#include "app/cli/Program.h"
#include "app/cli/ServeCommand.h"
#include "app/cli/StudyProgram.h"
#include "app/cli/SuggestCommand.h"
#include "core/io/ImportReport.h"
#include "core/io/SongFile.h"
#ifdef CONTINUO_HAS_AUDIO
#include "app/cli/RenderCommand.h"
#endif

#include <algorithm>
#include <iostream>
#include <type_traits>

namespace continuo {

namespace {

void printNotices(const std::vector<std::string>& notices)
{
    for (const std::string& notice : notices)
        std::cerr << notice << '\n';
}

Result<void> run(const PrintArguments& arguments)
{
    std::cout << arguments.text;
    return {};
}

Result<void> run(const SuggestArguments& arguments)
{
    const auto report = runSuggestCommand(arguments, [&] { return loadEngine(arguments.engine); });
    if (!report)
        return report.error();
    printNotices(report->notices);
    for (const WrittenCandidate& candidate : report->candidates)
        std::cout << "wrote " << candidate.file.string() << ": " << candidate.suggestion.notes.size() << " notes in bars "
                  << report->request.firstBar << "-" << report->request.lastBar
                  << (report->request.styles.size() > 1 ? ", " + candidate.suggestion.style : std::string()) << '\n';
    return {};
}

Result<void> run(const ConvertArguments& arguments)
{
    const auto loaded = readSongFile(arguments.input);
    if (!loaded)
        return loaded.error();
    printNotices(loaded->notices);
    MidiWriteOptions options;
    if (arguments.format >= 0)
        options.format = arguments.format;
    const auto unsaid = writeSongFile(loaded->song, arguments.output, options);
    if (!unsaid)
        return unsaid.error();
    printNotices(*unsaid);
    std::cout << "wrote " << arguments.output.string() << '\n' << keptSentence(loaded->song) << '\n';
    return {};
}

Result<void> run(const RenderArguments& arguments)
{
#ifdef CONTINUO_HAS_AUDIO
    RenderOptions options;
    options.out = arguments.output;
    if (!arguments.soundFont.empty())
        options.soundFont = arguments.soundFont;
    options.sampleRate = arguments.sampleRate;
    options.samples = parseSampleFormat(arguments.bits);
    if (!arguments.stems.empty())
        options.stems = arguments.stems;
    options.maxTailSeconds = arguments.tail;
    if (arguments.timing == "fluidsynth")
        options.timing = RenderTiming::AsFluidsynth;
    const auto rendered = renderMidiFile(arguments.input, arguments.bars, options);
    if (!rendered)
        return rendered.error();
    printNotices(rendered->notices);
    std::cout << describe(rendered->report);
    return {};
#else
    return Error{ErrorCode::Unavailable, "render: this build of continuo-cli has no synth, so '" + arguments.input.string() + "' was not rendered."};
#endif
}

Result<void> run(const BenchArguments& arguments)
{
    return runBenchCommand(arguments, std::cout);
}

Result<void> run(const InfoArguments& arguments)
{
    const auto text = runInfoCommand(arguments);
    if (!text)
        return text.error();
    std::cout << *text;
    return {};
}

Result<void> run(const ServeArguments& arguments)
{
    std::ios::sync_with_stdio(false);
    ServeSession(std::cin, std::cout, [engine = arguments.engine] { return loadEngine(engine); }, listModels).run();
    return {};
}

Result<void> runAll(std::span<const char* const> words)
{
    const auto arguments = parseCommandLine(words);
    if (!arguments)
        return arguments.error();
    return std::visit([&](const auto& one) -> Result<void> {
        using Command = std::decay_t<decltype(one)>;
        if constexpr (std::is_same_v<Command, TrainArguments> || std::is_same_v<Command, EvaluateArguments>)
            return becomeStudyProgram(words);
        else
            return run(one);
    }, *arguments);
}

} // namespace

} // namespace continuo

int main(int argc, char** argv)
{
    return continuo::exitStatusOf([&] { return continuo::runAll({argv + 1, argv + std::max(argc, 1)}); });
}
