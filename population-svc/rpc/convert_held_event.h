// Held events as told.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "dukcapil/population/v1/recording.pb.h"
#include "platform/crypto/aead.h"
#include "population-svc/storage/rows.h"

namespace dukcapil::population {

// DATA_LOSS where the sealed NIK does not open.
absl::StatusOr<v1::HeldEvent> ToProto(absl::string_view regency, const storage::HeldEventRow& row,
                                      const Aead& nik_aead);

}  // namespace dukcapil::population
