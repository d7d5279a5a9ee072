#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "cli/file.h"
#include "cli/list_verb.h"
#include "cli/population/region.h"
#include "cli/population/resident.h"
#include "cli/verb_on_one.h"
#include "dukcapil/population/v1/population_service.pb.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;

constexpr char kNikHelp[] = "NIK, 16 digits; - reads it from standard input, which no history keeps";

absl::StatusOr<std::string> NikFrom(const std::string& argument) {
  if (argument != "-") return argument;
  ASSIGN_OR_RETURN(const std::string text, ReadFile("/dev/stdin"));
  return std::string(absl::StripAsciiWhitespace(text));
}

template <class Request>
absl::StatusOr<int> Send(Session& session, const Request& request) {
  ASSIGN_OR_RETURN(const auto resident, session.Call<v1::Resident>(request));
  session.Print(resident, ResidentColumns());
  return kOk;
}

// The options that set a civil record. `field(name)` gives the record to write `name` to.
void AddCivilRecord(CLI::App* verb, const std::function<v1::Resident*(const char*)>& field) {
  verb->add_option_function<std::string>(
      "--full-name", [field](const std::string& name) { field("full_name")->set_full_name(name); },
      "as registered");
  AddDate(
      verb, "--born", [field] { return field("birth_date")->mutable_birth_date(); }, "birth date");
  AddEnum(
      verb, "--sex", v1::Sex_descriptor(),
      [field](int sex) { field("sex")->set_sex(static_cast<v1::Sex>(sex)); }, "as registered");
  AddEnum(
      verb, "--citizenship", v1::Citizenship_descriptor(),
      [field](int value) { field("citizenship")->set_citizenship(static_cast<v1::Citizenship>(value)); },
      "citizenship");
  verb->add_option_function<std::string>(
      "--village",
      [field](const std::string& code) { field("village")->set_village(absl::StrCat("regions/", code)); },
      "code of the village of residence");
  verb->add_option_function<std::string>(
      "--school", [field](const std::string& name) { field("school")->set_school(name); },
      "resource name of the school, regions/17.02/schools/…");
  AddDate(
      verb, "--married", [field] { return field("first_marriage_date")->mutable_first_marriage_date(); },
      "first marriage");
  AddDate(
      verb, "--arrived", [field] { return field("arrival_date")->mutable_arrival_date(); }, "moved here");
  AddDate(
      verb, "--left", [field] { return field("departure_date")->mutable_departure_date(); }, "moved away");
  AddDate(
      verb, "--died", [field] { return field("death_date")->mutable_death_date(); }, "death");
  AddDate(
      verb, "--digital-identity",
      [field] { return field("digital_identity_date")->mutable_digital_identity_date(); },
      "digital identity activated");
}

void AddCreateResident(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::CreateResidentRequest>();
  v1::Resident* resident = request->mutable_resident();
  CLI::App* verb = AddVerb(line, noun, "create", "enters somebody who was born or moved here",
                           "resident create - --full-name 'Dewi Lestari' --born 2006-05-01 --sex female "
                           "--village 17.02.09.2001 --arrived 2023-10-01",
                           [request, resident](Session& session) -> absl::StatusOr<int> {
                             request->set_parent(session.Parent());
                             request->set_request_id(session.RequestId());
                             ASSIGN_OR_RETURN(const std::string nik, NikFrom(resident->nik()));
                             resident->set_nik(nik);
                             return Send(session, *request);
                           });
  verb->add_option("nik", *resident->mutable_nik(), kNikHelp)->required();
  AddCivilRecord(verb, [resident](const char*) { return resident; });
  for (const char* flag : {"--full-name", "--born", "--sex", "--village"}) verb->get_option(flag)->required();
  AddDate(
      verb, "--first-card", [resident] { return resident->mutable_first_card_date(); },
      "first card, handed over elsewhere");
  verb->add_option("--previous-name", *resident->mutable_previous_name(),
                   "resource name of the record in the regency left");
}

