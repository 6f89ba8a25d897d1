// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MainWindow.h"

#include "ui/ErrorBox.h"
#include "ui/FieldKeys.h"
#include "ui/PitchText.h"
#include "ui/assist/CandidateFacts.h"
#include "ui/assist/GhostMarks.h"
#include "ui/assist/GhostSight.h"
#include "ui/assist/GhostTips.h"
#include "ui/assist/SuggestPanel.h"
#include "ui/files/MidiDrag.h"
#include "ui/files/RecentSongs.h"
#include "ui/files/UnsavedBox.h"
#include "ui/operations/TimeOperations.h"
#include "ui/pianoroll/CaretMark.h"
#include "ui/pianoroll/RollAccess.h"
#include "ui/pianoroll/SpacePan.h"
#include "ui/sound/LevelMeter.h"
#include "ui/tracks/TrackList.h"
#include "ui/transport/TransportBar.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QSplitter>
#include <QStatusBar>
#include <QTimer>

namespace continuo::ui {

MainWindow::MainWindow(const Services& services, QWidget* parent)
    : QMainWindow(parent), bridge_(services.document), suggestions_(services.suggestions, bridge_, state_),
      playback_(services.audio, state_, [this] { return suggestions_.songWithShown(); }),
      recorder_(services.audio, services.document, state_, playback_),
      notes_(services.document, state_, [this](Pitch pitch, int velocity) { playback_.audition(pitch, velocity); },
             [this](const QString& sentence) { statusBar()->showMessage(sentence); }),
      files_(services.document, services.exportAudio, *this), safety_(services.document, services.unsavedRoot),
      view_(new RollView(bridge_, state_, this)),
      caret_(bridge_, state_, view_->roll(), [this](Pitch pitch, int velocity) { playback_.audition(pitch, velocity); }),
      desk_{services.document, state_, notes_, playback_, recorder_, suggestions_, files_, appearance_, *view_, caret_,
            services.sound, services.engine, piano_, taps_, *this, actions_,
            [this](const QString& sentence) { statusBar()->showMessage(sentence); }},
      actions_(desk_, *this, *view_)
{
    setAcceptDrops(true);
    state_.setOptions(keptRollOptions());
    QCoreApplication::instance()->installEventFilter(new FieldKeys(this));
    QCoreApplication::instance()->installEventFilter(&piano_);
    resize(1280, 800);
    layOut();
    buildStatusBar();
    connectParts();
    connectSuggestions();
    connectSound(services.audio);
    applyTheme(appearance_.theme());
    songLoaded();
    view_->roll().setFocus();
}

MainWindow::~MainWindow()
{
    // A field with the focus gives away what was typed into it when it goes: while all that it speaks to is there.
    if (QWidget* focused = focusWidget())
        focused->clearFocus();
    delete takeCentralWidget();
}

void MainWindow::layOut()
{
    const auto list = [this](std::initializer_list<Command> commands) {
        std::vector<QAction*> found;
        for (const Command command : commands)
            found.push_back(&actions_[command]);
        return found;
    };
    actions_.fillMenuBar(*menuBar());
    QMenu& fileMenu = *menuBar()->actions().front()->menu();
    fileMenu.insertMenu(fileMenu.actions().at(fileMenu.actions().indexOf(&actions_[Command::Open]) + 1), makeRecentMenu(files_, this));
    transport_ = new TransportBar(bridge_, state_,
                                  {list({Command::ToStart, Command::Play, Command::Record, Command::Loop, Command::Metronome}),
                                   list({Command::SelectTool, Command::PencilTool, Command::EraseTool, Command::SplitTool}),
                                   list({Command::Undo, Command::Redo})},
                                  this);
    tracks_ = new TrackList(bridge_, state_, actions_[Command::AddTrack], this);
    const auto asks = list({Command::Continue, Command::Harmonize, Command::Vary, Command::Infill, Command::Accompany});
    panel_ = new SuggestPanel(suggestions_, bridge_, state_,
                              {asks, &actions_[Command::Accept], &actions_[Command::AcceptPart], &actions_[Command::Reject],
                               &actions_[Command::Again],
                               {&actions_[Command::CaretMode], asks, &actions_[Command::DemoSong], &actions_[Command::Keys], &actions_[Command::Tips]}},
                              this);
    actions_.attachShelf(panel_->shelf());

    auto* columns = new QSplitter(Qt::Horizontal, this);
    columns->setHandleWidth(1);
    columns->setChildrenCollapsible(false);
    columns->addWidget(tracks_);
    columns->addWidget(view_);
    columns->addWidget(panel_);
    columns->setStretchFactor(1, 1);
    columns->setSizes({210, 800, 250});
    auto* central = new QWidget(this);
    auto* rows = new QVBoxLayout(central);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(transport_);
    rows->addWidget(columns, 1);
    setCentralWidget(central);
}

void MainWindow::buildStatusBar()
{
    pointer_ = new QLabel(this);
    pointer_->setObjectName(QStringLiteral("place"));
    engine_ = new QLabel(this);
    sound_ = new QLabel(this);
    engine_->setObjectName(QStringLiteral("engineState"));
    sound_->setObjectName(QStringLiteral("soundState"));
    for (QLabel* label : {pointer_, engine_, sound_}) {
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setContentsMargins(8, 0, 8, 0);
        label->setMinimumWidth(1); // a long sentence does not widen the window
        statusBar()->addPermanentWidget(label);
    }
    meter_ = new LevelMeter(this);
    statusBar()->addPermanentWidget(meter_);
    auto* drag = new MidiDrag([this] {
        const Selection& selected = state_.selection();
        return MidiDrag::Given{excerptOf(bridge_.document().committedSong(), selected),
                               QFileInfo(files_.title()).completeBaseName() + (selected.isEmpty() ? QString() : tr(" excerpt"))};
    }, this);
    drag->setForegroundRole(QPalette::PlaceholderText);
    connect(drag, &MidiDrag::failed, this, desk_.say);
    statusBar()->addPermanentWidget(drag);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectParts()
{
    connect(&bridge_, &DocumentBridge::changed, &playback_, &Playback::songChanged);
    connect(&bridge_, &DocumentBridge::changed, this, [this](const Change& change) {
        if (change.cause != Change::Cause::Preview)
            state_.followSong(bridge_.document().song());
    });
    connect(&bridge_, &DocumentBridge::loaded, this, &MainWindow::songLoaded);
    connect(&bridge_, &DocumentBridge::historyChanged, this, &MainWindow::refreshTitle);
    connect(&files_, &SongFiles::pathChanged, this, &MainWindow::refreshTitle);
    connect(&files_, &SongFiles::pathChanged, &safety_, [this] { safety_.songPathChanged(files_.path()); });
    connect(&safety_, &SafetyCopy::failed, this, desk_.say);
    connect(&files_, &SongFiles::said, this, [this](const QString& sentence) { statusBar()->showMessage(sentence); });

    connect(&playback_, &Playback::moved, this, [this](Tick at) {
        view_->setPlayhead(at, playback_.isPlaying() ? PianoRoll::Follow::Yes : PianoRoll::Follow::No);
        transport_->setPosition(at);
    });
    connect(&view_->ruler(), &RulerStrip::seekRequested, &playback_, &Playback::seek);
    connect(&view_->ruler(), &RulerStrip::menuRequested, this, [this](Tick at, QPoint where) {
        openTimeMenu({bridge_.document(), state_, at, true}, where, *this, [this] { suggestions_.leave(); });
    });
    connect(&view_->keyboard(), &KeyboardStrip::keyPressed, &playback_, &Playback::pressKey);
    connect(&view_->keyboard(), &KeyboardStrip::keyReleased, &playback_, &Playback::releaseKey);
    connect(&view_->roll(), &PianoRoll::auditioned, &playback_, &Playback::audition);
    connect(&view_->roll(), &PianoRoll::pointerMoved, this, [this](Tick at, Pitch pitch) {
        const Song& song = bridge_.document().song();
        const BarPosition position = song.meters.position(at);
        pointer_->setText(tr("Bar %1, beat %2   %3").arg(position.bar).arg(position.beat)
                              .arg(pitchText(pitch, song, at)));
    });

    connect(&view_->roll(), &PianoRoll::said, this, desk_.say);
    connect(&playback_, &Playback::playingChanged, &view_->roll(), &PianoRoll::resumeFollowing);
    connect(&state_, &EditorState::optionsChanged, this, [this] {
        keep(state_.options());
        refreshActionsSoon();
    });
    connect(&view_->keyHint(), &KeyHint::hintChanged, this, &MainWindow::refreshActionsSoon);
    connect(new SpacePan(view_->roll()), &SpacePan::tapped, &actions_[Command::Play], &QAction::trigger);
    connect(&view_->roll(), &PianoRoll::menuRequested, this, [this](QPoint at) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        actions_.refresh();
        actions_.fillNoteMenu(*menu);
        menu->popup(at);
    });
    new RollAccess(bridge_, state_, caret_, view_->roll());
    new CaretMark(caret_, state_, view_->roll());
    connect(&caret_, &CaretMode::said, pointer_, &QLabel::setText);
    connect(&caret_, &CaretMode::changed, this, &MainWindow::refreshActionsSoon);

    connect(&state_, &EditorState::selectionChanged, this, [this] { bridge_.document().endRun(); });
    connect(&appearance_, &Appearance::changed, this, &MainWindow::applyTheme);
    connect(&bridge_, &DocumentBridge::changed, this, &MainWindow::refreshActionsSoon);
    connect(&playback_, &Playback::playingChanged, this, &MainWindow::refreshActionsSoon);
    connect(&playback_, &Playback::settingsChanged, this, &MainWindow::refreshActionsSoon);
    connect(&files_, &SongFiles::exportingChanged, this, &MainWindow::refreshActionsSoon);
    connect(&recorder_, &Recorder::changed, this, &MainWindow::refreshActionsSoon);
    connect(&recorder_, &Recorder::said, this, [this](const QString& sentence) { statusBar()->showMessage(sentence); });
    connect(&state_, &EditorState::selectionChanged, this, &MainWindow::refreshActionsSoon);
    connect(&state_, &EditorState::toolChanged, this, &MainWindow::refreshActionsSoon);
    connect(&state_, &EditorState::snapGridChanged, this, &MainWindow::refreshActionsSoon);
    connect(&state_, &EditorState::loopChanged, this, &MainWindow::refreshActionsSoon);
}

void MainWindow::connectSuggestions()
{
    connect(&suggestions_, &SuggestionController::changed, this, &MainWindow::suggestionsChanged);
    connect(&bridge_, &DocumentBridge::changed, this, &MainWindow::nameSuggestedChords);
    new GhostMarks(suggestions_, appearance_, view_->roll());
    new GhostTips(suggestions_, view_->roll());
    new GhostSight(suggestions_, view_->roll());
    connect(&actions_[Command::Why], &QAction::triggered, panel_, &SuggestPanel::showReasons);
    connect(&actions_[Command::Tips], &QAction::triggered, this, [this] { panel_->setShowsSteps(FirstSteps::areWanted()); });
    connect(&suggestions_, &SuggestionController::failed, this, [this](const QString& sentence) {
        statusBar()->showMessage(sentence);
    });
}

void MainWindow::connectSound(AudioEngine& audio)
{
    connect(&playback_, &Playback::looked, meter_, [this, &audio] { meter_->take(audio.takePeaks()); });
    connect(&piano_, &TypingPiano::changed, this, &MainWindow::refreshActionsSoon);
    connect(&piano_, &TypingPiano::said, this, [this](const QString& sentence) { statusBar()->showMessage(sentence); });
    connect(meter_, &LevelMeter::doubleClicked, &actions_[Command::SoundSettings], &QAction::trigger);
    if (SoundRack* const rack = desk_.sound) {
        connect(rack, &SoundRack::changed, this, [this, rack] { sound_->setText(rack->sentence()); });
        connect(rack, &SoundRack::said, this, [this](const QString& sentence) { statusBar()->showMessage(sentence); });
    }
}

void MainWindow::suggestionsChanged()
{
    using State = SuggestionController::State;
    view_->roll().setGhosts(suggestions_.shown(), suggestions_.replaced(), suggestions_.replacedTracks());
    nameSuggestedChords();
    playback_.songChanged();
    refreshActionsSoon();
    refreshEngine();
    if (suggestions_.state() == State::Working && suggestions_.candidateCount() == 0) {
        statusBar()->clearMessage();
        view_->roll().reveal(suggestions_.target());
        panel_->shelf().setFocus();
    } else if (suggestions_.state() == State::Idle && std::exchange(hasShelf_, false)
               && (focusWidget() == nullptr || panel_->isAncestorOf(focusWidget()))) {
        view_->roll().setFocus(); // the shelf is gone
    }
    hasShelf_ = suggestions_.state() != State::Idle;
    sayCandidate();
}

void MainWindow::nameSuggestedChords()
{
    if (suggestions_.canAccept())
        view_->ruler().setSuggested(suggestions_.songWithShown(), suggestions_.target());
    else
        view_->ruler().setSuggested({}, {});
}

void MainWindow::sayCandidate()
{
    if (const std::vector<SuggestionPart> parts = suggestions_.parts(); suggestions_.partIndex() != saidPart_ && !parts.empty()) {
        saidPart_ = suggestions_.partIndex();
        const auto index = static_cast<std::size_t>(std::min(saidPart_, static_cast<int>(parts.size()) - 1));
        candidateSentence_ = tr("%1. Shift+Return keeps only that.").arg(suggestions_.partName(parts[index]));
        statusBar()->showMessage(candidateSentence_);
        return;
    }
    QString sentence;
    if (const Suggestion* shown = suggestions_.shown(); shown && suggestions_.canAccept())
        sentence = tr("Candidate %1 of %2, %3. Return keeps it, Escape drops it.")
                       .arg(suggestions_.shownIndex() + 1)
                       .arg(suggestions_.candidateCount())
                       .arg(candidateText(suggestions_.askedSong(), *shown));
    if (!sentence.isEmpty())
        statusBar()->showMessage(sentence);
    else if (statusBar()->currentMessage() == candidateSentence_)
        statusBar()->clearMessage();
    candidateSentence_ = sentence;
}

void MainWindow::refreshEngine()
{
    const bool working = suggestions_.state() == SuggestionController::State::Working;
    engine_->setToolTip(engineSentence_);
    engine_->setText(working ? tr("Writing a suggestion …") : engineSentence_);
}

void MainWindow::applyTheme(const Theme& theme)
{
    view_->setTheme(theme);
    transport_->setTheme(theme);
    tracks_->setTheme(theme);
    refreshActionsSoon();
}

void MainWindow::songLoaded()
{
    const Song& song = bridge_.document().song();
    playback_.stop();
    playback_.seek(Tick(0));
    state_.setLoop({});
    state_.setSelection({});
    state_.setActiveTrack({});
    state_.followSong(song);
    state_.setTool(song.noteCount() == 0 ? ToolKind::Pencil : ToolKind::Select);
    view_->showBeginning();
    refreshTitle();
    actions_.refresh();
}

void MainWindow::setEngineSentence(const QString& sentence)
{
    engineSentence_ = sentence;
    refreshEngine();
}

void MainWindow::offerUnsaved()
{
    ui::offerUnsaved(this, unsavedFolders(safety_.root()), [this](UnsavedFolder folder) {
        const auto left = std::make_shared<UnsavedFolder>(std::move(folder));
        files_.whenSaved([this, left] {
            if (const auto loaded = files_.loadUnsaved(left->copy(), left->songPath()); loaded)
                safety_.goOnWith(std::move(*left));
            else
                showErrorBox(this, QString::fromStdString(loaded.error().message));
        });
    });
}

void MainWindow::refreshTitle()
{
    setWindowTitle(QStringLiteral("%1[*] – Continuo").arg(files_.title()));
    setWindowModified(bridge_.document().isModified());
}

void MainWindow::refreshActionsSoon()
{
    if (std::exchange(refreshPosted_, true))
        return;
    QTimer::singleShot(0, this, [this] {
        refreshPosted_ = false;
        actions_.refresh();
    });
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!event->spontaneous())
        view_->showBeginning();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (mayClose_ || (!bridge_.document().isModified() && !files_.isSaving())) {
        event->accept();
        return;
    }
    event->ignore();
    files_.whenSaved([this] {
        mayClose_ = true;
        close();
    });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    files_.open(event->mimeData()->urls().front().toLocalFile());
    event->acceptProposedAction();
}

} // namespace continuo::ui
