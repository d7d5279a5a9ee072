#include "outreach-svc/rpc/convert.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "outreach-svc/rpc/etag.h"
#include "outreach-svc/rpc/names.h"
#include "platform/civil_date/civil_date.h"
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

constexpr int kMostRanges = 100;
constexpr int kMostTravelMinutes = 1'440;

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

std::vector<DayRange> ReadRanges(const google::protobuf::RepeatedPtrField<v1::DateRange>& ranges,
                                 absl::string_view field, Violations& violations) {
  std::vector<DayRange> read;
  if (ranges.size() > kMostRanges) {
    violations.Add(field, "TOO_MANY", absl::StrCat("must be at most ", kMostRanges));
    return read;
  }
  for (int i = 0; i < ranges.size(); ++i) {
    const std::string path = absl::StrCat(field, "[", i, "].");
    CheckText(ranges[i].note(), 0, 100, path + "note", violations);
    const auto first = FromProto(ranges[i].first(), path + "first", violations);
    const auto last = FromProto(ranges[i].last(), path + "last", violations);
    if (!first.has_value() || !last.has_value()) continue;
    if (*last < *first) violations.Add(path + "last", "BEFORE_START", "must not be before the first day");
    read.push_back({*first, *last, ranges[i].note()});
  }
  return read;
}

void RangesToProto(const std::vector<DayRange>& ranges,
                   google::protobuf::RepeatedPtrField<v1::DateRange>& protos) {
  for (const DayRange& range : ranges) {
    v1::DateRange& proto = *protos.Add();
    *proto.mutable_first() = dukcapil::ToProto(range.first);
    *proto.mutable_last() = dukcapil::ToProto(range.last);
    proto.set_note(range.note);
  }
}

std::optional<Coordinates> ReadCoordinates(bool is_set, const v1::Coordinates& proto,
                                           const std::string& field, Violations& violations) {
  if (!is_set) return std::nullopt;
  if (!(proto.latitude() >= -90 && proto.latitude() <= 90)) {
    violations.Add(field + ".latitude", "OUT_OF_RANGE", "must be -90 to 90");
  }
  if (!(proto.longitude() >= -180 && proto.longitude() <= 180)) {
    violations.Add(field + ".longitude", "OUT_OF_RANGE", "must be -180 to 180");
  }
  return Coordinates{proto.latitude(), proto.longitude()};
}

void CoordinatesToProto(const Coordinates& at, v1::Coordinates& proto) {
  proto.set_latitude(at.latitude);
  proto.set_longitude(at.longitude);
}

}  // namespace

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp proto;
  proto.set_seconds(absl::ToUnixSeconds(time));
  const absl::Duration rest = time - absl::FromUnixSeconds(proto.seconds());
  proto.set_nanos(static_cast<int>(absl::ToInt64Microseconds(rest) * 1000));
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
  *proto.mutable_mornings_only() = WeekToProto(team.mornings_only);
  RangesToProto(team.leaves, *proto.mutable_leaves());
  if (team.base_location.has_value()) CoordinatesToProto(*team.base_location, *proto.mutable_base_location());
  proto.set_etag(EtagOf(row.version));
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
  *proto.mutable_mornings() = WeekToProto(site.access.mornings);
  *proto.mutable_afternoons() = WeekToProto(site.access.afternoons);
  RangesToProto(site.access.closures, *proto.mutable_closures());
  if (site.access.location.has_value()) CoordinatesToProto(*site.access.location, *proto.mutable_location());
  if (site.access.travel_minutes.has_value()) proto.set_travel_minutes(*site.access.travel_minutes);
  proto.set_etag(EtagOf(row.version));
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
  return {
      std::string(id),
      proto.display_name(),
      proto.member_count(),
      proto.kits(),
      proto.recordings_per_kit_hour(),
      base.value_or(""),
      week,
      ReadWeek(proto.mornings_only()),
      ReadRanges(proto.leaves(), "team.leaves", violations),
      ReadCoordinates(proto.has_base_location(), proto.base_location(), "team.base_location", violations)};
}

SiteAccess FromProto(const v1::Site& proto, Violations& violations) {
  SiteAccess access;
  if (proto.has_mornings()) access.mornings = ReadWeek(proto.mornings());
  if (proto.has_afternoons()) access.afternoons = ReadWeek(proto.afternoons());
  access.closures = ReadRanges(proto.closures(), "site.closures", violations);
  access.location = ReadCoordinates(proto.has_location(), proto.location(), "site.location", violations);
  if (proto.has_travel_minutes()) {
    CheckRange(proto.travel_minutes(), 0, kMostTravelMinutes, "site.travel_minutes", violations);
    access.travel_minutes = proto.travel_minutes();
  }
  return access;
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
