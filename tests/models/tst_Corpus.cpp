// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiFile.h"
#include "core/io/SongFile.h"
#include "models/train/Corpus.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace continuo;

namespace {

std::string midi(const char* text)
{
    return writeMidi(songFromText(text));
}

/// One file of a tar archive, after POSIX.1-1988: a block of 512 bytes that describes it, then its bytes in blocks.
std::string tarEntry(const std::string& name, const std::string& bytes)
{
    const auto octal = [](std::size_t number, std::size_t digits) {
        std::string text(digits, '0');
        for (std::size_t i = digits; i > 0; --i, number /= 8)
            text[i - 1] = static_cast<char>('0' + number % 8);
        return text;
    };
    std::string header(512, '\0');
    const auto put = [&](std::size_t at, const std::string& text) { header.replace(at, text.size(), text); };
    put(0, name);
    put(100, "0000644");
    put(124, octal(bytes.size(), 11));
    put(148, "        ");
    put(156, "0");
    put(257, std::string("ustar\00000", 8));
    std::size_t sum = 0;
    for (const char c : header)
        sum += static_cast<unsigned char>(c);
    put(148, octal(sum, 6) + '\0' + ' ');
    std::string padded = bytes;
    padded.resize((bytes.size() + 511) / 512 * 512, '\0');
    return header + padded;
}

std::string tar(const std::vector<std::pair<std::string, std::string>>& files)
{
    std::string archive;
    for (const auto& [name, bytes] : files)
        archive += tarEntry(name, bytes);
    return archive + std::string(1024, '\0');
}

std::vector<std::string> pathsOf(const Corpus& corpus)
{
    std::vector<std::string> paths;
    for (const Piece& piece : corpus.pieces)
        paths.push_back(piece.path);
    return paths;
}

using Paths = std::vector<std::string>;

} // namespace

class tst_Corpus : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;

    void write(const QString& name, const std::string& bytes)
    {
        const QString path = folder_->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
    }

    CorpusOptions here() const
    {
        CorpusOptions options;
        options.folder = folder_->path().toStdString();
        return options;
    }

    void writeTwoCorpora()
    {
        write("manifest.tsv", "corpus\tpath\tnotes\tstyle\ttitle\tlicence\tsplit\tcredit\n"
                              "tunes\ttunes/b.mid\t2\tfolk/jig\tThe Second\tCC0-1.0\ttrain\t\n"
                              "hymns\thymns/h.mid\t1\thymn/four parts\tA Hymn\tPublic Domain\tvalid\tA. Person\n"
                              "tunes\ttunes/a.mid\t1\tfolk/reel\tThe First\tCC0-1.0\tvalid\t\n");
        write("tunes.tar.gz", tar({{"tunes/a.mid", midi("C4 q")}, {"tunes/b.mid", midi("E4 q | F4 q")}}));
        write("hymns/h.mid", midi("Soprano: G4 w"));
    }

    void writeFlagged()
    {
        write("flagged/manifest.tsv", "corpus\tpath\tsplit\nodd\todd/o.mid\ttrain\nother\tother/p.mid\ttrain\n");
        write("flagged/odd.tar.gz", tar({{"odd/o.mid", midi("A4 q")}}));
        write("flagged/other.tar.gz", tar({{"other/p.mid", midi("B4 q")}}));
    }

