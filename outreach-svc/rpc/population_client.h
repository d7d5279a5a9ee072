// Sites from population-svc, over gRPC.
#pragma once

#include <memory>

#include <grpcpp/channel.h>

#include "outreach-svc/rpc/app.h"

namespace dukcapil::outreach {

// Asks for village coverage and for every page of schools, at once, as the service itself.
FetchSites FetchSitesFrom(std::shared_ptr<grpc::Channel> population);

}  // namespace dukcapil::outreach
