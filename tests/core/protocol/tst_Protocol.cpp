// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/Protocol.h"

#include "core/base/Random.h"
#include "core/io/MidiFile.h"

#include "support/QtText.h"
#include "support/SongText.h"

#include <QtTest>

using namespace continuo;
using namespace continuo::protocol;

namespace {

/// Three tracks, of which the first and the last have no notes, and ids that are not their numbers.
Song songWithEmptyTracks()
{
    Song song = songFromText("Flute: C4 q | E4 q @3\nBass: C2+G2 w v100");
    for (const char* name : {"Silent", "Also silent"}) {
        Track silent;
        silent.id = TrackId(song.lastId + 7);
        silent.name = name;
        song = withNewTrack(song, silent);
    }
    std::rotate(song.tracks.begin(), song.tracks.begin() + 2, song.tracks.begin() + 3);
    return song;
}

SuggestionRequest fullRequest()
{
    SuggestionRequest request;
    request.id = 7;
    request.task = Task::Continue;
    request.song = songWithEmptyTracks();
    request.firstBar = 2;
    request.lastBar = 5;
    request.tracks = {request.song.tracks[1]->id, request.song.tracks[3]->id};
    request.sampling = {0.7, 12, 0.9, false, std::numeric_limits<std::uint64_t>::max()};
    request.candidates = 3;
    request.styles = {"chorale"};
    request.key = KeySignature{-1, Mode::Minor};
    request.lockScale = true;
    request.range = PitchRange{Pitch(48), Pitch(72)};
    request.density = DensityRange{0.25, 2.5};
    request.polyphony = 4;
    request.drafts = 9;
    request.character.stepShare = 0.75;
    request.character.meanPitch = 61.5;
    return request;
}

SuggestionRequest sent(const SuggestionRequest& request)
{
    const auto message = decodeClientMessage(encode(Suggest{request}));
    if (!message)
        qFatal("%s", message.error().message.c_str());
    return std::get<Suggest>(*message).request;
}

/// The message of a refusal, or nothing when the line was understood.
QString refusalOf(const std::string& line)
{
    const auto message = decodeClientMessage(line);
    return message ? QString() : QString::fromStdString(message.error().message);
}

std::string suggestLineWith(const QString& before, const QString& after)
{
    QString line = QString::fromStdString(encode(Suggest{fullRequest()}));
    if (!line.contains(before))
        qFatal("the line has no %s", qPrintable(before));
    return line.replace(before, after).toStdString();
}

} // namespace

