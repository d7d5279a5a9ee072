#include "outreach-svc/rpc/convert.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "outreach-svc/rpc/names.h"
#include "platform/status/check_text.h"

namespace dukcapil::outreach {
namespace {

constexpr std::size_t kLongestTeamId = 40;
constexpr absl::string_view kWhatIfPrefix = "extra-";

bool IsTeamId(absl::string_view id) {
  return !id.empty() && id.size() <= kLongestTeamId && !absl::StartsWith(id, kWhatIfPrefix) &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
         });
}

WorkWeek ReadWeek(const v1::WorkWeek& week) {
  return {{week.monday(), week.tuesday(), week.wednesday(), week.thursday(), week.friday(), week.saturday(),
           week.sunday()}};
}

v1::WorkWeek WeekToProto(const WorkWeek& week) {
  v1::WorkWeek proto;
  proto.set_monday(week.days[0]);
  proto.set_tuesday(week.days[1]);
  proto.set_wednesday(week.days[2]);
  proto.set_thursday(week.days[3]);
  proto.set_friday(week.days[4]);
  proto.set_saturday(week.days[5]);
  proto.set_sunday(week.days[6]);
  return proto;
}

}  // namespace

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp proto;
  proto.set_seconds(absl::ToUnixSeconds(time));
  proto.set_nanos(static_cast<int>((time - absl::FromUnixSeconds(proto.seconds())) / absl::Nanoseconds(1)));
  return proto;
}

v1::Team ToProto(absl::string_view regency, const storage::TeamRow& row) {
  const Team& team = row.team;
  v1::Team proto;
  proto.set_name(TeamName(regency, team.id));
  proto.set_display_name(team.display_name);
  proto.set_member_count(team.member_count);
  proto.set_kits(team.kits);
  proto.set_recordings_per_kit_hour(team.recordings_per_kit_hour);
  proto.set_base(RegionName(team.base));
  *proto.mutable_work_week() = WeekToProto(team.work_week);
  *proto.mutable_create_time() = ToProto(row.create_time);
  return proto;
}

v1::Site ToProto(absl::string_view regency, const storage::SiteRow& row) {
  const Site& site = row.site;
  v1::Site proto;
  proto.set_name(SiteName(regency, site.id));
  proto.set_kind(static_cast<v1::SiteKind>(site.kind));
  proto.set_display_name(site.display_name);
  proto.set_village(RegionName(site.village));
  proto.set_target(site.target);
  *proto.mutable_sync_time() = ToProto(row.sync_time);
  return proto;
}

Team FromProto(const v1::Team& proto, absl::string_view id, absl::string_view regency,
               Violations& violations) {
  if (!IsTeamId(id)) {
    violations.Add("team_id", "TEAM_ID",
                   "must have 1 to 40 characters of `a-z0-9-` and not begin with `extra-`");
  }
  CheckText(proto.display_name(), 1, 100, "team.display_name", violations);
  CheckRange(proto.member_count(), 1, 50, "team.member_count", violations);
  CheckRange(proto.kits(), 1, 20, "team.kits", violations);
  CheckRange(proto.recordings_per_kit_hour(), 1, 60, "team.recordings_per_kit_hour", violations);
  const std::optional<std::string> base = ParseDistrict(proto.base(), regency, "team.base", violations);
  const WorkWeek week = ReadWeek(proto.work_week());
  if (std::none_of(week.days.begin(), week.days.end(), [](bool works) { return works; })) {
    violations.Add("team.work_week", "WORK_WEEK_EMPTY", "must have at least one day");
  }
  return {std::string(id),
          proto.display_name(),
          proto.member_count(),
          proto.kits(),
          proto.recordings_per_kit_hour(),
          base.value_or(""),
          week};
}

void CheckCoverageDate(absl::CivilDay date, absl::string_view field, Violations& violations) {
  if (date < absl::CivilDay(2011, 1, 1)) {
    violations.Add(field, "DATE_TOO_EARLY", "figures begin on 2011-01-01");
  }
}

void CheckRange(int value, int low, int high, absl::string_view field, Violations& violations) {
  if (value >= low && value <= high) return;
  violations.Add(field, "OUT_OF_RANGE", absl::StrCat("must be ", low, " to ", high));
}

}  // namespace dukcapil::outreach
