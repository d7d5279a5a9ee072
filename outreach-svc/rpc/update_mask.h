// Update masks (AIP-134).
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"
#include "platform/status/error.h"

namespace dukcapil::outreach {

// The fields that `mask` names; all that are `updatable` where it is empty. A violation (NOT_UPDATABLE) for
// each path that is not among them.
std::vector<std::string> ReadMask(const google::protobuf::FieldMask& mask,
                                  absl::Span<const absl::string_view> updatable, Violations& violations);

// Moves `fields`, set or not, from `given` into `current`, both of one type.
void MoveFields(const std::vector<std::string>& fields, google::protobuf::Message& given,
                google::protobuf::Message& current);

}  // namespace dukcapil::outreach
