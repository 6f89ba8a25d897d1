// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Random.h"
#include "core/neural/Safetensors.h"

#include <QtTest>

using namespace continuo;

namespace {

StoredTensors some()
{
    StoredTensors tensors;
    tensors.metadata["format"] = "rows";
    tensors.tensors.push_back({"a", "F32", {2, 3}, std::string(24, 'x')});
    tensors.tensors.push_back({"b", "BF16", {5}, std::string(10, 'y')});
    tensors.tensors.push_back({"empty", "I64", {0}, {}});
    return tensors;
}

/// A file with this header and so many bytes of arrays.
std::string fileOf(const std::string& header, std::size_t dataBytes)
{
    std::string bytes;
    for (int i = 0; i < 8; ++i)
        bytes += static_cast<char>(header.size() >> (8 * i) & 0xff);
    return bytes + header + std::string(dataBytes, 'z');
}

} // namespace

class tst_Safetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void arraysAndMetadataComeBack();
    void everyTruncationIsRefused();
    void headersThatLieAreRefused_data();
    void headersThatLieAreRefused();
    void damagedFilesNeverDoHarm();
};

void tst_Safetensors::arraysAndMetadataComeBack()
{
    const auto read = readSafetensors(writeSafetensors(some()), "some");
    QVERIFY(read);
    QCOMPARE(read->metadata.at("format"), std::string("rows"));
    QCOMPARE(read->tensors.size(), std::size_t{3});
    for (const StoredTensor& tensor : read->tensors)
        for (const StoredTensor& original : some().tensors)
            if (tensor.name == original.name)
                QVERIFY(tensor.type == original.type && tensor.shape == original.shape && tensor.bytes == original.bytes);
}

void tst_Safetensors::everyTruncationIsRefused()
{
    const std::string whole = writeSafetensors(some());
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY(!readSafetensors(whole.substr(0, length), "short"));
    QVERIFY(!readSafetensors(whole + "x", "long"));
}

void tst_Safetensors::headersThatLieAreRefused_data()
{
    QTest::addColumn<QString>("header");
    QTest::newRow("no JSON") << QStringLiteral("hello");
    QTest::newRow("a list") << QStringLiteral("[]");
    QTest::newRow("unknown type") << QStringLiteral(R"({"a":{"dtype":"F13","shape":[1],"data_offsets":[0,4]}})");
    QTest::newRow("beyond the end") << QStringLiteral(R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})");
    QTest::newRow("shape and place differ") << QStringLiteral(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})");
    QTest::newRow("backwards") << QStringLiteral(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}})");
    QTest::newRow("negative") << QStringLiteral(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})");
    QTest::newRow("huge") << QStringLiteral(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}})");
    QTest::newRow("overlap") << QStringLiteral(
        R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})");
    QTest::newRow("gap") << QStringLiteral(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})");
    QTest::newRow("no place") << QStringLiteral(R"({"a":{"dtype":"F32","shape":[2]}})");
}

void tst_Safetensors::headersThatLieAreRefused()
{
    QFETCH(QString, header);
    const auto read = readSafetensors(fileOf(header.toStdString(), 8), "liar");
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Unavailable);
    QVERIFY(QString::fromStdString(read.error().message).contains(QStringLiteral("liar")));
}

void tst_Safetensors::damagedFilesNeverDoHarm()
{
    const std::string whole = writeSafetensors(some());
    Random random(9);
    int refused = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string damaged = whole;
        for (int edits = 1 + random.below(4); edits > 0; --edits)
            damaged[static_cast<std::size_t>(random.below(static_cast<int>(damaged.size())))] = static_cast<char>(random.below(256));
        const auto read = readSafetensors(damaged, "damaged");
        if (!read) {
            ++refused;
            continue;
        }
        for (const StoredTensor& tensor : read->tensors)
            QVERIFY(tensor.bytes.size() <= whole.size());
    }
    QVERIFY(refused > 0);
}

QTEST_APPLESS_MAIN(tst_Safetensors)
#include "tst_Safetensors.moc"
