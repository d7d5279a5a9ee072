// Update masks (AIP-134).
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"
#include "platform/status/error.h"

namespace dukcapil {

// The fields that `mask` names; all that are `updatable` where it is empty. A violation (NOT_UPDATABLE) of
// `update_mask.paths[i]` for each path that is not among them; its description is `must_be`, or lists them
// where that is empty.
std::vector<std::string> ReadMask(const google::protobuf::FieldMask& mask,
                                  absl::Span<const absl::string_view> updatable, Violations& violations,
                                  absl::string_view must_be = "");

// Moves `fields`, set or not, from `given` into `current`, both of one type; each is a field of it.
void MoveFields(const std::vector<std::string>& fields, google::protobuf::Message& given,
                google::protobuf::Message& current);

}  // namespace dukcapil
