// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/InfoCommand.h"

#include "app/cli/SongInfo.h"
#include "core/io/SafeFile.h"
#include "core/io/SongFile.h"
#include "core/neural/ModelFile.h"
#ifdef CONTINUO_HAS_AUDIO
#include "core/devices/SoundFont.h"
#endif

#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <string_view>

namespace continuo {

namespace {

using Json = nlohmann::ordered_json;

struct Facts {
    std::string text, json;
};

std::string jsonText(const Json& object)
{
    return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Facts> songFacts(const std::filesystem::path& file)
{
    const auto loaded = readSongFile(file);
    if (!loaded)
        return loaded.error();
    return Facts{describeSong(file.string(), *loaded), songAsJson(file.string(), *loaded)};
}

Result<Facts> modelFacts(const std::filesystem::path& folder)
{
    const auto model = readModelInfo(folder);
    if (!model)
        return Error{ErrorCode::Input, model.error().message};
    const NetworkShape& shape = model->shape;
    std::ostringstream text;
    text << folder.string() << ": the model " << model->name << "\n"
         << "  " << model->weights << " weights: " << shape.layers << " layers of width " << shape.width << ", " << shape.heads << " heads\n"
         << "  trained for " << std::fixed << std::setprecision(0) << model->trainingMinutes << " minutes, " << model->steps << " steps, "
         << model->rows << " rows, seed " << model->seed << "\n";
    if (model->validationNats > 0)
        text << "  " << std::setprecision(3) << model->validationNats << " nats per row of held-out music\n";
    Json object{{"kind", "model"},
                {"file", folder.string()},
                {"name", model->name},
                {"weights", model->weights},
                {"shape",
                 {{"width", shape.width},
                  {"layers", shape.layers},
                  {"heads", shape.heads},
                  {"key_value_heads", shape.keyValueHeads},
                  {"head_size", shape.headSize},
                  {"inner", shape.inner},
                  {"head_inner", shape.headInner}}},
                {"vocabulary_version", model->vocabularyVersion},
                {"sha256", model->sha256},
                {"seed", model->seed},
                {"steps", model->steps},
                {"rows", model->rows},
                {"training_minutes", model->trainingMinutes},
                {"validation_nats_per_row", model->validationNats}};
    Json& corpora = object["corpora"] = Json::array();
    for (const LearnedCorpus& corpus : model->corpora) {
        text << "  learned from " << corpus.name << ": " << corpus.pieces << " pieces, " << corpus.licences << "\n";
        corpora.push_back({{"name", corpus.name}, {"pieces", corpus.pieces}, {"licences", corpus.licences}, {"credits", corpus.credits}});
    }
    return Facts{text.str(), jsonText(object)};
}

Result<Facts> soundFontFacts(const std::filesystem::path& file)
{
#ifdef CONTINUO_HAS_AUDIO
    const auto presets = readPresets(file);
    if (!presets)
        return presets.error();
    std::ostringstream text;
    text << file.string() << ": a SoundFont with " << presets->size() << " presets\n";
    Json object{{"kind", "soundfont"}, {"file", file.string()}};
    Json& list = object["presets"] = Json::array();
    for (const SoundFontPreset& preset : *presets) {
        text << "  bank " << std::setw(3) << preset.bank << ", program " << std::setw(3) << preset.program + 1 << "  " << preset.name << "\n";
        list.push_back({{"bank", preset.bank}, {"program", preset.program + 1}, {"name", preset.name}});
    }
    return Facts{text.str(), jsonText(object)};
#else
    return Error{ErrorCode::Unavailable, "'" + file.string() + "' is a SoundFont, and this build has no synth to read it."};
#endif
}

bool isSoundFont(const std::filesystem::path& file)
{
    std::array<char, 12> head{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(head.data(), head.size());
    const std::string_view bytes(head.data(), head.size());
    return bytes.starts_with("RIFF") && bytes.ends_with("sfbk");
}

Result<Facts> factsOf(const std::filesystem::path& file)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        return modelFacts(file);
    if (file.filename() == "model.json")
        return modelFacts(file.has_parent_path() ? file.parent_path() : std::filesystem::path("."));
    return isSoundFont(file) ? soundFontFacts(file) : songFacts(file);
}

} // namespace

Result<std::string> runInfoCommand(const InfoArguments& arguments)
{
    auto facts = factsOf(arguments.file);
    if (!facts)
        return facts.error();
    if (!arguments.json.empty())
        if (const auto written = replaceFile(arguments.json, facts->json); !written)
            return written.error();
    return std::move(facts->text);
}

} // namespace continuo
