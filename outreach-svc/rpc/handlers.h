// The RPCs of outreach-svc, each in the file of its name. Contracts: outreach_service.proto.
#pragma once

#include "absl/status/statusor.h"
#include "dukcapil/outreach/v1/outreach_service.pb.h"
#include "outreach-svc/rpc/app.h"
#include "platform/access/call.h"

namespace dukcapil::outreach {

// Teams.
absl::StatusOr<v1::Team> CreateTeam(Outreach& app, const Call& call, const v1::CreateTeamRequest& request);
absl::StatusOr<v1::Team> UpdateTeam(Outreach& app, const Call& call, const v1::UpdateTeamRequest& request);
absl::StatusOr<v1::ListTeamsResponse> ListTeams(Outreach& app, const Call& call,
                                                const v1::ListTeamsRequest& request);

// Sites.
absl::StatusOr<v1::ListSitesResponse> ListSites(Outreach& app, const Call& call,
                                                const v1::ListSitesRequest& request);
absl::StatusOr<v1::Site> UpdateSite(Outreach& app, const Call& call, const v1::UpdateSiteRequest& request);

// Plans.
absl::StatusOr<v1::Plan> CreatePlan(Outreach& app, const Call& call, const v1::CreatePlanRequest& request);
absl::StatusOr<v1::Plan> GetPlan(Outreach& app, const Call& call, const v1::GetPlanRequest& request);
absl::StatusOr<v1::PublishPlanResponse> PublishPlan(Outreach& app, const Call& call,
                                                    const v1::PublishPlanRequest& request);
absl::StatusOr<v1::ListPlansResponse> ListPlans(Outreach& app, const Call& call,
                                                const v1::ListPlansRequest& request);
absl::StatusOr<v1::PlanComparison> ComparePlans(Outreach& app, const Call& call,
                                                const v1::ComparePlansRequest& request);
absl::StatusOr<v1::Progress> GetProgress(Outreach& app, const Call& call,
                                         const v1::GetProgressRequest& request);

// Visits.
absl::StatusOr<v1::Visit> CreateVisit(Outreach& app, const Call& call, const v1::CreateVisitRequest& request);
absl::StatusOr<v1::Visit> GetVisit(Outreach& app, const Call& call, const v1::GetVisitRequest& request);
absl::StatusOr<v1::ListVisitsResponse> ListVisits(Outreach& app, const Call& call,
                                                  const v1::ListVisitsRequest& request);
absl::StatusOr<v1::Visit> UpdateVisit(Outreach& app, const Call& call, const v1::UpdateVisitRequest& request);
absl::StatusOr<v1::Visit> ConfirmVisit(Outreach& app, const Call& call,
                                       const v1::ConfirmVisitRequest& request);
absl::StatusOr<v1::Visit> StartVisit(Outreach& app, const Call& call, const v1::StartVisitRequest& request);
absl::StatusOr<v1::Visit> CompleteVisit(Outreach& app, const Call& call,
                                        const v1::CompleteVisitRequest& request);
absl::StatusOr<v1::Visit> CancelVisit(Outreach& app, const Call& call, const v1::CancelVisitRequest& request);
absl::StatusOr<v1::BatchReportOutcomesResponse> BatchReportOutcomes(
    Outreach& app, const Call& call, const v1::BatchReportOutcomesRequest& request);
absl::StatusOr<v1::ListOutcomesResponse> ListOutcomes(Outreach& app, const Call& call,
                                                      const v1::ListOutcomesRequest& request);
absl::StatusOr<v1::ListCalleesResponse> ListCallees(Outreach& app, const Call& call,
                                                    const v1::ListCalleesRequest& request);

}  // namespace dukcapil::outreach
