#include "cli/exit_codes.h"
#include "cli/outreach/call_list_page.h"
#include "cli/outreach/visit.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::outreach::v1;

absl::StatusOr<int> PrintPage(Session& session, Language language, const std::string& name,
                              const v1::ListCalleesResponse& callees) {
  v1::GetVisitRequest request;
  request.set_name(name);
  ASSIGN_OR_RETURN(const auto visit, session.Call<v1::Visit>(request));
  WriteCallListPage(session.out(), language, visit, callees);
  return kOk;
}

}  // namespace

void AddCallList(CommandLine& line, CLI::App* noun) {
  auto request = std::make_shared<v1::ListCalleesRequest>();
  auto language = std::make_shared<Language>(Language::kIndonesian);
  CLI::App* verb = AddVerb(line, noun, "call-list", "whom a visit is for: unrecorded at its site, by name",
                           "visit call-list 018b2c4e-… --purpose 'undangan perekaman'",
                           [request, language](Session& session) -> absl::StatusOr<int> {
                             request->set_parent(session.ChildName("visits", request->parent()));
                             v1::ListCalleesResponse response;
                             RETURN_IF_ERROR(session.CallAllPages(*request, response, /*limit=*/0));
                             if (session.globals().format == Format::kHtml) {
                               return PrintPage(session, *language, request->parent(), response);
                             }
                             session.PrintList(response, "callees",
                                               {{"RESIDENT", "resident"},
                                                {"NIK", "nik"},
                                                {"FULL NAME", "full_name"},
                                                {"BORN", "birth_date"},
                                                {"OBLIGED FROM", "obliged_date"},
                                                {"LAST OUTCOME", "last_outcome"},
                                                {"LAST VISIT", "last_visit_date"}});
                             return kOk;
                           });
  verb->add_option("visit", *request->mutable_parent(), "id or resource name")->required();
  verb->add_option("--purpose", *request->mutable_purpose(), "why it is needed; kept on record")->required();
  OfferPage(line, verb, language);
}

}  // namespace dukcapil::cli
