#include "population-svc/work/region_loader.h"

#include <libfccp/csv.h>

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "platform/access/region_scope.h"
#include "platform/crypto/aead.h"
#include "platform/file/read_whole_file.h"
#include "platform/log/log.h"
#include "platform/status/status_macros.h"

namespace dukcapil::population {
namespace {

using storage::RegionLevel;
using storage::RegionRow;

struct File {
  const char* name;
  RegionLevel level;
  std::size_t code_length;
};
constexpr std::array<File, 4> kFiles = {{{"provinces.csv", RegionLevel::kProvince, 2},
                                         {"regencies.csv", RegionLevel::kRegency, 5},
                                         {"districts.csv", RegionLevel::kDistrict, 8},
                                         {"villages.csv", RegionLevel::kVillage, 13}}};

constexpr absl::Duration kLoadTime = absl::Minutes(2);

absl::Status ReadFile(const std::string& directory, const File& file, std::vector<RegionRow>& regions) {
  try {
    // The files quote nothing: a quotation mark is a letter of the name, as in `Ja"an`.
    io::CSVReader<2, io::trim_chars<' '>, io::no_quote_escape<','>> reader(
        absl::StrCat(directory, "/", file.name));
    reader.read_header(io::ignore_extra_column, "code", "name");
    RegionRow region;
    region.level = file.level;
    while (reader.read_row(region.code, region.name)) {
      if (region.code.size() != file.code_length || !RegionOf(RegionName(region.code)).ok() ||
          region.name.empty()) {
        return absl::InvalidArgumentError(
            absl::StrCat(file.name, ", line ", reader.get_file_line(), ": no region"));
      }
      regions.push_back(region);
    }
  } catch (const io::error::can_not_open_file&) {
    return absl::NotFoundError(absl::StrCat(file.name, " cannot be opened"));
  } catch (const io::error::base& error) {
    return absl::InvalidArgumentError(absl::StrCat(file.name, ": ", error.what()));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> DigestOf(const std::string& directory) {
  std::string digests;
  for (const File& file : kFiles) {
    ASSIGN_OR_RETURN(const std::string content, ReadWholeFile(absl::StrCat(directory, "/", file.name)));
    digests += Sha256(content);
  }
  return Sha256(digests);
}

}  // namespace

absl::StatusOr<std::vector<RegionRow>> ReadRegionFiles(const std::string& directory) {
  std::vector<RegionRow> regions;
  for (const File& file : kFiles) RETURN_IF_ERROR(ReadFile(directory, file, regions));
  return regions;
}

absl::Status LoadRegions(storage::Store& store, const Clock& clock, const std::string& directory) {
  Call call;
  call.method = "LoadRegions";
  call.deadline = absl::Now() + kLoadTime;
  ASSIGN_OR_RETURN(const std::string digest, DigestOf(directory));
  ASSIGN_OR_RETURN(const auto loaded,
                   store.Read(call, [](storage::Snapshot& snapshot) { return snapshot.RegionDataDigest(); }));
  if (loaded == digest) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<RegionRow> regions, ReadRegionFiles(directory));
  RETURN_IF_ERROR(store.WriteInternal(call, [&](storage::Tx& tx) -> absl::Status {
    tx.NoChange();
    RETURN_IF_ERROR(tx.SaveRegionDataDigest(digest, static_cast<int>(regions.size()), clock.Now()));
    return tx.SaveRegions(regions);
  }));
  Log(LogLevel::kInfo, "regions loaded", {{"regions", absl::StrCat(regions.size())}});
  return absl::OkStatus();
}

}  // namespace dukcapil::population
