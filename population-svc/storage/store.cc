#include "population-svc/storage/store.h"

namespace dukcapil::population::storage {

absl::Status Store::WriteInternal(const Call& call, absl::FunctionRef<absl::Status(Tx&)> body) {
  return database_.WriteInternal(call, [&](mysql::Transaction& transaction) {
    Tx tx(transaction);
    return body(tx);
  });
}

}  // namespace dukcapil::population::storage
