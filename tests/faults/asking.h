// Questions to services that may be down just now, and to their schemas.
#pragma once

#include <map>
#include <string>
#include <thread>

#include <grpcpp/grpcpp.h>

#include "absl/strings/string_view.h"
#include "platform/mysql/database.h"
#include "tests/faults/running_services.h"

namespace dukcapil::testing {

// True where the same call again may be answered.
bool MayPass(const grpc::Status& status);

// Calls until it is answered, with the same request each time.
template <class Call>
grpc::Status UntilAnswered(const Call& call) {
  while (true) {
    grpc::ClientContext context;
    AsAdministrator(context);
    context.set_wait_for_ready(true);  // or nobody sees to the connection while a service is away
    const grpc::Status status = call(context);
    if (!MayPass(status)) return status;
    std::this_thread::yield();
  }
}

// The rows of a question to one of the schemas: the second column by the first.
using Answer = std::map<std::string, std::string>;
Answer Ask(const mysql::DatabaseOptions& schema, absl::string_view sql);

}  // namespace dukcapil::testing
