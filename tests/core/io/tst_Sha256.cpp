// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/Sha256.h"

#include "core/io/SafeFile.h"
#include "support/QtText.h"

#include <QTemporaryDir>
#include <QTest>

using namespace continuo;
using namespace std::string_literals;

/// Expected values: NIST, examples for FIPS 180-4.
class TestSha256 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void examplesOfTheStandard()
    {
        QCOMPARE(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"s);
        QCOMPARE(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"s);
        QCOMPARE(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"s);
        QCOMPARE(
            sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"s);
    }

    void piecesOfAnySizeGiveTheSame()
    {
        const std::string bytes(1000, 'q');
        for (std::size_t piece = 1; piece < 200; ++piece) {
            Sha256 hash;
            for (std::size_t at = 0; at < bytes.size(); at += piece)
                hash.add(std::string_view(bytes).substr(at, piece));
            QCOMPARE(hash.hexDigest(), sha256(bytes));
        }
    }

    void lengthsAroundABlockDiffer()
    {
        QCOMPARE(sha256(std::string(55, 'a')), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"s);
        QCOMPARE(sha256(std::string(56, 'a')), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"s);
        QCOMPARE(sha256(std::string(64, 'a')), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"s);
    }

    void fileIsReadInPieces()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "weights";
        const std::string bytes(3'000'000, 'w');
        QVERIFY(replaceFile(path, bytes).ok());
        QCOMPARE(*sha256OfFile(path), sha256(bytes));
    }

    void fileThatCannotBeReadIsNamed()
    {
        QCOMPARE(sha256OfFile("no/such").error().message, "Cannot read no/such: No such file or directory."s);
        QCOMPARE(sha256OfFile("/").error().message, "Cannot read /: Is a directory."s);
    }
};

QTEST_APPLESS_MAIN(TestSha256)
#include "tst_Sha256.moc"
