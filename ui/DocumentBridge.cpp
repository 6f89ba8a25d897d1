// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/DocumentBridge.h"

namespace continuo::ui {

DocumentBridge::DocumentBridge(Document& document, QObject* parent)
    : QObject(parent), document_(document), observation_(document.observe([this](const Change& change) {
          Q_EMIT changed(change);
          if (change.cause == Change::Cause::Load)
              Q_EMIT loaded();
          if (change.cause != Change::Cause::Preview)
              Q_EMIT historyChanged();
      }))
{
}

} // namespace continuo::ui
