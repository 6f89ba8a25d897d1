// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/ActionTable.h"

/// The rows of the table, an area a file.
namespace continuo::ui {

std::span<const ActionRow> fileActions();
/// Undo, the clipboard, the selection.
std::span<const ActionRow> editActions();
/// What changes the selected notes.
std::span<const ActionRow> noteActions();
/// Tools, caret and grid.
std::span<const ActionRow> toolActions();
/// How the roll looks and answers.
std::span<const ActionRow> rollActions();
std::span<const ActionRow> trackActions();
/// Playing and recording, and what changes in the course of the song: tempo, meter, key, markers, and its bars.
std::span<const ActionRow> transportActions();
/// Suggestions.
std::span<const ActionRow> assistActions();
/// What is seen, and help.
std::span<const ActionRow> viewActions();

} // namespace continuo::ui
