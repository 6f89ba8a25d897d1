// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/DesktopOptions.h"

#include <array>
#include <charconv>
#include <optional>

namespace continuo::app {

namespace {

using Mode = DesktopOptions::Mode;
using ThemeWish = DesktopOptions::ThemeWish;

Error usage(std::string sentence)
{
    return {ErrorCode::Usage, std::move(sentence)};
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// Takes the value of an option; the sentence that says what is wrong with it, or nothing.
using TakeValue = std::optional<std::string> (*)(DesktopOptions&, const std::string& value);

std::optional<std::string> takeSize(DesktopOptions& options, const std::string& value)
{
    const auto cross = value.find('x');
    const auto width = number(std::string_view(value).substr(0, cross));
    const auto height = cross == std::string::npos ? std::nullopt : number(std::string_view(value).substr(cross + 1));
    if (!width || !height || *width < 200 || *height < 200 || *width > 8192 || *height > 8192)
        return "--size takes WIDTHxHEIGHT, each 200 to 8192, not \"" + value + "\".";
    options.width = *width;
    options.height = *height;
    return std::nullopt;
}

std::optional<std::string> takeScale(DesktopOptions& options, const std::string& value)
{
    if (value != "1" && value != "2")
        return "--scale takes 1 or 2, not \"" + value + "\".";
    options.scale = value == "2" ? 2 : 1;
    return std::nullopt;
}

std::optional<std::string> takeTheme(DesktopOptions& options, const std::string& value)
{
    if (value != "light" && value != "dark")
        return "--theme takes light or dark, not \"" + value + "\".";
    options.theme = value == "dark" ? ThemeWish::Dark : ThemeWish::Light;
    return std::nullopt;
}

std::optional<std::string> takeScreenshot(DesktopOptions& options, const std::string& value)
{
    options.mode = Mode::Screenshot;
    options.screenshot = value;
    return std::nullopt;
}

struct ValueOption {
    std::string_view name;
    TakeValue take;
};
constexpr std::array<ValueOption, 4> kValueOptions{{
    {"--screenshot", takeScreenshot}, {"--size", takeSize}, {"--scale", takeScale}, {"--theme", takeTheme},
}};

struct ModeOption {
    std::string_view name;
    Mode mode;
};
constexpr std::array<ModeOption, 5> kModeOptions{{
    {"--self-test", Mode::SelfTest}, {"--list-devices", Mode::ListDevices}, {"--version", Mode::Version},
    {"--help", Mode::Help}, {"-h", Mode::Help},
}};

} // namespace

Result<DesktopOptions> parseDesktopOptions(std::span<const std::string> arguments)
{
    DesktopOptions options;
    bool optionsEnded = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        const bool isOption = !optionsEnded && argument.size() > 1 && argument.front() == '-';
        if (!isOption) {
            if (!options.file.empty())
                return usage("Only one song can be opened: \"" + argument + "\" is one too many.");
            options.file = argument;
            continue;
        }
        if (argument == "--") {
            optionsEnded = true;
            continue;
        }
        const auto equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        bool known = false;
        for (const ModeOption& option : kModeOptions) {
            if (option.name == argument) {
                options.mode = option.mode;
                known = true;
            }
        }
        for (const ValueOption& option : kValueOptions) {
            if (option.name != name)
                continue;
            known = true;
            const bool inside = equals != std::string::npos;
            if (!inside && i + 1 == arguments.size())
                return usage("The option " + name + " needs a value.");
            const std::string value = inside ? argument.substr(equals + 1) : arguments[++i];
            if (auto wrong = option.take(options, value))
                return usage(std::move(*wrong));
        }
        if (!known)
            return usage("There is no option " + name + "; continuo --help lists them.");
    }
    return options;
}

const char* desktopHelp()
{
    return "continuo [FILE]                  open a song (.continuo, .mid, .musicxml, .mxl), or an empty one\n"
           "  --screenshot OUT.png           paint the window into a picture; works without a display\n"
           "  --size WxH                     of that picture (1280x800)\n"
           "  --scale 1|2                    picture pixels to a logical pixel (1)\n"
           "  --theme light|dark             instead of the system's\n"
           "  --self-test                    check what is installed, one line a check\n"
           "  --list-devices                 sound outputs, MIDI inputs and SoundFonts\n"
           "  --version\n"
           "  --help\n";
}

} // namespace continuo::app