class tst_Protocol : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestArrivesAsItWasSent()
    {
        const SuggestionRequest request = fullRequest();
        const SuggestionRequest there = sent(request);
        QCOMPARE(there.id, request.id);
        QCOMPARE(there.task, request.task);
        QCOMPARE(there.firstBar, 2);
        QCOMPARE(there.lastBar, 5);
        QCOMPARE(there.sampling.temperature, 0.7);
        QCOMPARE(there.sampling.topK, 12);
        QCOMPARE(there.sampling.topP, 0.9);
        QCOMPARE(there.sampling.seed, request.sampling.seed);
        QCOMPARE(there.candidates, 3);
        QCOMPARE(there.styles, std::vector<std::string>{"chorale"});
        QVERIFY(there.key == request.key);
        QVERIFY(there.lockScale);
        QCOMPARE(int(there.range->highest.number), 72);
        QCOMPARE(there.density->lowest, 0.25);
        QCOMPARE(there.polyphony, std::optional(4));
        QCOMPARE(there.drafts, 9);
        QCOMPARE(there.character.stepShare, std::optional(0.75));
        QCOMPARE(there.character.meanPitch, std::optional(61.5));
        QVERIFY(!there.character.energy);
        QCOMPARE(there.tracks.size(), 2u);
        QCOMPARE(there.song.trackIndex(there.tracks[0]), 1);
        QCOMPARE(there.song.trackIndex(there.tracks[1]), 3);
    }

    void oneStyleAndSeveralArrive()
    {
        SuggestionRequest request = fullRequest();
        for (const std::vector<std::string>& styles : {std::vector<std::string>{}, {"jazz"}, {"folk", "art song"}}) {
            request.styles = styles;
            QCOMPARE(sent(request).styles, styles);
        }
    }

    void tasksBringTheirOwnFields()
    {
        SuggestionRequest harmonize = fullRequest();
        harmonize.task = Task::Harmonize;
        harmonize.melody = harmonize.song.tracks[1]->id;
        harmonize.harmonizeAs = HarmonizeAs::Piano;
        QCOMPARE(sent(harmonize).harmonizeAs, HarmonizeAs::Piano);
        QCOMPARE(sent(harmonize).song.trackIndex(*sent(harmonize).melody), 1);

        SuggestionRequest vary = fullRequest();
        vary.task = Task::Vary;
        vary.closeness = 0.25;
        vary.keep.rhythm = vary.keep.harmony = true;
        QCOMPARE(sent(vary).closeness, 0.25);
        QVERIFY(sent(vary).keep == vary.keep);
    }

    void promisesArriveAsTheyWereMade()
    {
        SuggestionRequest request = fullRequest();
        request.span = 12;
        request.grid = kTicksPerQuarter / 2;
        request.voiceLeading = true;
        request.chords = {{Tick(0), *parseChord("Am7")}, {kTicksPerQuarter * 4, *parseChord("F/A")}};
        request.chordTones = ChordTones::StrongBeats;
        const Track& track = *request.song.tracks[2];
        const Note locked = notesInSongTime(track).front();
        request.lockedNotes = {locked.id};
        const SuggestionRequest there = sent(request);
        QCOMPARE(there.span, request.span);
        QVERIFY(there.grid == request.grid);
        QVERIFY(there.voiceLeading);
        QVERIFY(there.chords == request.chords);
        QCOMPARE(there.chordTones, ChordTones::StrongBeats);
        QCOMPARE(there.lockedNotes.size(), std::size_t{1});
        const auto notes = notesInSongTime(*there.song.tracks[2]);
        const auto found = std::find_if(notes.begin(), notes.end(), [&](const Note& note) { return note.id == there.lockedNotes[0]; });
        QVERIFY(found != notes.end());
        QVERIFY(found->start == locked.start && found->pitch == locked.pitch);
    }

    void songKeepsItsTracksAndTheirOrder()
    {
        const Song song = songWithEmptyTracks();
        const Song there = sent(fullRequest()).song;
        QCOMPARE(there.tracks.size(), song.tracks.size());
        for (std::size_t i = 0; i < song.tracks.size(); ++i) {
            QCOMPARE(there.tracks[i]->name, song.tracks[i]->name);
            QCOMPARE(notesInSongTime(*there.tracks[i]).size(), notesInSongTime(*song.tracks[i]).size());
        }
        QCOMPARE(textOf(*there.tracks[2]), textOf(*song.tracks[2]));
    }

    void songsOfAnyShapeKeepTheirTracks()
    {
        Random random(20240801);
        for (int round = 0; round < 300; ++round) {
            Song song;
            const int tracks = random.below(6);
            for (int t = 0; t < tracks; ++t) {
                Track track;
                track.id = TrackId(song.lastId + 1 + static_cast<std::uint64_t>(random.below(5)));
                track.name = random.chance(0.3) ? "" : "Part " + std::to_string(t);
                track.channel = random.below(16);
                track.fileTrack = random.below(4) - 1; // several may come from one chunk, also from the first
                Clip clip{ClipId(track.id.value + 1), Tick(0), Tick(0), {}};
                const int count = random.chance(0.4) ? 0 : random.below(5);
                std::vector<Note> notes;
                for (int n = 0; n < count; ++n)
                    notes.push_back({NoteId(track.id.value + 2 + static_cast<std::uint64_t>(n)), kTicksPerQuarter * n,
                                          kTicksPerQuarter, Pitch(60 + random.below(12))});
                clip.notes = std::move(notes);
                if (random.chance(0.7))
                    track.clips.push_back(std::make_shared<const Clip>(clip));
                song = withNewTrack(song, track);
            }
            song.layout.format = random.below(3);
            const auto there = readMidi(songBytes(song), "song");
            if (song.tracks.empty())
                continue;
            QVERIFY2(there.ok(), there.ok() ? "" : there.error().message.c_str());
            QCOMPARE(there->song.tracks.size(), song.tracks.size());
            for (std::size_t i = 0; i < song.tracks.size(); ++i)
                QCOMPARE(there->song.tracks[i]->noteCount(), song.tracks[i]->noteCount());
        }
    }

    void trackNumbersLeadBackToIds()
    {
        const Song song = songWithEmptyTracks();
        const TrackNumbers numbers(song);
        for (int n = 0; n < 10; ++n)
            QCOMPARE(numbers.number(numbers.track(n)), n);
        QCOMPARE(numbers.track(1), song.tracks[1]->id);
        QCOMPARE(numbers.track(4), TrackId(song.lastId + 1));
        QCOMPARE(numbers.number(TrackId(9999999)) >= 4, true);
        QCOMPARE(numbers.track(-1), TrackId());
    }

    void eventsArriveAsTheyWereSent()
    {
        const Song song = songWithEmptyTracks();
        const TrackNumbers tracks(song);
        const Range<Tick> target{Tick(100), Tick(900)};
        const SuggestedTrack added{TrackId(song.lastId + 1), "Bass", 3, 32};
        SuggestedNote note{song.tracks[1]->id, {}, 0.125};
        note.note = {NoteId(), Tick(123456789), Tick(61), Pitch(61), 99, 64, Origin::Suggestion};
        SuggestedNote addedNote = note;
        addedNote.track = added.id;

        using Kind = SuggestionEvent::Kind;
        SuggestionEvent event;
        event.request = 7;
        event.candidate = 2;
        event.track = added;
        event.note = note;
        event.suggestion = {{added}, {note, addedNote}, {song.tracks[1]->id}, {}, target, 42, {{"closeness", 0.5, 0.25}, {"steps", 1, std::nullopt}}, "art song"};
        event.error = {ErrorCode::Unsatisfiable, "The range holds no pitch of the key."};
        for (const Kind kind : {Kind::Track, Kind::Note, Kind::Candidate, Kind::Finished, Kind::Failed}) {
            event.kind = kind;
            const auto decoded = decodeEngineMessage(encode(event, tracks), tracks, target);
            QVERIFY2(decoded.ok(), decoded.ok() ? "" : decoded.error().message.c_str());
            const auto& there = std::get<SuggestionEvent>(*decoded);
            QCOMPARE(there.request, event.request);
            QVERIFY(there.kind == kind);
            if (kind == Kind::Track) {
                QCOMPARE(there.track.id, added.id);
                QCOMPARE(there.track.name, added.name);
                QCOMPARE(there.track.program, 32);
            }
            if (kind == Kind::Note) {
                QCOMPARE(there.candidate, 2);
                QCOMPARE(there.note.track, note.track);
                QVERIFY(there.note.note == note.note);
                QCOMPARE(there.note.probability, 0.125);
            }
            if (kind == Kind::Candidate) {
                QCOMPARE(there.suggestion.seed, 42u);
                QCOMPARE(there.suggestion.notes.size(), 2u);
                QCOMPARE(there.suggestion.notes[1].track, added.id);
                QCOMPARE(there.suggestion.newTracks.front().channel, 3);
                QCOMPARE(there.suggestion.writtenTracks, event.suggestion.writtenTracks);
                QCOMPARE(there.suggestion.target, target);
                QCOMPARE(there.suggestion.style, std::string("art song"));
                QCOMPARE(there.suggestion.measured.size(), 2u);
                QCOMPARE(there.suggestion.measured[0].measured, std::optional(0.25));
                QVERIFY(!there.suggestion.measured[1].measured);
            }
            if (kind == Kind::Failed) {
                QCOMPARE(there.error.code, ErrorCode::Unsatisfiable);
                QCOMPARE(there.error.message, event.error.message);
            }
        }
    }

    void otherMessagesArriveAsTheyWereSent()
    {
        QCOMPARE(std::get<Cancel>(*decodeClientMessage(encode(Cancel{9}))).id, 9u);
        QVERIFY(std::holds_alternative<Ping>(*decodeClientMessage(encode(Ping{}))));
        QVERIFY(std::holds_alternative<Info>(*decodeClientMessage(encode(Info{}))));
        QVERIFY(std::holds_alternative<Quit>(*decodeClientMessage(encode(Quit{}))));
        const auto decoded = [](const EngineMessage& message) { return *decodeEngineMessage(encode(message), {}, {}); };
        QCOMPARE(std::get<Hello>(decoded(Hello{1, "continuo-cli", "0.1"})).version, std::string("0.1"));
        QCOMPARE(std::get<Ready>(decoded(Ready{"S", "cpu", "/models/S"})).model, std::string("S"));
        QCOMPARE(std::get<Ready>(decoded(Ready{"S", "cpu", "/models/S"})).folder, std::string("/models/S"));
        QCOMPARE(std::get<Log>(decoded(Log{"a\nb"})).message, std::string("a\nb"));
        QVERIFY(std::holds_alternative<Pong>(decoded(Pong{})));
    }

    void infoTellsStylesAndModels()
    {
        const ModelCard card{"my-style", "/home/ann/my style", "S", 5'641'984, {{"jsb", 227, "none"}, {"mine", 80, ""}}};
        const auto message = *decodeEngineMessage(encode(EngineInfo{true, "S", "cpu", {"any", "jig"}, {card}}), {}, {});
        const auto& info = std::get<EngineInfo>(message);
        QCOMPARE(info.styles.size(), 2u);
        QCOMPARE(info.models.size(), 1u);
        QCOMPARE(info.models[0].name, card.name);
        QCOMPARE(info.models[0].folder, card.folder);
        QCOMPARE(info.models[0].from, card.from);
        QCOMPARE(info.models[0].weights, card.weights);
        QCOMPARE(info.models[0].corpora.size(), 2u);
        QCOMPARE(info.models[0].corpora[0].licences, std::string("none"));
        QCOMPARE(info.models[0].corpora[1].pieces, 80);
    }

    void enginesOfBeforeThatTellNoFolderAndNoModelsAreUnderstood()
    {
        const auto ready = decodeEngineMessage(R"({"type":"ready","model":"S","device":"cpu"})", {}, {});
        QCOMPARE(std::get<Ready>(*ready).folder, std::string());
        const auto message = decodeEngineMessage(R"({"type":"info","loaded":true,"model":"S","device":"cpu","styles":["any"]})", {}, {});
        QVERIFY(std::get<EngineInfo>(*message).models.empty());
    }

    void aLineHoldsNoLineEndAndOnlyUtf8()
    {
        SuggestionEvent event;
        event.kind = SuggestionEvent::Kind::Track;
        event.track.id = TrackId(1);
        event.track.name = "Fl\xf6te\nzwei"; // Latin-1, as older MIDI files have it
        const std::string line = encode(event, {});
        QVERIFY(line.find('\n') == std::string::npos);
        QVERIFY(QString::fromUtf8(line.c_str()).contains("Fl"));
        QVERIFY(decodeEngineMessage(line, {}, {}).ok());
    }

    void wrongLinesAreRefusedWithASentence_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* line, const char* says) { QTest::newRow(line) << line << says; };
        row("", "not valid JSON");
        row("hello", "not valid JSON");
        row("{\"type\":\"ping\"", "not valid JSON");
        row("[]", "one JSON object");
        row("7", "one JSON object");
        row("{}", "\"type\" is missing");
        row("{\"type\":7}", "\"type\" needs a text");
        row("{\"type\":\"dance\"}", "\"dance\" is not known");
        row("{\"type\":\"ping\",\"loud\":true}", "\"loud\" is not known");
        row("{\"type\":\"cancel\"}", "\"id\" is missing");
        row("{\"type\":\"cancel\",\"id\":-1}", "\"id\" needs");
        row("{\"type\":\"cancel\",\"id\":1.5}", "\"id\" needs");
        row("{\"type\":\"suggest\",\"id\":1}", "\"task\" is missing");
        row("{\"type\":\"suggest\",\"id\":1,\"task\":\"continue\",\"first_bar\":1,\"last_bar\":2,\"song\":\"!!\"}", "base64");
        row("{\"type\":\"suggest\",\"id\":1,\"task\":\"continue\",\"first_bar\":1,\"last_bar\":2,\"song\":\"AAAA\"}", "the song that was sent");
    }

    void wrongLinesAreRefusedWithASentence()
    {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const QString refusal = refusalOf(line.toStdString());
        QVERIFY2(refusal.contains(says), qPrintable(refusal));
        QVERIFY2(refusal.endsWith('.'), qPrintable(refusal));
    }

    void wrongFieldsAreRefusedWithASentence_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* before, const char* after, const char* says) { QTest::newRow(after) << before << after << says; };
        row("\"continue\"", "\"compose\"", "\"task\" cannot be \"compose\"");
        row("\"first_bar\":2", "\"first_bar\":0", "\"first_bar\" needs");
        row("\"first_bar\":2", "\"first_bar\":\"2\"", "\"first_bar\" needs");
        row("\"last_bar\":5", "\"last_bar\":1", "\"last_bar\" needs");
        row("\"temperature\":0.7", "\"temperature\":0", "\"temperature\" needs");
        row("\"temperature\":0.7", "\"heat\":0.7", "\"heat\" is not known");
        row("\"top_p\":0.9", "\"top_p\":1e999", "JSON");
        row("\"top_p\":0.9", "\"top_p\":1.01", "\"top_p\" needs");
        row("\"candidates\":3", "\"candidates\":65", "\"candidates\" needs");
        row("\"song_tracks\":4", "\"song_tracks\":3", "\"song_tracks\" does not agree");
        row("\"tracks\":[1,3]", "\"tracks\":[1,4]", "\"tracks\" names track 4");
        row("\"tracks\":[1,3]", "\"tracks\":1", "\"tracks\" needs a list");
        row("\"chorale\"", "\"polka-core\"", "\"style\" cannot be");
        row("\"chorale\"", "[\"jazz\", \"polka-core\"]", "\"style\" cannot be");
        row("\"chorale\"", "[\"jazz\", 3]", "\"style\" needs");
        row("\"chorale\"", "7", "\"style\" needs");
        row("\"D minor\"", "\"H moll\"", "\"key\" needs a key");
        row("\"range\":[48,72]", "\"range\":[72,48]", "\"range\" needs");
        row("\"range\":[48,72]", "\"range\":[48]", "\"range\" needs two");
        row("\"range\":[48,72]", "\"range\":[48,18446744073709551615]", "\"range\" needs");
        row("\"density\":[0.25,2.5]", "\"density\":[-1,2]", "\"density\" needs");
        row("\"polyphony\":4", "\"polyphony\":0", "\"polyphony\" needs");
        row("\"polyphony\":4", "\"span\":128", "\"span\" needs");
        row("\"polyphony\":4", "\"grid\":0", "\"grid\" needs");
        row("\"polyphony\":4", "\"chords\":[{\"at\":0,\"chord\":\"H\"}]", "\"chord\" cannot be");
        row("\"polyphony\":4", "\"chords\":[{\"at\":5,\"chord\":\"C\"},{\"at\":5,\"chord\":\"F\"}]", "order of their time");
        row("\"polyphony\":4", "\"chord_tones\":\"often\"", "\"chord_tones\" cannot be");
        row("\"polyphony\":4", "\"locked_notes\":[{\"track\":1,\"start\":1,\"pitch\":0}]", "does not have");
        row("\"polyphony\":4", "\"keep\":[\"rhythm\"]", "\"keep\" is not known");
        row("\"drafts\":9", "\"drafts\":65", "\"drafts\" needs");
        row("\"steps\":0.75", "\"steps\":1.5", "\"steps\" needs");
        row("\"polyphony\":4", "\"closeness\":0.5", "\"closeness\" is not known");
        row("\"continue\"", "\"harmonize\"", "\"melody\" is missing");
    }

    void wrongFieldsAreRefusedWithASentence()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, says);
        const std::string line = suggestLineWith(before, after);
        const QString refusal = refusalOf(line);
        QVERIFY2(refusal.contains(says), qPrintable(refusal));
        QVERIFY2(refusal.endsWith('.'), qPrintable(refusal));
    }

    void refusalsKnowWhichRequestTheyBelongTo()
    {
        QCOMPARE(requestIdIn(suggestLineWith("\"continue\"", "\"compose\"")), 7u);
        QCOMPARE(requestIdIn("{\"type\":\"ping\"}"), 0u);
        QCOMPARE(requestIdIn("{"), 0u);
    }

    void deepNestingAndBrokenTextDoNoHarm()
    {
        QVERIFY(refusalOf(std::string(200'000, '[')).contains("not valid JSON"));
        QVERIFY(!refusalOf(std::string(100'000, '[') + std::string(100'000, ']')).isEmpty());
        QVERIFY(refusalOf("{\"type\":\"\xff\xfe\"}").contains("not valid JSON"));
    }

    void anyChangeOfALineIsReadOrRefused()
    {
        const std::string line = encode(Suggest{fullRequest()});
        Random random(7);
        int refused = 0;
        for (int round = 0; round < 3000; ++round) {
            std::string changed = line;
            for (int edits = 1 + random.below(4); edits > 0; --edits)
                changed[static_cast<std::size_t>(random.below(static_cast<int>(changed.size())))] = static_cast<char>(random.below(256));
            const auto message = decodeClientMessage(changed);
            if (!message) {
                ++refused;
                QVERIFY(message.error().message.ends_with('.'));
            }
        }
        QVERIFY(refused > 300); // most edits fall into the song, where they change notes or spoil the base64
    }

    void wrongAnswersAreRefusedByTheClient()
    {
        const TrackNumbers tracks(songWithEmptyTracks());
        const std::string note = R"({"type":"note","id":1,"candidate":0,"track":0,"start":0,"length":1,"pitch":60,"velocity":80,"probability":0.5)";
        QVERIFY(decodeEngineMessage(note + "}", tracks, {}).ok());
        QVERIFY(decodeEngineMessage(note + ",\"colour\":1}", tracks, {}).ok()); // a later engine may say more
        const auto refused = [&](const char* before, const char* after) {
            const QString line = QString::fromStdString(note + "}").replace(before, after);
            return !decodeEngineMessage(line.toStdString(), tracks, {}).ok();
        };
        QVERIFY(refused("\"pitch\":60", "\"pitch\":128"));
        QVERIFY(refused("\"velocity\":80", "\"velocity\":0"));
        QVERIFY(refused("\"length\":1", "\"length\":0"));
        QVERIFY(refused("\"start\":0", "\"start\":-1"));
        QVERIFY(refused("\"start\":0", "\"start\":9223372036854775807"));
        QVERIFY(refused("\"track\":0", "\"track\":-1"));
        QVERIFY(refused("\"candidate\":0", "\"candidate\":64"));
        QVERIFY(refused("\"probability\":0.5", "\"probability\":2"));
        QVERIFY(!decodeEngineMessage("{\"type\":\"sing\"}", tracks, {}).ok());
    }
};

QTEST_APPLESS_MAIN(tst_Protocol)
#include "tst_Protocol.moc"
