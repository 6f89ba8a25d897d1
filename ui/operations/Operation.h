// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "ui/actions/Command.h"
#include "ui/EditorState.h"
#include "ui/operations/Parameter.h"

#include <span>
#include <vector>

namespace continuo::ui {

/// What an operation works on.
struct OperationPlace {
    Document& document;
    EditorState& state;
    Tick at;                ///< where new notes go: the caret, else the playhead
    bool isPointedAt = false; ///< the place was pointed at, and is what is meant
};

/// A command that asks for something first: its dialog is made from its parameters. It has either an edit, which is
/// previewed while one types, or a choice of notes.
struct Operation {
    Command command;
    const char* title;
    const char* explanation;
    std::vector<Parameter> parameters;
    Edit (*edit)(const OperationPlace&, const Values&) = nullptr;
    Selection (*select)(const OperationPlace&, const Values&) = nullptr;
    /// What a field shows at first; without it what was typed last, which is kept.
    QString (*shown)(const OperationPlace&, const std::string& parameter) = nullptr;
    bool settlesOverlaps = true; ///< notes that it makes overlap give way
};

std::span<const Operation> operationTable();

/// The operation of this command, which must have one.
const Operation& operationOf(Command command);

} // namespace continuo::ui
