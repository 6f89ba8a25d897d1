// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/TarArchive.h"

#include "support/QtText.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <zlib.h>

using namespace continuo;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

struct Member {
    std::string name;
    std::string bytes;
    char type = '0';
    std::string prefix = {};
};

/// One member with its header and the blanks behind it.
std::string member(const Member& given)
{
    std::string block(512, '\0');
    const auto put = [&block](std::size_t at, const std::string& text) { block.replace(at, text.size(), text); };
    const auto octal = [](std::size_t value, int digits) {
        char text[16];
        std::snprintf(text, sizeof text, "%0*zo", digits, value);
        return std::string(text);
    };
    put(0, given.name);
    put(100, "0000644");
    put(124, octal(given.bytes.size(), 11));
    put(148, "        ");
    put(156, std::string(1, given.type));
    put(257, "ustar"s + '\0' + "00");
    put(345, given.prefix);
    std::size_t sum = 0;
    for (const char c : block)
        sum += static_cast<unsigned char>(c);
    put(148, octal(sum, 6) + '\0');
    return block + given.bytes + std::string((512 - given.bytes.size() % 512) % 512, '\0');
}

const std::string kEnd(1024, '\0');

std::string gzipped(const std::string& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

} // namespace

class TestTarArchive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filesComeInOrder()
    {
        QCOMPARE(read(gzipped(member({"a.mid", "one"}) + member({"b/c.mid", ""})
                     + member({"d", std::string(512, 'x')}) + kEnd)),
            "a.mid=one b/c.mid= d=" + std::string(512, 'x'));
    }

    void archiveThatIsNotPackedIsReadToo()
    {
        QCOMPARE(read(member({"a.mid", "one"}) + kEnd), "a.mid=one"s);
    }

    void foldersAndLinksArePassedOver()
    {
        QCOMPARE(
            read(gzipped(member({"folder/", "", '5'}) + member({"link", "", '2'}) + member({"a", "one"}) + kEnd)),
            "a=one"s);
    }

    void longNamesAreRead()
    {
        const std::string name(150, 'n');
        const std::string pax = " path=" + name + "\n";
        const std::string record = std::to_string(pax.size() + 3) + pax;
        QCOMPARE(read(gzipped(member({"n", "1", '0', "some/folder"}) + kEnd)), "some/folder/n=1"s);
        QCOMPARE(read(gzipped(member({"././@LongLink", name + '\0', 'L'}) + member({"n", "1"})
                     + member({"m", "2"}) + kEnd)),
            name + "=1 m=2");
        QCOMPARE(read(gzipped(member({"pax", record, 'x'}) + member({"n", "1"}) + member({"m", "2"}) + kEnd)),
            name + "=1 m=2");
    }

    void readingCanStopEarly()
    {
        write(gzipped(member({"a", "1"}) + member({"b", "2"}) + kEnd));
        int taken = 0;
        QVERIFY(readTarGz(path_, [&taken](ArchiveEntry) { ++taken; return false; }).ok());
        QCOMPARE(taken, 1);
    }

    void archiveWithoutEndIsRead()
    {
        QCOMPARE(read(gzipped(member({"a", "1"}))), "a=1"s);
    }

    void damageIsSaid_data()
    {
        QTest::addColumn<QByteArray>("archive");
        const std::string good = member({"a.mid", std::string(2000, 'x')}) + kEnd;
        std::string wrongSum = good;
        wrongSum[0] = 'b';
        std::string wrongSize = good;
        wrongSize[124] = 'z';
        const std::string packed = gzipped(good);
        std::string wrongBits = packed;
        wrongBits[wrongBits.size() - 6] = static_cast<char>(wrongBits[wrongBits.size() - 6] ^ 1);
        const auto row = [](const char* name, const std::string& archive) {
            QTest::newRow(name) << QByteArray::fromStdString(archive);
        };
        row("checksum of a header", gzipped(wrongSum));
        row("size that is no number", gzipped(wrongSize));
        row("content cut off", gzipped(good.substr(0, 1000)));
        row("header cut off", gzipped(good.substr(0, 100)));
        row("packing cut off", packed.substr(0, packed.size() / 2));
        row("checksum of the packing", wrongBits);
        row("not an archive", std::string(600, 'x'));
    }
    void damageIsSaid()
    {
        QFETCH(QByteArray, archive);
        QCOMPARE(read(archive.toStdString()), "Cannot read archive.tar.gz: the archive is damaged."s);
    }

    void archiveThatUnpacksToTooMuchIsTurnedDown()
    {
        write(gzipped(member({"a", std::string(5000, 'x')}) + member({"b", std::string(5000, 'x')}) + kEnd));
        QVERIFY(readTarGz(path_, {5000, 10'000}).ok());
        QVERIFY(!readTarGz(path_, {4999, 10'000}).ok());
        QVERIFY(!readTarGz(path_, {5000, 9999}).ok());
    }

    void missingArchiveIsNamed()
    {
        QCOMPARE(
            readTarGz("no/such.tar.gz").error().message, "Cannot read no/such.tar.gz: No such file or directory."s);
    }

    void randomDamageIsReadOrTurnedDown()
    {
        const std::string good = gzipped(member({"a.mid", std::string(700, 'x')}) + member({"b", "2"}) + kEnd);
        const std::string bare = member({"p", "12 path=abc\n", 'x'}) + member({"a.mid", std::string(700, 'x')}) + kEnd;
        std::mt19937 random(3);
        for (int i = 0; i < 400; ++i) {
            std::string bytes = i % 2 == 0 ? good : bare;
            for (int faults = 1 + static_cast<int>(random() % 4); faults > 0; --faults)
                bytes[random() % bytes.size()] = static_cast<char>(random());
            write(bytes);
            const auto entries = readTarGz(path_);
            if (!entries)
                QCOMPARE(entries.error().code, ErrorCode::Input);
            else
                QVERIFY(entries->size() <= 3);
        }
    }

private:
    void write(const std::string& archive) { std::ofstream(path_, std::ios::binary | std::ios::trunc) << archive; }

    /// "NAME=BYTES ..." or the error with the file's plain name.
    std::string read(const std::string& archive)
    {
        write(archive);
        const auto entries = readTarGz(path_);
        if (!entries) {
            std::string message = entries.error().message;
            return message.replace(message.find(path_.string()), path_.string().size(), path_.filename().string());
        }
        std::string text;
        for (const ArchiveEntry& entry : *entries)
            text += (text.empty() ? "" : " ") + entry.name + "=" + entry.bytes;
        return text;
    }

    QTemporaryDir folder_;
    fs::path path_ = fs::path(folder_.path().toStdString()) / "archive.tar.gz";
};

QTEST_APPLESS_MAIN(TestTarArchive)
#include "tst_TarArchive.moc"