void AddUpdate(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::UpdateResidentRequest>();
  CLI::App* verb = AddVerbOnOne(line, noun,
                                {"update", "enters what happened to a resident, or corrects the civil record",
                                 "resident update 018b2c4e-… --died 2023-10-02", "residents", "resident"},
                                request, Send<v1::UpdateResidentRequest>);
  const auto mask = [request](const std::string& field) { request->mutable_update_mask()->add_paths(field); };
  AddCivilRecord(verb, [request, mask](const char* field) {
    mask(field);
    return request->mutable_resident();
  });
  verb->add_option_function<std::vector<std::string>>(
          "--clear",
          [mask](const std::vector<std::string>& fields) {
            for (const std::string& field : fields) mask(field);
          },
          "fields to empty: first_marriage_date, death_date, school, …")
      ->delimiter(',');
  verb->add_option("--etag", *request->mutable_etag(), "refuse if the resident has changed since");
  verb->require_option(2, 0);  // the name and at least one more
}

void AddLookup(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::LookupResidentRequest>();
  CLI::App* verb = AddVerb(line, noun, "lookup", "the resident of a NIK", "resident lookup - < nik.txt",
                           [request](Session& session) -> absl::StatusOr<int> {
                             request->set_parent(session.Parent());
                             ASSIGN_OR_RETURN(const std::string nik, NikFrom(request->nik()));
                             request->set_nik(nik);
                             return Send(session, *request);
                           });
  verb->add_option("nik", *request->mutable_nik(), kNikHelp)->required();
}

// A list of names that are merely alike can be taken for the person being there.
void TellLikeness(Session& session, const v1::SearchResidentsResponse& response) {
  constexpr int kSameWords = 100;
  const auto& matches = response.matches();
  if (std::any_of(matches.begin(), matches.end(),
                  [](const v1::ResidentMatch& match) { return match.score() == kSameWords; })) {
    return;
  }
  session.err() << (matches.empty() ? "nobody of those searched has this name or one like it\n"
                                    : "nobody of those searched has this very name; these are like it\n");
}

void AddSearch(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::SearchResidentsRequest>();
  CLI::App* verb =
      AddVerb(line, noun, "search", "residents by name, however it is spelt",
              "resident search 'moh. riski hidayat' --birth-year 1998",
              [request](Session& session) -> absl::StatusOr<int> {
                request->set_parent(session.Parent());
                ASSIGN_OR_RETURN(const auto response, session.Call<v1::SearchResidentsResponse>(*request));
                if (response.matches().empty()) RETURN_IF_ERROR(CheckRegions(session, {request->region()}));
                session.PrintList(response, "matches",
                                  {{"SCORE", "score"},
                                   {"NAME", "resident.name"},
                                   {"NIK", "resident.nik"},
                                   {"FULL NAME", "resident.full_name"},
                                   {"BORN", "resident.birth_date"},
                                   {"VILLAGE", "resident.village"},
                                   {"STATE", "resident.recording_state"},
                                   {"LEFT", "resident.departure_date"},
                                   {"DIED", "resident.death_date"}});
                if (session.globals().format == Format::kTable) TellLikeness(session, response);
                return kOk;
              });
  verb->add_option("name", *request->mutable_query(), "as heard or read")->required();
  verb->add_option_function<int>(
      "--birth-year", [request](int year) { request->set_birth_year(year); }, "year of birth");
  AddDate(
      verb, "--born", [request] { return request->mutable_birth_date(); }, "birth date");
  verb->add_option_function<std::string>(
      "--in", [request](const std::string& code) { request->set_region(absl::StrCat("regions/", code)); },
      "code of the district or village of residence");
  verb->add_option_function<int>(
          "--limit", [request](int limit) { request->set_page_size(limit); }, "rows at the most (default 20)")
      ->check(CLI::Range(1, 100));
}

