// SPDX-License-Identifier: GPL-3.0-or-later
#include "LivelyNetwork.h"

#include "core/io/Sha256.h"
#include "core/neural/ModelFolder.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace continuo;

namespace {

std::string contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

void write(const QString& path, const std::string& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes.data(), static_cast<qint64>(bytes.size())), static_cast<qint64>(bytes.size()));
}

} // namespace

class tst_ModelFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aModelComesBackFromItsFolder();
    void anOlderModelKnowsNothingOfLaterFields();
    void aModelThatWasTamperedWithIsRefused();
};

void tst_ModelFolder::aModelComesBackFromItsFolder()
{
    QTemporaryDir folder;
    auto network = livelyNetwork();
    ModelInfo info;
    info.name = "lively";
    info.shape = network->shape();
    info.corpora = {{"folk", 3, "CC0-1.0", "everybody"}};
    info.from = "older";
    QVERIFY(writeModel(folder.path().toStdString(), info, *network));
    const auto read = readModel(folder.path().toStdString());
    QVERIFY(read);
    QCOMPARE(read->info.name, info.name);
    QCOMPARE(read->info.corpora.at(0).pieces, 3);
    QCOMPARE(read->info.from, std::string("older"));
    for (const auto& [name, weight] : network->weights())
        QVERIFY(torch::equal(weight, read->network->weight(name)));
}

void tst_ModelFolder::anOlderModelKnowsNothingOfLaterFields()
{
    QTemporaryDir folder;
    const QString weights = folder.filePath(QStringLiteral("weights.safetensors"));
    const QString about = folder.filePath(QStringLiteral("model.json"));
    auto network = livelyNetwork();
    ModelInfo info;
    info.name = "lively";
    info.shape = network->shape();
    QVERIFY(writeModel(folder.path().toStdString(), info, *network));

    // As the first version wrote it: its table ended where the scale lock's field ends.
    constexpr int kFirstTable = field::kScaleLock.end();
    auto stored = readSafetensors(contentOf(weights), "weights");
    QVERIFY(stored);
    for (StoredTensor& tensor : stored->tensors)
        if (tensor.name == "rows") {
            tensor.bytes.resize(tensor.bytes.size() / static_cast<std::size_t>(tensor.shape[0]) * kFirstTable);
            tensor.shape[0] = kFirstTable;
        }
    const std::string bytes = writeSafetensors(*stored);
    write(weights, bytes);
    QByteArray json = QByteArray::fromStdString(contentOf(about));
    const QByteArray present = "\"vocabularyVersion\": " + QByteArray::number(kVocabularyVersion);
    QVERIFY(json.contains(present));
    json.replace(present, "\"vocabularyVersion\": 1");
    const auto hash = json.indexOf("weightsSha256") + 17;
    json.replace(hash, 64, QByteArray::fromStdString(sha256(bytes)));
    write(about, json.toStdString());

    const auto read = readModel(folder.path().toStdString());
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    const torch::Tensor before = network->weight("rows"), after = read->network->weight("rows");
    QVERIFY(torch::equal(before.slice(0, 0, kFirstTable), after.slice(0, 0, kFirstTable)));
    QCOMPARE(after.slice(0, kFirstTable).abs().sum().item<double>(), 0.0);

    // The same short table under the present version is damaged.
    json.replace("\"vocabularyVersion\": 1", present);
    write(about, json.toStdString());
    QVERIFY(!readModel(folder.path().toStdString()));
}

void tst_ModelFolder::aModelThatWasTamperedWithIsRefused()
{
    QTemporaryDir folder;
    const QString weights = folder.filePath(QStringLiteral("weights.safetensors"));
    const QString about = folder.filePath(QStringLiteral("model.json"));
    ModelInfo info;
    info.name = "lively";
    info.shape = *networkPreset("tiny");
    QVERIFY(writeModel(folder.path().toStdString(), info, *livelyNetwork()));
    const std::string good = contentOf(weights), goodAbout = contentOf(about);

    std::string changed = good;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    for (const std::string& bad : {good.substr(0, good.size() / 2), changed, std::string()}) {
        write(weights, bad);
        const auto loaded = loadModel(folder.path().toStdString());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, ErrorCode::Unavailable);
    }
    write(weights, good);
    std::string otherVersion = goodAbout;
    const std::string version = "\"vocabularyVersion\": " + std::to_string(kVocabularyVersion);
    otherVersion.replace(otherVersion.find(version), version.size(), "\"vocabularyVersion\": 999");
    for (const std::string& bad : {otherVersion, std::string("{"), std::string("[]"), std::string()}) {
        write(about, bad);
        const auto loaded = loadModel(folder.path().toStdString());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, ErrorCode::Unavailable);
    }
    write(about, goodAbout);
    QVERIFY(loadModel(folder.path().toStdString()));
}

QTEST_APPLESS_MAIN(tst_ModelFolder)
#include "tst_ModelFolder.moc"
