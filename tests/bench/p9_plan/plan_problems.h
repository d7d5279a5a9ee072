// Problems of the sizes that matter, drawn from a fixed seed.
#pragma once

#include "outreach-svc/domain/plan_problem.h"

namespace dukcapil::bench {

// `regencies` of 15 districts, with 160 villages and 40 schools each, `teams` of 1 to 3 kits with bases
// spread over the districts, working Monday to Saturday for `days`. About 14,000 people a regency are to be
// recorded.
outreach::PlanProblem RegenciesProblem(int regencies, int teams, int days);

// The reference case: one regency, three equal teams of 2 kits from one base, 14 October 2023 to 13 February
// 2024.
outreach::PlanProblem ReferenceProblem();

}  // namespace dukcapil::bench
