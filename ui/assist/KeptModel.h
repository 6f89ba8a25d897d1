// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Settings.h"

/// The model that was chosen, kept between starts: a folder; empty for the engine's own choice.
namespace continuo::ui {

inline QString keptModel()
{
    return keptSettings().value(QStringLiteral("suggestions/model")).toString();
}

inline void keepModel(const QString& folder)
{
    keptSettings().setValue(QStringLiteral("suggestions/model"), folder);
}

} // namespace continuo::ui
