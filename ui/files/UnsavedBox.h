// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/files/SafetyCopy.h"

class QWidget;

namespace continuo::ui {

/// Asks about each folder in turn whether its changes are to come back, to wait, or to be deleted. `bringBack` gets the
/// first that is to come back, and ends the asking; the others wait. Returns at once.
void offerUnsaved(QWidget* window, std::vector<UnsavedFolder> folders, std::function<void(UnsavedFolder)> bringBack);

} // namespace continuo::ui
