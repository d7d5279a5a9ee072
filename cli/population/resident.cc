#include "cli/population/resident.h"
#include "cli/exit_codes.h"
#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "cli/population/region.h"
#include "cli/population/table_import.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::population::v1;

const std::vector<Column>& ResidentColumns() {
  static const auto& columns = *new std::vector<Column>{{"NAME", "name"},
                                                        {"NIK", "nik"},
                                                        {"FULL NAME", "full_name"},
                                                        {"BORN", "birth_date"},
                                                        {"VILLAGE", "village"},
                                                        {"OBLIGED FROM", "obliged_date"},
                                                        {"STATE", "recording_state"},
                                                        {"FIRST CARD", "first_card_date"},
                                                        {"FINDINGS", "data_quality_flags"}};
  return columns;
}

namespace {

void AddGetResident(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::GetResidentRequest>();
  CLI::App* verb = AddVerb(line, noun, "get", "one resident, masked unless --purpose is given",
                           "resident get 018b2c4e-… --purpose 'counter, card application'",
                           [request](Session& session) -> absl::StatusOr<int> {
                             request->set_name(session.ChildName("residents", request->name()));
                             if (!request->purpose().empty()) request->set_view(v1::RESIDENT_VIEW_FULL);
                             ASSIGN_OR_RETURN(const auto resident, session.Call<v1::Resident>(*request));
                             session.Print(resident, ResidentColumns());
                             return kOk;
                           });
  verb->add_option("resident", *request->mutable_name(), "id or resource name")->required();
  verb->add_option("--purpose", *request->mutable_purpose(),
                   "why the full view is needed; it is kept on record");
}

void AddListResident(CommandLine& line, CLI::App* noun) {
  const auto list = AddListVerb<v1::ListResidentsRequest, v1::ListResidentsResponse>(
      line, noun, "residents that all filters hold for",
      "resident list --state not-recorded --obliged-by 2024-02-14", "residents", ResidentColumns(),
      [](Session& session, const v1::ListResidentsRequest& asked) {
        return CheckRegions(session, {asked.village(), asked.district()});
      });
  const auto request = list.request;
  list.verb->add_option_function<std::string>(
      "--village", [request](const std::string& code) { request->set_village("regions/" + code); },
      "code of the village of residence");
  list.verb->add_option_function<std::string>(
      "--district", [request](const std::string& code) { request->set_district("regions/" + code); },
      "code of the district of residence");
  list.verb->add_option_function<std::string>(
      "--school", [request](const std::string& name) { request->set_school(name); },
      "resource name of the school, regions/17.02/schools/…");
  AddEnum(
      list.verb, "--state", v1::RecordingState_descriptor(),
      [request](int state) { request->set_recording_state(static_cast<v1::RecordingState>(state)); },
      "recording state");
  AddEnum(
      list.verb, "--finding", v1::DataQualityFlag_descriptor(),
      [request](int flag) { request->set_data_quality_flag(static_cast<v1::DataQualityFlag>(flag)); },
      "finding on the data");
  AddDate(
      list.verb, "--obliged-by", [request] { return request->mutable_obliged_by(); }, "obliged on this day");
  AddDate(
      list.verb, "--born-from", [request] { return request->mutable_born_from(); }, "born on or after");
  AddDate(
      list.verb, "--born-to", [request] { return request->mutable_born_to(); }, "born on or before");
  list.verb->add_option_function<int>(
      "--days-unsent", [request](int days) { request->set_days_unsent(days); },
      "recorded, and not sent to the centre for so many days");
  list.verb->add_flag_function(
      "--awaiting-first-card", [request](std::int64_t) { request->set_awaiting_first_card(true); },
      "print-ready and without a first card");
  list.verb->add_flag_function(
      "--synthetic,!--no-synthetic", [request](std::int64_t count) { request->set_synthetic(count > 0); },
      "made up; or not");
}

}  // namespace

void AddResidentState(CommandLine& line) {
  CLI::App* noun =
      line.app.add_subcommand("resident-state", "What the register tells other services of residents");
  noun->require_subcommand(1);
  AddListVerb<v1::ListResidentStatesRequest, v1::ListResidentStatesResponse>(
      line, noun, "residents as the stream of changes would tell them", "resident-state list --limit 100",
      "residents",
      {{"NAME", "name"},
       {"VILLAGE", "village"},
       {"STATE", "recording_state"},
       {"OBLIGED FROM", "obliged_date"},
       {"COVERED", "covered_date"},
       {"FIRST CARD", "first_card_date"},
       {"DIED", "death_date"},
       {"LEFT", "departure_date"},
       {"VERSION", "version"}});
}

void AddResident(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("resident", "Who lives here");
  noun->require_subcommand(1);
  AddGetResident(line, noun);
  AddListResident(line, noun);
  AddResidentVerbs(line, noun);
  AddImportVerb(line, noun, "import", "residents from the office's own table; goes on where it was cut off",
                "resident import siak.csv --yes", ResidentFields(), NewResidentKind);
}

}  // namespace dukcapil::cli
