// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiFlaws.h"

namespace continuo {

namespace {

/// The sentence for one and for several; # stands for the number.
struct Wording {
    const char* one;
    const char* several;
};

/// In the order of MidiFlaw.
constexpr std::array<Wording, static_cast<std::size_t>(MidiFlaw::Count)> kWordings{{
    {"The music was inside a RIFF wrapper, which is not written again.", nullptr},
    {"The header is longer than usual; the rest of it was left out.", nullptr},
    {"The file is of an unknown type and was read as type 1.", nullptr},
    {"The file says type 0 but has several tracks, and was read as type 1.", nullptr},
    {"The file is of type 2: the first of its sequences plays, the others are muted tracks.", nullptr},
    {"The file does not have the number of tracks that its header says.", nullptr},
    {"The file has more tracks than a MIDI file may have; the rest was left out.", nullptr},
    {"The file has an unusual frame rate, which was taken as it stands.", nullptr},
    {"One block that is not a track was left out.", "# blocks that are not tracks were left out."},
    {"Bytes that belong to no track were skipped in one place.",
     "Bytes that belong to no track were skipped in # places."},
    {"One track is shorter than it says; what is there was read.",
     "# tracks are shorter than they say; what is there was read."},
    {"One track breaks off before its end; what is there was read.",
     "# tracks break off before their end; what is there was read."},
    {"One track has no end mark.", "# tracks have no end mark."},
    {"What follows the end mark of one track was left out.", "What follows the end mark of # tracks was left out."},
    {"What lies beyond 35 million quarter notes was left out.", nullptr},
    {"One number was written with too many bytes and was taken as far as it makes sense.",
     "# numbers were written with too many bytes and were taken as far as they make sense."},
    {"In one place a status byte is missing; the one before was taken.",
     "In # places a status byte is missing; the one before was taken."},
    {"Bytes that are no event were skipped in one place.", "Bytes that are no event were skipped in # places."},
    {"One damaged event was left out.", "# damaged events were left out."},
    {"One system message that a file may not hold was left out.",
     "# system messages that a file may not hold were left out."},
    {"One tempo, meter or key that makes no sense was left out.",
     "# tempo, meter or key events that make no sense were left out."},
    {"A tempo, meter or key of a later sequence was left out; those of the first hold for all.",
     "# tempo, meter or key events of later sequences were left out; those of the first hold for all."},
    {"A tempo was kept without effect: the file counts time in seconds.",
     "# tempo changes were kept without effect: the file counts time in seconds."},
    {"One note never ends and was ended with its track.", "# notes never end and were ended with their tracks."},
    {"One note end without a note was left out.", "# note ends without a note were left out."},
}};

} // namespace

std::vector<std::string> MidiFlaws::sentences() const
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        if (counts_[i] == 0)
            continue;
        const Wording& wording = kWordings[i];
        if (counts_[i] == 1 || !wording.several) {
            result.emplace_back(wording.one);
            continue;
        }
        std::string sentence = wording.several;
        sentence.replace(sentence.find('#'), 1, std::to_string(counts_[i]));
        result.push_back(std::move(sentence));
    }
    return result;
}

} // namespace continuo
