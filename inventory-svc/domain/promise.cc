#include "inventory-svc/domain/promise.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/enum_names.h"

namespace dukcapil::inventory {
namespace {

constexpr EnumName<PromiseBasis> kBases[] = {{PromiseBasis::kArrivals, "ARRIVALS"},
                                             {PromiseBasis::kNothingConfirmed, "NOTHING_CONFIRMED"},
                                             {PromiseBasis::kBeyondArrivals, "BEYOND_ARRIVALS"},
                                             {PromiseBasis::kStockMode, "STOCK_MODE"}};

// `, 12 permohonan di depan`.
std::string Ahead(const WaitPromise& promise, absl::string_view words) {
  return promise.ahead.has_value() ? absl::StrCat(", ", *promise.ahead, words) : "";
}

}  // namespace

absl::string_view Name(PromiseBasis basis) {
  return NameIn(kBases, basis);
}
std::optional<PromiseBasis> ParsePromiseBasis(absl::string_view name) {
  return ParseIn(kBases, name);
}

std::int64_t QuantityOf(const std::vector<ConfirmedArrival>& arrivals) {
  std::int64_t quantity = 0;
  for (const ConfirmedArrival& arrival : arrivals) quantity += arrival.quantity;
  return quantity;
}

WaitPromise PromiseTo(absl::string_view code, const DecisionInputs& inputs,
                      const std::optional<std::int64_t>& ahead, std::vector<ConfirmedArrival> arrivals) {
  WaitPromise promise;
  promise.ahead = ahead;
  std::sort(arrivals.begin(), arrivals.end(),
            [](const ConfirmedArrival& a, const ConfirmedArrival& b) { return a.date < b.date; });
  const std::int64_t before = ahead.value_or(0);
  bool is_enough = inputs.available_here > before;
  if (arrivals.empty()) {
    if (is_enough) promise.basis = PromiseBasis::kStockMode;
    return promise;
  }
  DecisionInputs then = inputs;
  for (const ConfirmedArrival& arrival : arrivals) {
    promise.arriving += arrival.quantity;
    then.available_here = inputs.available_here + promise.arriving - before;
    then.available_in_regency = inputs.available_in_regency + promise.arriving - before;
    if (then.available_here <= 0) continue;
    is_enough = true;
    if (!MayReserve(then.policy.Find(code, then.Level()), then)) continue;
    promise.basis = PromiseBasis::kArrivals;
    promise.date = arrival.date;
    return promise;
  }
  promise.basis = is_enough ? PromiseBasis::kStockMode : PromiseBasis::kBeyondArrivals;
  return promise;
}

std::string ExplainPromiseInIndonesian(const WaitPromise& promise) {
  switch (promise.basis) {
    case PromiseBasis::kArrivals:
      return absl::StrCat("Diperkirakan ", absl::FormatCivilTime(promise.date.value_or(absl::CivilDay())),
                          ": ", promise.arriving, " keping dipastikan tiba sampai hari itu",
                          Ahead(promise, " permohonan di depan"),
                          "; dengan anggapan kiriman tepat waktu dan tidak ada yang lebih didahulukan.");
    case PromiseBasis::kNothingConfirmed:
      return "Belum dapat diperkirakan: belum ada kiriman blanko yang dipastikan ke tempat ini.";
    case PromiseBasis::kBeyondArrivals:
      return absl::StrCat("Belum dapat diperkirakan: ", promise.arriving, " keping dipastikan tiba",
                          Ahead(promise, " permohonan atau lebih di depan"), ".");
    case PromiseBasis::kStockMode:
      return "Belum dapat diperkirakan: dilayani setelah stok blanko di kabupaten cukup lagi.";
  }
  return "";
}

std::string ExplainPromiseInEnglish(const WaitPromise& promise) {
  switch (promise.basis) {
    case PromiseBasis::kArrivals:
      return absl::StrCat("Expected on ", absl::FormatCivilTime(promise.date.value_or(absl::CivilDay())),
                          ": by then ", promise.arriving, " cards are confirmed to arrive",
                          Ahead(promise, " requests are ahead"),
                          "; assuming that they arrive on time and that nobody with precedence comes.");
    case PromiseBasis::kNothingConfirmed:
      return "Not known yet: no arrival of blank cards here is confirmed.";
    case PromiseBasis::kBeyondArrivals:
      return absl::StrCat("Not known yet: ", promise.arriving, " cards are confirmed to arrive",
                          Ahead(promise, " requests or more are ahead"), ".");
    case PromiseBasis::kStockMode:
      return "Not known yet: it is served once there are enough blank cards in the regency again.";
  }
  return "";
}

}  // namespace dukcapil::inventory