private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void archivesAndFilesAreReadInTheManifestsOrder()
    {
        writeTwoCorpora();
        const auto corpus = loadCorpus(here());
        QVERIFY(corpus.ok());
        QVERIFY(corpus->notices.empty());
        QCOMPARE(pathsOf(*corpus), (Paths{"tunes/b.mid", "hymns/h.mid", "tunes/a.mid"}));
        const Piece& tune = corpus->pieces[0];
        QCOMPARE(tune.corpus, std::string("tunes"));
        QCOMPARE(tune.style, std::string("folk/jig"));
        QCOMPARE(tune.title, std::string("The Second"));
        QCOMPARE(tune.licence, std::string("CC0-1.0"));
        QCOMPARE(tune.split, std::string("train"));
        QCOMPARE(tune.tier, std::string());
        QCOMPARE(textOf(*tune.song.tracks.front()), textOf(*songFromText("E4 q | F4 q").tracks.front()));
        QCOMPARE(corpus->pieces[1].credit, std::string("A. Person"));
        QCOMPARE(corpus->pieces[1].song.noteCount(), 1u);
    }

    void splitAndNamesChooseWhatIsRead()
    {
        writeTwoCorpora();
        CorpusOptions options = here();
        options.split = "valid";
        QCOMPARE(pathsOf(*loadCorpus(options)), (Paths{"hymns/h.mid", "tunes/a.mid"}));
        options.exclude = {"hymns"};
        QCOMPARE(pathsOf(*loadCorpus(options)), (Paths{"tunes/a.mid"}));
        options = here();
        options.only = {"hymns"};
        QCOMPARE(pathsOf(*loadCorpus(options)), (Paths{"hymns/h.mid"}));
    }

    void flaggedCorporaAreReadOnlyByName()
    {
        writeTwoCorpora();
        writeFlagged();
        QCOMPARE(loadCorpus(here())->pieces.size(), 3u);
        CorpusOptions options = here();
        options.flagged = {"odd", "not there"};
        QCOMPARE(pathsOf(*loadCorpus(options)), (Paths{"tunes/b.mid", "hymns/h.mid", "tunes/a.mid", "odd/o.mid"}));
        options.exclude = {"odd"};
        QCOMPARE(loadCorpus(options)->pieces.size(), 3u);
    }

    void aNameThatIsNotThereIsRefused()
    {
        writeTwoCorpora();
        CorpusOptions options = here();
        options.exclude = {"hymnals"};
        const auto corpus = loadCorpus(options);
        QVERIFY(!corpus.ok());
        QCOMPARE(corpus.error().code, ErrorCode::Usage);
        QVERIFY(corpus.error().message.find("hymnals") != std::string::npos);
    }

    void whatCannotBeReadIsLeftOutAndNamed()
    {
        write("manifest.tsv", "corpus\tpath\ntunes\ttunes/good.mid\ntunes\ttunes/missing.mid\ntunes\ttunes/text.mid\n"
                              "tunes\ttunes/silent.mid\ntunes\t../outside.mid\n");
        write("tunes/good.mid", midi("C4 q"));
        write("tunes/text.mid", "no MIDI at all");
        write("tunes/silent.mid", midi("Flute: - q"));
        const auto corpus = loadCorpus(here());
        QVERIFY(corpus.ok());
        QCOMPARE(pathsOf(*corpus), (Paths{"tunes/good.mid"}));
        QCOMPARE(corpus->notices.size(), 4u);
        for (const char* name : {"missing.mid", "text.mid", "silent.mid", "outside.mid"})
            QVERIFY(std::any_of(corpus->notices.begin(), corpus->notices.end(), [&](const std::string& notice) {
                return notice.find(name) != std::string::npos;
            }));
    }

    void withoutAManifestEverySongCounts()
    {
        write("b/two.MID", midi("C4 q"));
        write("a.midi", midi("D4 q"));
        write("b/notes.txt", "not music");
        QVERIFY(writeSongFile(songFromText("E4 q"), folder_->path().toStdString() + "/song.continuo"));
        const auto corpus = loadCorpus(here());
        QVERIFY(corpus.ok());
        QCOMPARE(pathsOf(*corpus), (Paths{"a.midi", "b/two.MID", "song.continuo"}));
        QCOMPARE(corpus->pieces[0].corpus, folder_->path().section('/', -1).toStdString());
        QCOMPARE(corpus->pieces[1].title, std::string("two"));
        QCOMPARE(corpus->pieces[1].split, splitOfPath("b/two.MID"));
    }

    void unlistedPiecesFallIntoSplitsByPath()
    {
        std::size_t valid = 0;
        for (int i = 0; i < 40; ++i) {
            const std::string name = "piece" + std::to_string(i) + ".mid";
            valid += splitOfPath(name) == "valid" ? 1 : 0;
            write(QString::fromStdString(name), midi("C4 q"));
        }
        QVERIFY(valid > 0 && valid < 40);
        CorpusOptions options = here();
        options.split = "valid";
        QCOMPARE(loadCorpus(options)->pieces.size(), valid);
        options.split = "train";
        QCOMPARE(loadCorpus(options)->pieces.size(), 40 - valid);
        options.split = "test";
        QVERIFY(!loadCorpus(options).ok());
        options.unlisted = Unlisted::InEverySplit;
        QCOMPARE(loadCorpus(options)->pieces.size(), 40u);
    }

    /// Pinned: a model's card says what it was trained on, so the split must not move.
    void splitOfPathIsAboutATenthAndStaysAsItIs()
    {
        int valid = 0;
        for (int i = 0; i < 10'000; ++i)
            valid += splitOfPath("folder/" + std::to_string(i) + ".mid") == "valid" ? 1 : 0;
        QVERIFY(valid > 900 && valid < 1100);
        QCOMPARE(splitOfPath("a.mid"), std::string("train"));
    }

    void foldersThatHoldNothingAreRefused()
    {
        QCOMPARE(loadCorpus(here()).error().code, ErrorCode::Input);
        CorpusOptions options = here();
        options.folder /= "nowhere";
        const auto corpus = loadCorpus(options);
        QVERIFY(corpus.error().message.find("nowhere") != std::string::npos);
        write("manifest.tsv", "corpus\tfile\nx\ty\n");
        QVERIFY(loadCorpus(here()).error().message.find("\"path\"") != std::string::npos);
    }

    void theSharedCorporaAreReadWhole()
    {
        CorpusOptions options;
        options.folder = CONTINUO_SOURCE_DIR "/../shared/corpora";
        options.split = "valid";
        options.flagged.assign(kShippableFlagged.begin(), kShippableFlagged.end());
        if (!std::filesystem::exists(options.folder / "manifest.tsv"))
            QSKIP("The shared corpora are not beside this checkout.");
        const auto corpus = loadCorpus(options);
        QVERIFY(corpus.ok());
        QVERIFY(corpus->notices.empty());
        QVERIFY(corpus->pieces.size() > 1000);
        for (const Piece& piece : corpus->pieces)
            QVERIFY(piece.tier == "A" || piece.corpus == "jsb" || piece.corpus == "nottingham");
    }
};

QTEST_APPLESS_MAIN(tst_Corpus)
#include "tst_Corpus.moc"
