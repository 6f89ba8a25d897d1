// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Settings.h"
#include "ui/assist/EngineProcess.h"

#include <QFileInfo>
#include <QStandardPaths>

/// The model that was chosen, kept between starts: a folder; empty for the engine's own choice. And where one's own lie.
namespace continuo::ui {

/// The engine's own choice, too, when the one that was kept is no longer there.
inline QString keptModel()
{
    const QString folder = keptSettings().value(QStringLiteral("suggestions/model")).toString();
    return QFileInfo::exists(folder + QStringLiteral("/model.json")) ? folder : QString();
}

inline void keepModel(const QString& folder)
{
    keptSettings().setValue(QStringLiteral("suggestions/model"), folder);
}

/// Keeps it, and has the engine load it.
inline void useModel(EngineProcess& engine, const QString& folder)
{
    keepModel(folder);
    engine.chooseModel(folder);
    engine.prewarm();
}

/// $XDG_DATA_HOME/continuo/models, where `continuo-cli` finds models by their names.
inline QString ownModelsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/continuo/models");
}

} // namespace continuo::ui
