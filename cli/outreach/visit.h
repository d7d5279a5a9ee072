// The noun `visit`.
#pragma once

#include "cli/arguments.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"

namespace dukcapil::cli {

const std::vector<Column>& VisitColumns();

// Verbs in files of their own: visit_call_list.cc, visit_reconcile.cc.
void AddCallList(CommandLine& line, CLI::App* noun);
void AddReconcile(CommandLine& line, CLI::App* noun);

}  // namespace dukcapil::cli
