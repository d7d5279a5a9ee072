// What the handler tests share: an app on a private database, with sites that a test decides.
#pragma once

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "outreach-svc/rpc/handlers.h"
#include "platform/civil_date/civil_date.h"
#include "platform/status/error.h"
#include "platform/testing/private_mariadb.h"
#include "platform/testing/test_call.h"

namespace dukcapil::outreach {

inline constexpr absl::CivilDay kToday(2023, 10, 14);  // a Saturday
inline constexpr absl::CivilDay kFriday(2023, 10, 20);

// `field: REASON` of every violation.
inline std::vector<std::string> ViolationsOf(const absl::Status& status) {
  std::vector<std::string> list;
  for (const Violation& violation : GetErrorDetail(status).violations) {
    list.push_back(violation.field + ": " + violation.reason);
  }
  return list;
}

class HandlerTest : public ::testing::Test {
 protected:
  HandlerTest()
      : app_{storage::Store(testing::NewSchema()),
             Clock(kToday),
             WorkingCalendar(),
             PageTokens(KeyRing({{1, Key{}}})),
             [this](const Call&, absl::string_view regency, absl::CivilDay date) {
               asked_regency_ = std::string(regency);
               asked_date_ = date;
               ++questions_;
               return sites_;
             },
             KnownResidents()} {}

  void SetUp() override { ASSERT_EQ(app_.store.Migrate(), absl::OkStatus()); }

  static v1::CreateTeamRequest TeamRequest(const std::string& id) {
    v1::CreateTeamRequest request;
    request.set_parent("regions/17.02");
    request.set_team_id(id);
    v1::Team& team = *request.mutable_team();
    team.set_display_name("Tim 1");
    team.set_member_count(3);
    team.set_kits(2);
    team.set_recordings_per_kit_hour(6);
    team.set_base("regions/17.02.09");
    v1::WorkWeek& week = *team.mutable_work_week();
    week.set_monday(true);
    week.set_tuesday(true);
    week.set_friday(true);
    return request;
  }

  void AddTeam(const std::string& id) {
    ASSERT_EQ(CreateTeam(app_, testing::WriteCall(), TeamRequest(id)).status(), absl::OkStatus());
  }

  static v1::CreatePlanRequest PlanRequest(absl::CivilDay deadline = kFriday) {
    v1::CreatePlanRequest request;
    request.set_parent("regions/17.02");
    *request.mutable_plan()->mutable_inputs()->mutable_deadline() = ToProto(deadline);
    return request;
  }

  // The same for turnouts that are given, and then hold exactly.
  static v1::CreatePlanRequest SurePlanRequest(absl::CivilDay deadline = kFriday) {
    v1::CreatePlanRequest request = PlanRequest(deadline);
    request.mutable_plan()->mutable_inputs()->set_village_turnout(kVillageTurnout);
    request.mutable_plan()->mutable_inputs()->set_school_turnout(kSchoolTurnout);
    return request;
  }

  // What a visit to a village with `target` people is expected to record before any visit taught better.
  static double Untaught(std::int64_t target, std::int64_t capacity) {
    const Micro expected = ExpectedRecordings(target * kMicro, Turnout().ShareAt(Site()), capacity * kMicro);
    return static_cast<double>(expected) / kMicro;
  }

  // What is kept of the register is as the register says now; or it is not known to be.
  void FollowRegister() { app_.register_horizon.Advance(app_.clock.Now()); }
  void LoseRegister() { app_.register_horizon.Advance(app_.clock.Now() - absl::Minutes(1)); }

  // Answers with what a test sets below.
  Residents KnownResidents() {
    Residents residents;
    residents.list_unrecorded = [this](const Call&, absl::string_view, absl::string_view site,
                                       absl::CivilDay date, absl::string_view purpose) {
      asked_ = absl::StrCat(site, " ", absl::FormatCivilTime(date), " ", purpose);
      return unrecorded_;
    };
    residents.find = [this](const Call&, absl::string_view, const std::vector<std::string>& ids) {
      asked_for_ = ids;
      return found_;
    };
    residents.tell_outcomes = [this](const Call&, const OutcomeBatch& batch) {
      told_.push_back(batch);
      return told_answer_.ok() && told_answer_->empty()
                 ? absl::StatusOr<std::vector<std::string>>(std::vector<std::string>(batch.outcomes.size()))
                 : told_answer_;
    };
    return residents;
  }

  Outreach app_;
  absl::StatusOr<std::vector<UnrecordedPerson>> unrecorded_ = std::vector<UnrecordedPerson>();
  absl::StatusOr<absl::flat_hash_map<std::string, Whereabouts>> found_ =
      absl::flat_hash_map<std::string, Whereabouts>();
  absl::StatusOr<std::vector<std::string>> told_answer_ = std::vector<std::string>();  // empty: all are taken
  std::string asked_;
  std::vector<std::string> asked_for_;
  std::vector<OutcomeBatch> told_;
  absl::StatusOr<std::vector<Site>> sites_ = std::vector<Site>{
      {"17.02.09.2001", SiteKind::kVillage, "Desa Satu", "17.02.09.2001", 100},
      {"17.02.12.2001", SiteKind::kVillage, "Desa Dua", "17.02.12.2001", 40},
      {"10702001", SiteKind::kSchool, "SMA Satu (sintetis)", "17.02.09.2001", 50},
  };
  std::string asked_regency_;
  absl::CivilDay asked_date_;
  int questions_ = 0;  // to population
};

}  // namespace dukcapil::outreach
