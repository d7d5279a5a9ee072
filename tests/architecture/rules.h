// The layer table as code: what a source file may include and say, by where it lies.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace dukcapil::architecture {

// Every breach of the rules in `source`, the text of the file at `path` (relative to the repository, with
// `/`), each as `path: what is wrong`. Empty where the file keeps them. The rules, by folder:
//
// - X/domain/: std without threads, absl without synchronization and the real clock, platform/status,
//   platform/clock (not the Clock itself), its own domain/; for numbers LEMON and Boost.Random.
// - X/storage/: its own domain/ and storage/, platform/ but rpc; no proto, no gRPC.
// - X/rpc/: `.grpc.pb.h` and <grpcpp/…> only where a service or a client is bound to gRPC, that is in
//   *_service and *_client.
// - X/: anything of its own service, never another service's folder.
// - gateway/access/: no gRPC.
// - platform/: nothing of a service, and no proto of theirs: it knows no domain noun.
// - cli/, samples/: they reach services through their protos alone.
//
// The database driver is named in platform/mysql/ only, SQL in storage/ and platform/mysql/ only, and a
// balance (`on_hand`, `reserved`) is never set to a bound value: that is read-then-write, which loses
// updates. Tests may in addition use GoogleTest, and outside domain/ platform/testing, gRPC and SQL.
std::vector<std::string> Breaches(absl::string_view path, absl::string_view source);

}  // namespace dukcapil::architecture