void AddMerge(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::MergeResidentsRequest>();
  CLI::App* verb = AddVerbOnOne(line, noun,
                                {"merge", "closes a double and keeps the resident named first",
                                 "resident merge 018b2c4e-… --double 018b2c4f-…", "residents", "resident"},
                                request, [](Session& session, v1::MergeResidentsRequest& merge) {
                                  merge.set_double_name(session.ChildName("residents", merge.double_name()));
                                  return Send(session, merge);
                                });
  verb->add_option("--double", *request->mutable_double_name(), "id or resource name of the double")
      ->required();
  verb->add_option("--etag", *request->mutable_etag(), "refuse if the resident has changed since");
  verb->add_option("--double-etag", *request->mutable_double_etag(),
                   "refuse if the double has changed since");
  AddVerbOnOne(line, noun,
               {"unmerge", "undoes a merge; named is the double that was closed",
                "resident unmerge 018b2c4f-…", "residents", "resident"},
               std::make_shared<v1::UnmergeResidentsRequest>(), Send<v1::UnmergeResidentsRequest>);
}

void AddDoubles(CommandLine& line, CLI::App* noun) {
  CLI::App* doubles = noun->add_subcommand("doubles", "Residents who may be in the register twice");
  doubles->require_subcommand(1);
  const auto list = AddListVerb<v1::ListPossibleDoublesRequest, v1::ListPossibleDoublesResponse>(
      line, doubles, "pairs who may be one person, by birth date", "resident doubles list --min-score 90",
      "possible_doubles",
      {{"SCORE", "score"},
       {"FIRST", "first.name"},
       {"FULL NAME", "first.full_name"},
       {"BORN", "first.birth_date"},
       {"SECOND", "second.name"},
       {"FULL NAME", "second.full_name"},
       {"BORN", "second.birth_date"},
       {"NAMES", "name_score"},
       {"BIRTH DATES", "birth_likeness"},
       {"SAME VILLAGE", "same_village"}});
  list.verb->add_option_function<int>(
      "--min-score", [request = list.request](int score) { request->set_min_score(score); },
      "only pairs of at least this score, 0 to 100");
  AddDate(
      list.verb, "--born-from", [request = list.request] { return request->mutable_born_from(); },
      "only pairs of whom the older was born on or after");
  auto dismissed = std::make_shared<v1::DismissPossibleDoubleRequest>();
  CLI::App* dismiss = AddVerb(
      line, doubles, "dismiss", "says that two are two people",
      "resident doubles dismiss 018b2c4e-… 018b2c4f-…", [dismissed](Session& session) -> absl::StatusOr<int> {
        dismissed->set_parent(session.Parent());
        dismissed->set_request_id(session.RequestId());
        dismissed->set_first(session.ChildName("residents", dismissed->first()));
        dismissed->set_second(session.ChildName("residents", dismissed->second()));
        RETURN_IF_ERROR(session.Call<v1::DismissPossibleDoubleResponse>(*dismissed).status());
        return kOk;
      });
  dismiss->add_option("first", *dismissed->mutable_first(), "id or resource name")->required();
  dismiss->add_option("second", *dismissed->mutable_second(), "id or resource name")->required();
}

void AddFindings(CommandLine& line, CLI::App* noun) {
  AddVerb(line, noun, "findings", "how many residents have which finding on their data", "resident findings",
          [](Session& session) -> absl::StatusOr<int> {
            v1::GetDataQualityRequest request;
            request.set_name(absl::StrCat(session.Parent(), "/dataQuality"));
            ASSIGN_OR_RETURN(const auto quality, session.Call<v1::DataQuality>(request));
            session.PrintList(quality, "counts", {{"FINDING", "flag"}, {"RESIDENTS", "residents"}});
            return kOk;
          });
}

}  // namespace

void AddResidentVerbs(CommandLine& line, CLI::App* noun) {
  AddCreateResident(line, noun);
  AddUpdate(line, noun);
  AddLookup(line, noun);
  AddSearch(line, noun);
  AddMerge(line, noun);
  AddDoubles(line, noun);
  AddFindings(line, noun);
}

}  // namespace dukcapil::cli
