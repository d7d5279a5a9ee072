#include "population-svc/rpc/convert_snapshot.h"

#include "platform/civil_date/civil_date.h"
#include "population-svc/rpc/convert.h"
#include "population-svc/rpc/names.h"

namespace dukcapil::population {

using dukcapil::ToProto;  // of civil dates, hidden by those declared here

v1::CoverageSnapshot ToProto(absl::string_view regency, const storage::SnapshotRow& row) {
  v1::CoverageSnapshot proto;
  proto.set_name(CoverageSnapshotName(regency, row.id));
  *proto.mutable_date() = ToProto(row.date);
  proto.set_label(row.label);
  proto.set_source_note(row.source_note);
  proto.set_published_obliged(row.published_obliged);
  proto.set_published_not_recorded(row.published_not_recorded);
  *proto.mutable_known() = ToProto(row.known);
  *proto.mutable_create_time() = ToProto(row.create_time);
  proto.set_created_by(row.created_by);
  return proto;
}

}  // namespace dukcapil::population
