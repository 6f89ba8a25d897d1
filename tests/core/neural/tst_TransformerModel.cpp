// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Random.h"
#include "core/io/Sha256.h"
#include "core/neural/Safetensors.h"
#include "core/neural/TransformerModel.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>

using namespace continuo;

namespace {

/// A small network whose weights all matter (some are zero before training).
std::unique_ptr<Transformer> livelyNetwork()
{
    auto network = std::make_unique<Transformer>(*networkPreset("tiny"), 1);
    auto generator = at::make_generator<at::CPUGeneratorImpl>(std::uint64_t{2});
    for (const auto& [name, weight] : network->weights())
        weight.copy_((weight + 0.1 * torch::randn(weight.sizes(), generator, weight.options())).to(torch::kBFloat16));
    return network;
}

Example randomExample(int rows)
{
    Random random(4);
    Example example;
    for (int i = 0; i < rows; ++i) {
        Row row;
        for (auto& index : row.fields)
            index = static_cast<std::uint16_t>(random.below(field::kTableSize));
        row.time = i * 3 - 20;
        example.rows.push_back(row);
        example.targets.push_back({random.below(kOnsetClasses - 1), random.below(kPitchClassesOut), random.below(kDurationClasses), false});
    }
    return example;
}

double surprise(std::span<const float> logits, int chosen)
{
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(static_cast<double>(logit));
    return std::log(sum) - static_cast<double>(logits[static_cast<std::size_t>(chosen)]);
}

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

class tst_TransformerModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowByRowGivesWhatTheWholeSequenceGives();
    void lanesDoNotHearEachOther();
    void aModelComesBackFromItsFolder();
    void anOlderModelKnowsNothingOfLaterFields();
    void aModelThatWasTamperedWithIsRefused();
};

void tst_TransformerModel::rowByRowGivesWhatTheWholeSequenceGives()
{
    const Example example = randomExample(60);
    auto network = livelyNetwork();
    torch::NoGradGuard noGradient;
    const Transformer::Losses losses = network->losses(makeBatch({example}, 60));
    TransformerModel model(livelyNetwork());
    constexpr int kPrefix = 20;
    QVERIFY(model.begin({example.rows.data(), kPrefix}, 1));
    const std::vector<std::uint8_t> active{1};
    for (int i = kPrefix; i < 60; ++i) {
        model.append({&example.rows[static_cast<std::size_t>(i)], 1}, active);
        const RowTarget& target = example.targets[static_cast<std::size_t>(i)];
        const double onset = surprise(model.onsetLogits(), target.onset);
        const double pitch = surprise(model.pitchLogits(std::vector<int>{target.onset}), target.pitch);
        const double duration = surprise(model.durationLogits(std::vector<int>{target.pitch}), target.duration);
        // The prompt may have been read in bf16.
        constexpr double kTolerance = 0.1;
        QVERIFY(std::abs(onset - losses.onset[i].item<double>()) < kTolerance);
        QVERIFY(std::abs(pitch - losses.pitch[i].item<double>()) < kTolerance);
        QVERIFY(std::abs(duration - losses.duration[i].item<double>()) < kTolerance);
    }
}

void tst_TransformerModel::lanesDoNotHearEachOther()
{
    const Example example = randomExample(40);
    TransformerModel alone(livelyNetwork()), together(livelyNetwork());
    QVERIFY(alone.begin({example.rows.data(), 10}, 1));
    QVERIFY(together.begin({example.rows.data(), 10}, 3));
    for (std::size_t i = 10; i < 20; ++i) {
        alone.append({&example.rows[i], 1}, std::vector<std::uint8_t>{1});
        // The others go their own ways, and one rests.
        const std::vector<Row> rows{example.rows[i + 10], example.rows[i], example.rows[i + 20]};
        together.append(rows, std::vector<std::uint8_t>{1, 1, static_cast<std::uint8_t>(i % 2)});
    }
    const std::vector<float> expected(alone.onsetLogits().begin(), alone.onsetLogits().end());
    const auto logits = together.onsetLogits();
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(logits[kOnsetClasses + i], expected[i]);
}

void tst_TransformerModel::aModelComesBackFromItsFolder()
{
    QTemporaryDir folder;
    auto network = livelyNetwork();
    ModelInfo info;
    info.name = "lively";
    info.shape = network->shape();
    info.corpora = {{"folk", 3, "CC0-1.0", "everybody"}};
    QVERIFY(writeModel(folder.path().toStdString(), info, *network));
    const auto read = readModel(folder.path().toStdString());
    QVERIFY(read);
    QCOMPARE(read->info.name, info.name);
    QCOMPARE(read->info.corpora.at(0).pieces, 3);
    for (const auto& [name, weight] : network->weights())
        QVERIFY(torch::equal(weight, read->network->weight(name)));
}

void tst_TransformerModel::anOlderModelKnowsNothingOfLaterFields()
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
    json.replace("\"vocabularyVersion\": 2", "\"vocabularyVersion\": 1");
    const auto hash = json.indexOf("weightsSha256") + 17;
    json.replace(hash, 64, QByteArray::fromStdString(sha256(bytes)));
    write(about, json.toStdString());

    const auto read = readModel(folder.path().toStdString());
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    const torch::Tensor before = network->weight("rows"), after = read->network->weight("rows");
    QVERIFY(torch::equal(before.slice(0, 0, kFirstTable), after.slice(0, 0, kFirstTable)));
    QCOMPARE(after.slice(0, kFirstTable).abs().sum().item<double>(), 0.0);

    // The same short table under the present version is damaged.
    json.replace("\"vocabularyVersion\": 1", "\"vocabularyVersion\": 2");
    write(about, json.toStdString());
    QVERIFY(!readModel(folder.path().toStdString()));
}

void tst_TransformerModel::aModelThatWasTamperedWithIsRefused()
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

QTEST_APPLESS_MAIN(tst_TransformerModel)
#include "tst_TransformerModel.moc"
