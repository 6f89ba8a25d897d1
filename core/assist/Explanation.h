// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Prompt.h"
#include "core/assist/RowModel.h"
#include "core/assist/Sampler.h"
#include "core/assist/Suggestion.h"

#include <span>
#include <stop_token>
#include <vector>

namespace continuo {

/// How a choice stood among the others. Values are indices of the logits.
ChoiceExplanation explainChoice(std::span<const float> logits, std::span<const std::uint8_t> allowed, int taken);

/// What the model thinks of every choice of the prompt's target cells, their notes given: nats of surprise a note, in
/// the order of the cells, without rules and without the ends of cells. Fails with code Cancelled soon after a stop.
Result<std::vector<double>> noteSurprises(RowModel& model, const Prompt& prompt, const Score& score, std::stop_token stop = {});

/// The influences of the prompt's context on each note of its target, the strongest five of each note, found by leaving
/// out one bar of one track at a time: at most `most` of those that hold notes, the nearest to the target first. Takes
/// one reading of the whole sequence for each. Fails with code Cancelled soon after a stop.
Result<std::vector<std::vector<Influence>>> influencesOf(RowModel& model, const Prompt& prompt, const Score& score, int most,
                                                         std::stop_token stop = {});

} // namespace continuo
