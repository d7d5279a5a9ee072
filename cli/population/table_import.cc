#include "cli/population/table_import.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "cli/exit_codes.h"
#include "cli/import/importer.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

struct ImportOptions {
  std::string path;
  std::string refused_path;    // the default unless given
  std::string elsewhere_path;  // follows from `path`
  bool dry_run = false;
  bool yes = false;
  bool anyway = false;
  int at_a_time = 4;
};

// Also by a link, or before either is there.
bool IsSameFile(const std::string& one, const std::string& other) {
  namespace fs = std::filesystem;
  std::error_code failed;
  if (fs::equivalent(one, other, failed)) return true;
  const fs::path first = fs::weakly_canonical(fs::absolute(one, failed), failed);
  if (failed) return false;
  return first == fs::weakly_canonical(fs::absolute(other, failed), failed) && !failed;
}

// The lists replace what is there: neither may be the table or the other list.
absl::Status CheckLists(const ImportOptions& options) {
  for (const std::string& list : {options.refused_path, options.elsewhere_path}) {
    for (const std::string& written : {list, list + kUnfinishedList}) {
      if (!IsSameFile(written, options.path)) continue;
      return UsageError(absl::StrCat("the table itself would be replaced by the list ", list));
    }
  }
  if (!IsSameFile(options.refused_path, options.elsewhere_path)) return absl::OkStatus();
  return UsageError(absl::StrCat(options.elsewhere_path,
                                 " is for those who live elsewhere: name another file for --refused"));
}

void TellForm(const Table& table, std::ostream& err) {
  const std::string separator = table.separator() == '\t' ? "tab" : std::string(1, table.separator());
  err << "the file is " << table.form().encoding << ", its columns are separated by " << separator << "\n";
  if (!table.ignored().empty()) err << "columns not read: " << absl::StrJoin(table.ignored(), ", ") << "\n";
}

absl::StatusOr<Referents> FetchReferents(Session& session) {
  Referents known{Villages(session.globals().region), {}};
  for (const population::v1::RegionLevel level :
       {population::v1::REGION_LEVEL_DISTRICT, population::v1::REGION_LEVEL_VILLAGE}) {
    population::v1::ListRegionsRequest request;
    request.set_parent(session.Parent());
    request.set_level(level);
    population::v1::ListRegionsResponse response;
    RETURN_IF_ERROR(session.CallAllPages(request, response, /*limit=*/0));
    for (const population::v1::Region& region : response.regions()) {
      known.villages.Add(region.code(), region.display_name());
    }
  }
  population::v1::ListRecordingCodesRequest codes_request;
  codes_request.set_parent(session.Parent());
  ASSIGN_OR_RETURN(const auto codes, session.Call<population::v1::ListRecordingCodesResponse>(codes_request));
  for (const population::v1::RecordingCode& code : codes.codes()) known.recording_codes.insert(code.code());
  return known;
}

void TellListed(const ImportFigures& figures, const ImportJob& job, std::ostream& err) {
  if (figures.elsewhere > 0) {
    err << figures.elsewhere << " rows are of people who do not live here, listed in " << job.elsewhere_path
        << "\n";
  }
  if (figures.not_registered > 0) {
    err << "  with a NIK of this regency under which nobody here is registered: " << figures.not_registered
        << "\n";
  }
  if (figures.refused == 0) return;
  err << figures.refused << " rows are refused and listed in " << job.refused_path << "\n";
  for (const auto& [reason, count] : figures.reasons) err << "  " << reason << ": " << count << "\n";
}

int Print(Session& session, const ImportFigures& figures) {
  WriteFigures(session.out(), session.globals().format,
               {{"rows", absl::StrCat(figures.rows)},
                {"created", absl::StrCat(figures.created)},
                {"updated", absl::StrCat(figures.updated)},
                {"unchanged", absl::StrCat(figures.unchanged)},
                {"elsewhere", absl::StrCat(figures.elsewhere)},
                {"refused", absl::StrCat(figures.refused)}});
  return figures.refused == 0 ? kOk : kFinding;
}

absl::StatusOr<int> Import(Session& session, const ImportOptions& options, Table& table,
                           std::function<std::unique_ptr<Kind>()> new_kind) {
  const samples::LoaderPorts ports = {
      [&session](const google::protobuf::Message& request, google::protobuf::Message& response) {
        return session.Call(request, response);
      },
      [](absl::Duration pause) { absl::SleepFor(pause); },
      [&session](absl::string_view done) { session.err() << done << std::endl; }};
  const ImportJob job = {session.Parent(), std::move(new_kind), options.refused_path, options.elsewhere_path,
                         options.at_a_time};
  Importer importer(ports, table, job);
  ASSIGN_OR_RETURN(const ImportFigures checked, importer.Pass(/*validate_only=*/true));
  for (const std::string& remark : importer.remarks()) session.err() << remark << "\n";
  for (const std::string& doubt : importer.doubts()) session.err() << "LOOKS WRONG: " << doubt << "\n";
  TellListed(checked, job, session.err());
  if (options.dry_run || !options.yes) {
    session.err() << "this was the check, nothing is imported: "
                  << (importer.doubts().empty() ? "--yes imports the rows that are not refused\n"
                                                : "export the file anew, or insist with --yes --anyway\n");
    const int code = Print(session, checked);
    return importer.doubts().empty() ? code : kFinding;
  }
  if (!importer.doubts().empty() && !options.anyway) {
    session.err() << "nothing is imported: --anyway if the file is right all the same\n";
    Print(session, checked);
    return kFinding;
  }
  ASSIGN_OR_RETURN(const ImportFigures imported, importer.Pass(/*validate_only=*/false));
  // What the check found stands in the file by now; what came since is new.
  if (imported.refused != checked.refused) TellListed(imported, job, session.err());
  return Print(session, imported);
}

}  // namespace

void AddImportVerb(CommandLine& line, CLI::App* noun, const std::string& verb, const std::string& about,
                   const std::string& example, absl::Span<const Field> fields,
                   std::function<std::unique_ptr<Kind>(const Referents& known)> new_kind) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* added = AddVerb(line, noun, verb, about, example,
                            [options, fields, new_kind](Session& session) -> absl::StatusOr<int> {
                              if (options->refused_path.empty()) {
                                options->refused_path = options->path + ".errors.csv";
                              }
                              options->elsewhere_path = options->path + ".elsewhere.csv";
                              RETURN_IF_ERROR(CheckLists(*options));
                              ASSIGN_OR_RETURN(Table table, Table::Open(options->path, fields));
                              TellForm(table, session.err());
                              RETURN_IF_ERROR(session.Connect());
                              ASSIGN_OR_RETURN(const Referents known, FetchReferents(session));
                              return Import(session, *options, table, [&] { return new_kind(known); });
                            });
  added->add_option("file", options->path, "CSV as the office exports it")->required();
  added->add_flag("--dry-run", options->dry_run, "check alone, also with --yes");
  added->add_flag("--yes", options->yes, "import the rows that the check does not refuse");
  added->add_flag("--anyway", options->anyway, "import although the file as a whole looks wrong");
  added->add_option("--refused", options->refused_path, "list of refused rows (default FILE.errors.csv)");
  added->add_option("--at-a-time", options->at_a_time, "batches of 1,000 rows under way (default 4)")
      ->check(CLI::Range(1, 16));
}

}  // namespace dukcapil::cli
