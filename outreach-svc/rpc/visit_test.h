// What the tests of visits share: two teams, and each step of a visit in a line.
#pragma once

#include <string>

#include "outreach-svc/rpc/outreach_test.h"

namespace dukcapil::outreach {

inline constexpr char kDesaSatu[] = "regions/17.02/sites/17.02.09.2001";
inline constexpr char kDesaDua[] = "regions/17.02/sites/17.02.12.2001";

inline std::string ReasonFrom(const absl::Status& status) {
  return status.ok() ? "" : GetErrorDetail(status).reason;
}

inline std::string MetadataOf(const absl::Status& status, const std::string& key) {
  for (const auto& [name, value] : GetErrorDetail(status).metadata) {
    if (name == key) return value;
  }
  return "";
}

class VisitTest : public HandlerTest {
 protected:
  void SetUp() override {
    HandlerTest::SetUp();
    AddTeam("a");
    AddTeam("b");
  }

  static v1::CreateVisitRequest VisitRequest(const std::string& team, const std::string& site,
                                             absl::CivilDay date = kToday,
                                             v1::HalfDay half = v1::HALF_DAY_MORNING) {
    v1::CreateVisitRequest request;
    request.set_parent("regions/17.02");
    request.mutable_visit()->set_team("regions/17.02/teams/" + team);
    request.mutable_visit()->set_site(site);
    *request.mutable_visit()->mutable_date() = ToProto(date);
    request.mutable_visit()->set_half_day(half);
    return request;
  }
  absl::StatusOr<v1::Visit> Create(const v1::CreateVisitRequest& request) {
    return CreateVisit(app_, testing::WriteCall(), request);
  }
  template <class Request>
  static Request On(const v1::Visit& visit) {
    Request request;
    request.set_name(visit.name());
    return request;
  }
  absl::StatusOr<v1::Visit> Confirm(const v1::Visit& visit) {
    return ConfirmVisit(app_, testing::WriteCall(), On<v1::ConfirmVisitRequest>(visit));
  }
  absl::StatusOr<v1::Visit> Start(const v1::Visit& visit) {
    return StartVisit(app_, testing::WriteCall(), On<v1::StartVisitRequest>(visit));
  }
  absl::StatusOr<v1::Visit> Cancel(const v1::Visit& visit) {
    v1::CancelVisitRequest request = On<v1::CancelVisitRequest>(visit);
    request.set_reason("hujan");
    return CancelVisit(app_, testing::WriteCall(), request);
  }
  static v1::CompleteVisitRequest Result(const v1::Visit& visit, int came, int recorded) {
    v1::CompleteVisitRequest request = On<v1::CompleteVisitRequest>(visit);
    request.mutable_result()->set_invited(100);
    request.mutable_result()->set_came(came);
    request.mutable_result()->set_recorded(recorded);
    return request;
  }
  absl::StatusOr<v1::Visit> Complete(const v1::CompleteVisitRequest& request) {
    return CompleteVisit(app_, testing::WriteCall(), request);
  }
  v1::Visit Begun(const std::string& team, const std::string& site) {
    const v1::Visit visit = Create(VisitRequest(team, site)).value();
    EXPECT_TRUE(Confirm(visit).ok());
    return Start(visit).value();
  }
  v1::ListVisitsResponse List(const v1::ListVisitsRequest& filters) {
    v1::ListVisitsRequest request = filters;
    request.set_parent("regions/17.02");
    return ListVisits(app_, testing::ReadCall(), request).value();
  }
  v1::Plan MakePlan() { return CreatePlan(app_, testing::WriteCall(), PlanRequest()).value(); }
  absl::StatusOr<v1::PublishPlanResponse> Publish(const v1::Plan& plan,
                                                  v1::FallenAway fallen = v1::FALLEN_AWAY_UNSPECIFIED) {
    v1::PublishPlanRequest request;
    request.set_name(plan.name());
    request.set_fallen_away(fallen);
    if (fallen == v1::FALLEN_AWAY_CANCEL) request.set_cancel_reason("rencana baru");
    return PublishPlan(app_, testing::WriteCall(), request);
  }
};

}  // namespace dukcapil::outreach
