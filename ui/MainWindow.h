// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/edit/Document.h"
#include "core/playback/AudioEngine.h"
#include "ui/Actions.h"
#include "ui/Desk.h"
#include "ui/files/SafetyCopy.h"

#include <QMainWindow>

class QLabel;

namespace continuo::ui {

class LevelMeter;
class SuggestPanel;
class TrackList;
class TransportBar;

/// What the window is built on; the program owns it and it outlives the window.
struct Services {
    Document& document;
    AudioEngine& audio;
    SuggestionService& suggestions;     ///< its events come on the UI thread
    AudioExporter exportAudio;
    SoundRack* sound = nullptr;         ///< null: sound cannot be chosen
    QString unsavedRoot{};              ///< where copies of unsaved changes are kept; empty: nowhere
    EngineProcess* engine = nullptr;    ///< what `suggestions` is; null: its model cannot be chosen
};

/// The window: creates its parts, lays them out and connects them. Decides nothing else.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const Services& services, QWidget* parent = nullptr);
    ~MainWindow() override;

    Desk& desk() { return desk_; }
    QAction& action(Command command) { return actions_[command]; }
    /// A sentence about the suggestion engine, shown for as long as it holds.
    void setEngineSentence(const QString& sentence);
    /// Opens a song without asking; the error is the caller's to show.
    Result<void> load(const QString& path) { return files_.load(path); }
    /// Asks whether changes are wanted back that were not saved when a program ended; nothing happens when there are none.
    void offerUnsaved();

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void layOut();
    void buildStatusBar();
    void connectParts();
    void connectSuggestions();
    void connectSound(AudioEngine& audio);
    void suggestionsChanged();
    /// The ruler names the chords of the song with the candidate on show.
    void nameSuggestedChords();
    /// Says which candidate is on show while one can be accepted, or which part of it was chosen; assistive technology
    /// hears it.
    void sayCandidate();
    void refreshEngine();
    void applyTheme(const Theme& theme);
    void songLoaded();
    void refreshTitle();
    /// Actions are looked at again once the event at hand is done.
    void refreshActionsSoon();

    DocumentBridge bridge_;
    EditorState state_;
    Appearance appearance_;
    SuggestionController suggestions_;
    Playback playback_;
    Recorder recorder_;
    NoteCommands notes_;
    SongFiles files_;
    SafetyCopy safety_;
    RollView* view_;
    CaretMode caret_;
    TypingPiano piano_{playback_, this};
    TapTempo taps_;
    Desk desk_;
    Actions actions_;
    TransportBar* transport_ = nullptr;
    TrackList* tracks_ = nullptr;
    SuggestPanel* panel_ = nullptr;
    QLabel* pointer_ = nullptr;
    QLabel* engine_ = nullptr;
    QLabel* sound_ = nullptr;
    LevelMeter* meter_ = nullptr;
    QString engineSentence_;
    QString candidateSentence_;
    int saidPart_ = 0;
    bool hasShelf_ = false;         ///< there was a suggestion a moment ago
    bool refreshPosted_ = false;
    bool mayClose_ = false;
};

} // namespace continuo::ui
