#include "platform/crypto/key_ring.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/file/read_whole_file.h"
#include "platform/status/status_macros.h"

namespace dukcapil {
namespace {

absl::StatusOr<Key> LoadKey(const std::string& path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0) {
    return absl::FailedPreconditionError(absl::StrCat("key file ", path, " cannot be read"));
  }
  if ((info.st_mode & (S_IRWXO | S_IWGRP)) != 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("key file ", path, " is open to others: make its mode 0600"));
  }
  const absl::StatusOr<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return absl::FailedPreconditionError(absl::StrCat("key file: ", bytes.status().message()));
  Key key;
  if (bytes->size() != key.size()) {
    return absl::FailedPreconditionError(
        absl::StrCat("key file ", path, " has ", bytes->size(), " bytes, not ", key.size()));
  }
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return key;
}

}  // namespace

absl::StatusOr<KeyRing> KeyRing::Load(const std::string& directory, absl::string_view purpose) {
  std::map<std::uint32_t, Key> keys;
  const std::string prefix = absl::StrCat(purpose, "-");
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    const std::string name = entry.path().filename().string();
    absl::string_view id_text = name;
    if (!absl::ConsumePrefix(&id_text, prefix) || !absl::ConsumeSuffix(&id_text, ".key")) continue;
    std::uint32_t id = 0;
    if (!absl::SimpleAtoi(id_text, &id)) {
      return absl::FailedPreconditionError(
          absl::StrCat("key file ", entry.path().string(), " has an id that is no number"));
    }
    ASSIGN_OR_RETURN(keys[id], LoadKey(entry.path().string()));
  }
  if (keys.empty()) {
    return absl::NotFoundError(absl::StrCat("no key of ", purpose, " in ", directory));
  }
  return KeyRing(std::move(keys));
}

std::vector<Key> KeyRing::NewestFirst() const {
  std::vector<Key> keys;
  keys.reserve(keys_.size());
  for (auto key = keys_.rbegin(); key != keys_.rend(); ++key) keys.push_back(key->second);
  return keys;
}

const Key* KeyRing::Find(std::uint32_t id) const {
  const auto found = keys_.find(id);
  return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace dukcapil
