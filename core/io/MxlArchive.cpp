// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MxlArchive.h"

#include <pugixml.hpp>
#include <zip.h>

#include <array>
#include <memory>

namespace continuo {

namespace {

constexpr const char* kContainer = "META-INF/container.xml";
constexpr const char* kScore = "score.musicxml";
constexpr zip_uint64_t kLargest = 256u << 20;

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
struct CloseEntry {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

/// The content of one file of the archive.
Result<std::string> entry(zip_t& archive, const std::string& path, const std::string& name)
{
    zip_stat_t status;
    zip_stat_init(&status);
    if (zip_stat(&archive, path.c_str(), 0, &status) != 0 || (status.valid & ZIP_STAT_SIZE) == 0)
        return Error{ErrorCode::Input, name + " has no \"" + path + "\" in it, so it is not compressed MusicXML."};
    if (status.size > kLargest)
        return Error{ErrorCode::Input, name + " unpacks to more than 256 MiB."};
    const std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen(&archive, path.c_str(), 0));
    std::string content;
    std::array<char, 1 << 16> piece{};
    zip_int64_t count = 0;
    while (file && (count = zip_fread(file.get(), piece.data(), piece.size())) > 0 && content.size() <= status.size)
        content.append(piece.data(), static_cast<std::size_t>(count));
    if (!file || content.size() != status.size)
        return Error{ErrorCode::Input, name + " is damaged: \"" + path + "\" in it cannot be unpacked."};
    return content;
}

bool addEntry(zip_t& archive, const char* path, std::string_view content, zip_int32_t compression)
{
    Source source(zip_source_buffer(&archive, content.data(), content.size(), 0));
    if (!source)
        return false;
    const zip_int64_t index = zip_file_add(&archive, path, source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0)
        return false;
    (void)source.release(); // the archive's now
    // Without a time of day the same song gives the same bytes.
    return zip_set_file_compression(&archive, static_cast<zip_uint64_t>(index), compression, 0) == 0
           && zip_file_set_dostime(&archive, static_cast<zip_uint64_t>(index), 0, 0x21, 0) == 0;
}

} // namespace

bool isZip(std::string_view bytes)
{
    return bytes.starts_with("PK\x03\x04");
}

Result<std::string> scoreInMxl(std::string_view bytes, const std::string& name)
{
    Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr));
    const Archive archive(source ? zip_open_from_source(source.get(), ZIP_RDONLY, nullptr) : nullptr);
    if (!archive)
        return Error{ErrorCode::Input, name + " is a damaged archive."};
    (void)source.release(); // the archive's now
    const auto container = entry(*archive, kContainer, name);
    if (!container)
        return container.error();
    pugi::xml_document document;
    document.load_buffer(container->data(), container->size());
    const std::string path = document.child("container").child("rootfiles").child("rootfile").attribute("full-path").as_string();
    if (path.empty())
        return Error{ErrorCode::Input, name + " does not say which file in it is the score."};
    return entry(*archive, path, name);
}

Result<std::string> mxlOf(std::string_view score)
{
    constexpr std::string_view kType = "application/vnd.recordare.musicxml";
    const std::string container = std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container><rootfiles><rootfile full-path=\"")
                                  + kScore + "\" media-type=\"application/vnd.recordare.musicxml+xml\"/></rootfiles></container>\n";
    const Error noMemory{ErrorCode::Output, "There is no memory for a compressed score."};
    zip_source_t* const made = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    const Source written(made);
    if (!written)
        return noMemory;
    zip_source_keep(made);
    Archive archive(zip_open_from_source(made, ZIP_TRUNCATE, nullptr));
    if (!archive) {
        zip_source_free(made);
        return noMemory;
    }
    if (!addEntry(*archive, "mimetype", kType, ZIP_CM_STORE) || !addEntry(*archive, kContainer, container, ZIP_CM_DEFLATE)
        || !addEntry(*archive, kScore, score, ZIP_CM_DEFLATE) || zip_close(archive.get()) != 0)
        return noMemory;
    (void)archive.release(); // closed
    zip_stat_t status;
    zip_stat_init(&status);
    if (zip_source_open(made) != 0 || zip_source_stat(made, &status) != 0)
        return noMemory;
    std::string bytes(static_cast<std::size_t>(status.size), '\0');
    const bool isWhole = zip_source_read(made, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size());
    zip_source_close(made);
    if (!isWhole)
        return noMemory;
    return bytes;
}

} // namespace continuo
