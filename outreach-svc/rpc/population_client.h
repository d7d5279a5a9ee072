// Sites and residents from population-svc, over gRPC.
#pragma once

#include <memory>

#include <grpcpp/channel.h>

#include "outreach-svc/rpc/app.h"

namespace dukcapil::outreach {

// Asks for village coverage and for every page of schools, at once, as the service itself.
FetchSites FetchSitesFrom(const std::shared_ptr<grpc::Channel>& population);

// Residents of a site page by page, single ones by a call each, outcomes as one batch of recording events; as
// the service itself.
Residents ResidentsFrom(const std::shared_ptr<grpc::Channel>& population);

}  // namespace dukcapil::outreach
