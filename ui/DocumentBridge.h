// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"

#include <QObject>

namespace continuo::ui {

/// The document's observers as Qt signals. UI thread.
class DocumentBridge : public QObject {
    Q_OBJECT

public:
    explicit DocumentBridge(Document& document, QObject* parent = nullptr);

    Document& document() const { return document_; }

Q_SIGNALS:
    /// After every change of what is seen and heard, previews included.
    void changed(const continuo::Change& change);
    /// Another song was loaded; comes after `changed`.
    void loaded();
    /// Undo, redo or the saved mark may have changed.
    void historyChanged();

private:
    Document& document_;
    Observation observation_;
};

} // namespace continuo::ui
