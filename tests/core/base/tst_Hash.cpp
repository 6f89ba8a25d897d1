// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Hash.h"

#include <QTest>

#include <cstdint>
#include <string_view>
#include <vector>

using namespace continuo;

class tst_Hash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The vectors of draft-eastlake-fnv, appendix C.
    void textsHashAsPublished()
    {
        QCOMPARE(fnv1a(std::string_view("")), std::uint64_t{0xcbf29ce484222325u});
        QCOMPARE(fnv1a(std::string_view("a")), std::uint64_t{0xaf63dc4c8601ec8cu});
        QCOMPARE(fnv1a(std::string_view("foobar")), std::uint64_t{0x85944171f73967e8u});
    }

    void numbersWiderThanBytesCountWhole()
    {
        QVERIFY(fnv1a(std::vector<std::uint16_t>{1, 2}) != fnv1a(std::vector<std::uint16_t>{1, 0x102}));
    }

    void signsOfCharactersDoNotMatter()
    {
        QCOMPARE(fnv1a(std::vector<signed char>{-1}), fnv1a(std::vector<unsigned char>{0xff}));
    }
};

QTEST_APPLESS_MAIN(tst_Hash)
#include "tst_Hash.moc"
