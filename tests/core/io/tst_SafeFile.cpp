// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/SafeFile.h"

#include "core/io/ReadFile.h"
#include "support/QtText.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace continuo;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

/// What goes wrong in the nth call to the system, counted over all kinds of calls.
struct Fault {
    int atCall = 0;      ///< from 1; 0 for never
    int reason = 0;      ///< as errno has it
    int calls = 0;       ///< so far
    bool happened = false;

    bool now()
    {
        happened = happened || calls + 1 == atCall;
        if (++calls != atCall)
            return false;
        errno = reason;
        return true;
    }
};

FileCalls failing(Fault& fault)
{
    const FileCalls& real = FileCalls::system();
    return {
        [&](const char* path, int flags, mode_t mode) { return fault.now() ? -1 : real.open(path, flags, mode); },
        [&](int file, const void* bytes, std::size_t count) {
            return fault.now() ? -1 : real.write(file, bytes, count);
        },
        [&](int file, void* bytes, std::size_t count) { return fault.now() ? -1 : real.read(file, bytes, count); },
        [&](int file) { return fault.now() ? -1 : real.fsync(file); },
        [&](int file) {
            const int result = real.close(file); // a failing close closes too
            return fault.now() ? -1 : result;
        },
        [&](const char* from, const char* to) { return fault.now() ? -1 : real.rename(from, to); },
    };
}

/// Writes at most this many bytes at a time.
FileCalls writingPieces(std::size_t most)
{
    FileCalls calls = FileCalls::system();
    calls.write = [most](int file, const void* bytes, std::size_t count) {
        return FileCalls::system().write(file, bytes, std::min(count, most));
    };
    return calls;
}

std::string contentOf(const fs::path& path)
{
    const auto bytes = readFile(path);
    return bytes ? *bytes : "unreadable";
}

int filesIn(const fs::path& folder)
{
    return static_cast<int>(std::distance(fs::directory_iterator(folder), {}));
}

} // namespace

class TestSafeFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = fs::path(folder_->path().toStdString()) / "song.mid";
    }

    void newFileHoldsTheBytes()
    {
        QVERIFY(replaceFile(path_, "new"s).ok());
        QCOMPARE(contentOf(path_), "new"s);
        QCOMPARE(filesIn(path_.parent_path()), 1);
    }

    void oldFileIsReplacedWhole()
    {
        put("a longer old one");
        QVERIFY(replaceFile(path_, "new"s).ok());
        QCOMPARE(contentOf(path_), "new"s);
        QCOMPARE(filesIn(path_.parent_path()), 1);
    }

    void emptyContentIsContent()
    {
        put("old");
        QVERIFY(replaceFile(path_, ""s).ok());
        QCOMPARE(contentOf(path_), ""s);
    }

    void permissionsStay()
    {
        put("old");
        fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
        QVERIFY(replaceFile(path_, "new"s).ok());
        QVERIFY(fs::status(path_).permissions()
            == (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));
    }

    void newFileHasUsualPermissions()
    {
        const mode_t before = ::umask(022);
        QVERIFY(replaceFile(path_, "new"s).ok());
        ::umask(before);
        QCOMPARE(static_cast<int>(fs::status(path_).permissions()), 0644);
    }

    void symbolicLinkStaysALink()
    {
        const fs::path other = path_.parent_path() / "elsewhere";
        fs::create_directory(other);
        std::ofstream(other / "real.mid") << "old";
        fs::create_symlink("elsewhere/real.mid", path_);
        QVERIFY(replaceFile(path_, "new"s).ok());
        QVERIFY(fs::is_symlink(path_));
        QCOMPARE(contentOf(other / "real.mid"), "new"s);
    }

    void linkToNothingYetMakesTheFile()
    {
        fs::create_symlink("real.mid", path_);
        QVERIFY(replaceFile(path_, "new"s).ok());
        QVERIFY(fs::is_symlink(path_));
        QCOMPARE(contentOf(path_.parent_path() / "real.mid"), "new"s);
    }

    void folderCannotBeReplaced()
    {
        fs::create_directory(path_);
        const auto result = replaceFile(path_, "new"s);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().message, "Cannot write " + path_.string() + ": it is not a regular file.");
    }

    void missingFolderIsSaid()
    {
        const auto result = replaceFile(path_ / "in" / "nowhere.mid", "new"s);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::Output);
        QCOMPARE(result.error().message,
            "Cannot write " + (path_ / "in/nowhere.mid").string() + ": No such file or directory.");
    }

    void readOnlyFileIsNotReplaced()
    {
        if (::geteuid() == 0)
            QSKIP("the superuser may write everything");
        put("old");
        fs::permissions(path_, fs::perms::owner_read);
        QVERIFY(!replaceFile(path_, "new"s).ok());
        QCOMPARE(contentOf(path_), "old"s);
    }

    void fileNameWithoutFolderIsInTheCurrentOne()
    {
        const fs::path before = fs::current_path();
        fs::current_path(path_.parent_path());
        const bool done = replaceFile("plain.mid", "new"s).ok();
        fs::current_path(before);
        QVERIFY(done);
        QCOMPARE(contentOf(path_.parent_path() / "plain.mid"), "new"s);
    }

    void piecewiseWritingCompletes()
    {
        const std::string content(100'000, 'x');
        QVERIFY(replaceFile(path_, content, writingPieces(777)).ok());
        QVERIFY(contentOf(path_) == content);
    }

    void failureAtEveryCallLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("reason");
        QTest::newRow("disk full") << ENOSPC;
        QTest::newRow("disk broken") << EIO;
        QTest::newRow("over quota") << EDQUOT;
    }
    void failureAtEveryCallLeavesTheOldFile()
    {
        QFETCH(int, reason);
        const std::string content(200'000, 'n');
        int failures = 0;
        for (int call = 1;; ++call) {
            put("old");
            Fault fault{call, reason};
            const FileCalls calls = failing(fault);
            const auto result = replaceFile(path_, content, calls);
            if (!fault.happened)
                break;
            QCOMPARE(filesIn(path_.parent_path()), 1);
            if (result.ok()) {
                QVERIFY2(contentOf(path_) == content, std::to_string(call).c_str());
                continue; // only what comes after the new file is in place may fail without being told
            }
            ++failures;
            QCOMPARE(contentOf(path_), "old"s);
            QCOMPARE(result.error().code, ErrorCode::Output);
            QCOMPARE(result.error().message, "Cannot write " + path_.string() + ": " + std::strerror(reason) + ".");
        }
        QVERIFY(failures >= 10);
        QVERIFY(contentOf(path_) == content);
    }

    void interruptedCallsAreCalledAgain()
    {
        const std::string content(200'000, 'n');
        for (int call = 1;; ++call) {
            put("old");
            Fault fault{call, EINTR};
            const FileCalls calls = failing(fault);
            QVERIFY(replaceFile(path_, content, calls).ok());
            QVERIFY(contentOf(path_) == content);
            if (!fault.happened)
                break;
        }
    }

    void diskThatFillsUpAtEveryByteLeavesTheOldFile()
    {
        const std::string content(300, 'n');
        for (std::size_t room = 0; room < content.size(); ++room) {
            put("old");
            std::size_t left = room;
            FileCalls calls = FileCalls::system();
            calls.write = [&left](int file, const void* bytes, std::size_t count) -> ssize_t {
                if (left == 0) {
                    errno = ENOSPC;
                    return -1;
                }
                const ssize_t written = FileCalls::system().write(file, bytes, std::min(count, left));
                left -= static_cast<std::size_t>(written);
                return written;
            };
            QVERIFY(!replaceFile(path_, content, calls).ok());
            QCOMPARE(contentOf(path_), "old"s);
            QCOMPARE(filesIn(path_.parent_path()), 1);
        }
    }

    void contentThatReadsBackDifferentLeavesTheOldFile()
    {
        put("old");
        FileCalls calls = FileCalls::system();
        calls.read = [](int file, void* bytes, std::size_t count) {
            const ssize_t got = FileCalls::system().read(file, bytes, count);
            if (got > 0)
                static_cast<char*>(bytes)[got - 1] ^= 1;
            return got;
        };
        QVERIFY(!replaceFile(path_, "new"s, calls).ok());
        QCOMPARE(contentOf(path_), "old"s);
    }

    void contentThatWasNotWrittenLeavesTheOldFile()
    {
        put("old");
        FileCalls calls = FileCalls::system();
        calls.write = [](int, const void*, std::size_t count) { return static_cast<ssize_t>(count); };
        const auto result = replaceFile(path_, "new"s, calls);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().message, "Cannot write " + path_.string() + ": what was written is not complete.");
        QCOMPARE(contentOf(path_), "old"s);
    }

    void writerPutsInPlaceWhatWasWrittenByPath()
    {
        put("old");
        auto writer = SafeFileWriter::open(path_);
        QVERIFY(writer.ok());
        std::ofstream(writer->temporaryPath()) << "new sound";
        QCOMPARE(contentOf(path_), "old"s);
        QVERIFY(writer->commit(std::uint64_t(9)).ok());
        QCOMPARE(contentOf(path_), "new sound"s);
        QCOMPARE(filesIn(path_.parent_path()), 1);
    }

    void writerRefusesAnotherSize()
    {
        put("old");
        {
            auto writer = SafeFileWriter::open(path_);
            std::ofstream(writer->temporaryPath()) << "new sound";
            QVERIFY(!writer->commit(std::uint64_t(10)).ok());
        }
        QCOMPARE(contentOf(path_), "old"s);
        QCOMPARE(filesIn(path_.parent_path()), 1);
    }

    void writerThatIsGivenUpLeavesNothing()
    {
        put("old");
        {
            auto writer = SafeFileWriter::open(path_);
            std::ofstream(writer->temporaryPath()) << "half";
        }
        QCOMPARE(contentOf(path_), "old"s);
        QCOMPARE(filesIn(path_.parent_path()), 1);
    }

    void movedWriterStillOwnsItsFile()
    {
        auto writer = SafeFileWriter::open(path_);
        SafeFileWriter moved = std::move(*writer);
        std::ofstream(moved.temporaryPath()) << "new";
        QVERIFY(moved.commit("new"s).ok());
        QCOMPARE(contentOf(path_), "new"s);
    }

private:
    void put(const std::string& content) { std::ofstream(path_, std::ios::trunc) << content; }

    std::unique_ptr<QTemporaryDir> folder_;
    fs::path path_;
};

QTEST_APPLESS_MAIN(TestSafeFile)
#include "tst_SafeFile.moc"
