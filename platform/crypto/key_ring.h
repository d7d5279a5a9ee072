// Keys from files: `{purpose}-{key id}.key`, 32 random bytes each. The highest key id is the current one.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace dukcapil {

using Key = std::array<unsigned char, 32>;

// Keys of one purpose, for example `nik-aead`, `nik-index`, `page-token`. Immutable.
class KeyRing {
 public:
  // NOT_FOUND where `directory` holds no key of `purpose`; FAILED_PRECONDITION, naming the file, where a file
  // cannot be read, has another size, an id that is no number from 0 to 2^32 - 1, or may be read by others or
  // written by the group. (The group may read: that is how Kubernetes mounts a secret for a service that is
  // not root.)
  static absl::StatusOr<KeyRing> Load(const std::string& directory, absl::string_view purpose);
  explicit KeyRing(std::map<std::uint32_t, Key> keys) : keys_(std::move(keys)) {}

  std::uint32_t current_id() const { return keys_.rbegin()->first; }
  const Key& current() const { return keys_.rbegin()->second; }
  std::vector<Key> NewestFirst() const;
  // Null where unknown.
  const Key* Find(std::uint32_t id) const;

 private:
  std::map<std::uint32_t, Key> keys_;
};

}  // namespace dukcapil
