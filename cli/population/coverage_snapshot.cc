#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "cli/nouns.h"
#include "cli/verb_on_one.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

const std::vector<Column>& SnapshotColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"DATE", "date"},
                                                        {"LABEL", "label"},
                                                        {"PUBLISHED OBLIGED", "published_obliged"},
                                                        {"PUBLISHED NOT RECORDED", "published_not_recorded"},
                                                        {"KNOWN OBLIGED", "known.obliged"},
                                                        {"KNOWN NOT RECORDED", "known.not_recorded"},
                                                        {"SOURCE", "source_note"},
                                                        {"BY", "created_by"}};
  return columns;
}

void AddCreateSnapshot(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateCoverageSnapshotRequest>();
  CLI::App* verb = AddVerb(line, noun, "create", "enters figures as published, or those known now, for good",
                           "coverage snapshot create --date 2023-06-30 --obliged 211077 --not-recorded 13872",
                           [request](Session& session) -> absl::StatusOr<int> {
                             request->set_parent(session.Parent());
                             request->set_request_id(session.RequestId());
                             ASSIGN_OR_RETURN(const auto made, session.Call<v1::CoverageSnapshot>(*request));
                             session.Print(made, SnapshotColumns());
                             return kOk;
                           });
  v1::CoverageSnapshot* const snapshot = request->mutable_coverage_snapshot();
  AddDate(
      verb, "--date", [request, snapshot] { return snapshot->mutable_date(); }, "the day they are for")
      ->required();
  verb->add_option("--label", *snapshot->mutable_label(),
                   "what they are called; of a semester's end unneeded");
  verb->add_option("--source", *snapshot->mutable_source_note(), "who published them, in which paper");
  verb->add_option_function<std::int64_t>(
      "--obliged", [request, snapshot](std::int64_t n) { snapshot->set_published_obliged(n); },
      "as published");
  verb->add_option_function<std::int64_t>(
      "--not-recorded", [request, snapshot](std::int64_t n) { snapshot->set_published_not_recorded(n); },
      "as published");
}

void AddListSnapshot(CommandLine& line, CLI::App* noun) {
  AddVerb(line, noun, "list", "all snapshots of the regency", "coverage snapshot list",
          [](Session& session) -> absl::StatusOr<int> {
            v1::ListCoverageSnapshotsRequest request;
            request.set_parent(session.Parent());
            ASSIGN_OR_RETURN(const auto list, session.Call<v1::ListCoverageSnapshotsResponse>(request));
            session.PrintList(list, "coverage_snapshots", SnapshotColumns());
            return kOk;
          });
}

void AddCompare(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CompareCoverageSnapshotRequest>();
  const auto send = [](Session& session,
                       const v1::CompareCoverageSnapshotRequest& wanted) -> absl::StatusOr<int> {
    ASSIGN_OR_RETURN(const auto comparison, session.Call<v1::CoverageComparison>(wanted));
    if (session.globals().format == Format::kJson) {
      session.Print(comparison, {});
      return kOk;
    }
    const v1::CoverageSnapshot& snapshot = comparison.snapshot();
    session.err() << snapshot.label() << ": published " << snapshot.published_obliged() << " obliged, "
                  << snapshot.published_not_recorded() << " not recorded; known then "
                  << snapshot.known().obliged() << ", " << snapshot.known().not_recorded() << "; known now "
                  << comparison.known_now().obliged() << ", " << comparison.known_now().not_recorded()
                  << std::endl;
    session.PrintList(comparison, "parts",
                      {{"CAUSE", "cause"},
                       {"OBLIGED", "change.obliged"},
                       {"COVERED", "change.covered"},
                       {"NOT RECORDED", "change.not_recorded"},
                       {"PRINT READY", "change.print_ready"},
                       {"BLOCKED", "change.blocked"},
                       {"DOUBTFUL", "change.doubtful"}});
    return kOk;
  };
  AddVerbOnOne(line, noun,
               {"compare", "a snapshot beside the same date as known now, the difference by cause",
                "coverage snapshot compare 018b2c4e-…", "coverageSnapshots", "snapshot"},
               request, send);
}

}  // namespace

void AddCoverageSnapshot(CommandLine& line, CLI::App* coverage) {
  CLI::App* noun = coverage->add_subcommand("snapshot", "Semester data as published, and as known now");
  noun->require_subcommand(1);
  AddCreateSnapshot(line, noun);
  AddListSnapshot(line, noun);
  AddCompare(line, noun);
}

}  // namespace dukcapil::cli
