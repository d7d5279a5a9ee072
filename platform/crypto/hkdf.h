// Key derivation: HKDF with SHA-256 (RFC 5869).
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace dukcapil {

// `length` bytes derived from `secret`; `info` says what they are for, so that keys for two uses differ.
std::string Hkdf(absl::string_view secret, absl::string_view salt, absl::string_view info, int length);

}  // namespace dukcapil
