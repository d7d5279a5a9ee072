// Law: whatever is entered in whatever order, valid or not, ledger, balances, ranges and holds agree, and
// they are what a plain model of "each blank is in one account" says.
#include <gmock/gmock.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "inventory-svc/domain/blank_range.h"
#include "inventory-svc/testing/movement_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

constexpr int kOperations = 10000;
constexpr int kProofEvery = 500;
constexpr std::int64_t kLotSize = 40;
constexpr char kHere[] = "location:kantor";
constexpr char kThere[] = "location:titik";
constexpr char kWithTeam[] = "team:curup-1";

// Blanks that go from one account to another.
struct Leg {
  std::string from;
  std::string to;
  std::int64_t first;
  std::int64_t last;
};

struct Done {
  std::string name;
  std::vector<Leg> legs;
  bool new_lot = false;
  bool reversed = false;
};

class AnySequence : public MovementTest {
 protected:
  std::int64_t Any(std::int64_t low, std::int64_t high) {
    return boost::random::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }
  std::string AccountOf(std::int64_t serial) const {
    const auto found = where_.find(serial);
    return found == where_.end() ? "" : found->second;
  }
  bool AllIn(const Leg& leg) const {
    for (std::int64_t serial = leg.first; serial <= leg.last; ++serial) {
      if (AccountOf(serial) != leg.from) return false;
    }
    return true;
  }
  std::int64_t CountIn(const std::string& account) const {
    return std::count_if(where_.begin(), where_.end(),
                         [&](const auto& entry) { return entry.second == account; });
  }
  void Move(const Leg& leg) {
    for (std::int64_t serial = leg.first; serial <= leg.last; ++serial) {
      left_[{where_[serial], serial}] = step_;
      entered_[{leg.to, serial}] = step_;
      where_[serial] = leg.to;
    }
  }
  // A few serials that follow each other: mostly all in `account`, and mostly known.
  Leg Pick(const std::string& account, const std::string& to) {
    std::int64_t first = Any(1, lots_ * kLotSize);
    for (int i = 0; i < 30 && AccountOf(first) != account; ++i) first = Any(1, lots_ * kLotSize);
    std::int64_t last = first;
    const std::int64_t wanted = first + Any(0, 5);
    while (last < wanted && (AccountOf(last + 1) == account || Any(0, 15) == 0)) ++last;
    return {account, to, first, last};
  }
  // What a refusal may be, by the model before it.
  void ExpectRefusal(const absl::Status& status, const std::vector<Leg>& legs) {
    const std::string reason = Refusal(status);
    const bool in_place = std::all_of(legs.begin(), legs.end(), [&](const Leg& leg) { return AllIn(leg); });
    if (reason == "STOCK_RESERVED") {
      EXPECT_LT(available_[legs[0].from], legs[0].last - legs[0].first + 1);
    } else if (reason == "BLANK_NOT_AT_LOCATION" || reason == "BLANK_NOT_IN_ACCOUNT") {
      EXPECT_FALSE(in_place) << reason;
    } else {
      ADD_FAILURE() << status << " at step " << step_;
    }
  }
  void Post(const std::string& detail, const Leg& leg) {
    const auto moved = Enter(detail);
    if (!moved.ok()) return ExpectRefusal(moved.status(), {leg});
    EXPECT_TRUE(AllIn(leg)) << moved->ShortDebugString();
    Leg posted = leg;
    if (leg.to.empty()) posted.to = "transit:" + moved->name().substr(moved->name().rfind('/') + 1);
    Move(posted);
    done_.push_back({moved->name(), {posted}});
    if (leg.to.empty()) transfers_.push_back(done_.back());
  }

  void ReceiveLot() {
    const std::int64_t first = lots_ * kLotSize + 1;
    const bool overlaps = Any(0, 3) == 0 && lots_ > 0;
    const bool borrowed = Any(0, 3) == 0;
    const Leg leg = {borrowed ? "loan:17.03" : "external:ministry", Any(0, 1) == 0 ? kHere : kThere,
                     overlaps ? first - 3 : first, first + kLotSize - 1};
    const std::string name = leg.to == kHere ? kOffice : kPoint;
    const auto received =
        borrowed ? Enter(absl::Substitute("loan { location: \"$0\" counterparty: \"regions/17.03\""
                                          " direction: LOAN_DIRECTION_RECEIVED serials $1 }",
                                          name, Serials(leg.first, leg.last)))
                 : Enter(absl::Substitute(
                       "receipt { source: EXTERNAL_PARTY_MINISTRY location: \"$0\" serials $1 }", name,
                       Serials(leg.first, leg.last)));
    if (!received.ok()) {
      EXPECT_EQ(Refusal(received.status()), "BLANK_KNOWN");
      EXPECT_TRUE(overlaps);
      return;
    }
    // Known ones may come in where they had gone out to the same party.
    for (std::int64_t serial = leg.first; serial < first; ++serial) {
      EXPECT_TRUE(AccountOf(serial) == leg.from || AccountOf(serial).empty());
    }
    Move(leg);
    ++lots_;
    if (!overlaps) done_.push_back({received->name(), {leg}, true});
  }
  void MoveSome() {
    const bool at_office = Any(0, 2) > 0;
    const std::string here = at_office ? kHere : kThere;
    const std::string name = at_office ? kOffice : kPoint;
    const auto serials = [](const Leg& leg) { return Serials(leg.first, leg.last); };
    switch (Any(0, 8)) {
      case 0:
      case 1: {
        const Leg leg = Pick(here, "");
        return Post(absl::Substitute("transfer { from_location: \"$0\" to_location: \"$1\" serials $2 }",
                                     name, at_office ? kPoint : kOffice, serials(leg)),
                    leg);
      }
      case 2: {
        const Leg leg = Pick(here, kWithTeam);
        return Post(
            absl::Substitute("carry { team: \"$0\" location: \"$1\" serials $2 }", kTeam, name, serials(leg)),
            leg);
      }
      case 3: {
        const bool lost = Any(0, 4) == 0;
        const Leg leg = Pick(kWithTeam, lost ? "lost" : here);
        return Post(absl::Substitute("carry_return { team: \"$0\" location: \"$1\" $2 $3 }", kTeam, name,
                                     lost ? "lost" : "returned", serials(leg)),
                    leg);
      }
      case 4: {
        const Leg leg = Pick(here, "spoiled");
        return Post(
            absl::Substitute("spoilage { location: \"$0\" serials $1 cause: SPOILAGE_CAUSE_MISPRINT }", name,
                             serials(leg)),
            leg);
      }
      case 5: {
        const Leg leg = Pick("spoiled", "destroyed");
        return Post(
            absl::StrCat("destruction { serials ", serials(leg), " witnesses: \"I\" witnesses: \"S\" }"),
            leg);
      }
      case 6: {
        const Leg leg = Pick(here, "external:ministry");
        return Post(
            absl::Substitute("returned { location: \"$0\" recipient: EXTERNAL_PARTY_MINISTRY serials $1 }",
                             name, serials(leg)),
            leg);
      }
      case 7: {
        const Leg leg = Pick(here, "loan:17.03");
        return Post(absl::Substitute("loan { location: \"$0\" counterparty: \"regions/17.03\""
                                     " direction: LOAN_DIRECTION_GIVEN serials $1 }",
                                     name, serials(leg)),
                    leg);
      }
      default: {
        const Leg leg = Pick(here, "lost");
        return Post(absl::Substitute("loss { location: \"$0\" serials $1 }", name, serials(leg)), leg);
      }
    }
  }
  void Arrive() {
    if (transfers_.empty()) return;
    const Done transfer =
        transfers_[static_cast<std::size_t>(Any(0, static_cast<int>(transfers_.size()) - 1))];
    const Leg sent = transfer.legs[0];
    const std::string to = sent.from == kHere ? kThere : kHere;
    const Leg leg = {sent.to, to, Any(sent.first, sent.last), sent.last};
    const auto arrived = Confirm(transfer.name, "serials " + Serials(leg.first, leg.last));
    if (arrived.ok()) {
      EXPECT_TRUE(AllIn(leg));
      Move(leg);
      done_.push_back({arrived->name(), {leg}});
      return;
    }
    EXPECT_THAT(Refusal(arrived.status()),
                ::testing::AnyOf("ALREADY_CONFIRMED", "ALREADY_REVERSED", "BLANK_NOT_IN_TRANSIT"));
    EXPECT_FALSE(AllIn(leg));
  }
  void TakeBack() {
    if (done_.empty()) return;
    Done& done = done_[static_cast<std::size_t>(Any(0, static_cast<int>(done_.size()) - 1))];
    std::vector<Leg> back;
    for (auto leg = done.legs.rbegin(); leg != done.legs.rend(); ++leg) {
      back.push_back({leg->to, leg->from, leg->first, leg->last});
    }
    const bool in_place = std::all_of(back.begin(), back.end(), [&](const Leg& leg) { return AllIn(leg); });
    const auto reversal = Reverse(done.name);
    if (!reversal.ok()) {
      const std::string reason = Refusal(reversal.status());
      EXPECT_FALSE(reason == "BLANK_MOVED_ON" && in_place) << done.name;
      EXPECT_EQ(reason == "ALREADY_REVERSED", done.reversed);
      EXPECT_THAT(reason, ::testing::AnyOf("BLANK_MOVED_ON", "ALREADY_REVERSED", "STOCK_RESERVED"));
      return;
    }
    EXPECT_TRUE(in_place && !done.reversed) << done.name;
    done.reversed = true;
    for (const Leg& leg : back) Move(leg);
    if (!done.new_lot) return;
    for (std::int64_t serial = back[0].first; serial <= back[0].last; ++serial) where_.erase(serial);
  }
  void Serve() {
    switch (Any(0, 5)) {
      case 0:
      case 1: {
        const auto application = Apply(v1::CARD_APPLICATION_REASON_LOST);
        ASSERT_TRUE(application.ok()) << application.status();
        return applications_.push_back(application->name());
      }
      case 2:
        return AnyApplication([&](const std::string& name) { Cancel(name).status().IgnoreError(); });
      case 3:
        return AnyApplication([&](const std::string& name) { Deliver(name).status().IgnoreError(); });
      default:
        return AnyApplication([&](const std::string& name) { PrintOne(name); });
    }
  }
  template <class F>
  void AnyApplication(F act) {
    if (applications_.empty()) return;
    const auto last = static_cast<int>(applications_.size()) - 1;
    act(applications_[static_cast<std::size_t>(Any(std::max(0, last - 60), last))]);
  }
  void PrintOne(const std::string& name) {
    v1::PrintCardRequest print;
    print.set_name(name);
    if (Any(0, 3) == 0) print.set_team(kTeam);
    Leg leg = Pick(print.team().empty() ? kHere : kWithTeam, "issued");
    leg.last = leg.first;
    print.set_serial(FormatSerial({"RJL", 8, leg.first}));
    const auto printed = PrintCard(*app_, testing::WriteCall("PrintCard"), print);
    if (!printed.ok()) {
      if (Refusal(printed.status()) != "NOT_RESERVED") ExpectRefusal(printed.status(), {leg});
      return;
    }
    EXPECT_TRUE(AllIn(leg));
    Move(leg);
  }
  void Count() {
    counted_.clear();
    const bool at_office = Any(0, 1) == 0;
    count_account_ = at_office ? kHere : kThere;
    std::vector<SerialRange> ranges;
    for (const auto& [serial, account] : where_) {
      const bool found = (account == "lost" || account == "adjustment") && Any(0, 30) == 0;
      if ((account == count_account_ && Any(0, 200) > 0) || found) {
        counted_.insert(serial);
        ranges.push_back(RangeOf({"RJL", 8, serial}));
      }
    }
    std::string serials;
    for (const SerialRange& range : Merge(ranges)) {
      absl::StrAppend(&serials, " serials ", Serials(range.first, range.last));
    }
    const auto count = Enter(absl::Substitute("stock_take { location: \"$0\" counted_quantity: $1 $2 }",
                                              at_office ? kOffice : kPoint, counted_.size(), serials));
    ASSERT_TRUE(count.ok()) << count.status();
    EXPECT_EQ(count->stock_take().expected_quantity(), CountIn(count_account_));
    count_ = count->name();
    count_step_ = step_;
  }
  bool Since(const std::map<std::pair<std::string, std::int64_t>, int>& steps, std::int64_t serial) const {
    const auto found = steps.find({count_account_, serial});
    return found != steps.end() && found->second > count_step_;
  }
  void ConfirmCount() {
    if (count_.empty()) return;
    std::vector<Leg> legs;
    bool elsewhere = false;
    for (const auto& [serial, account] : where_) {
      const bool was_counted = counted_.count(serial) > 0;
      if (account == count_account_) {
        if (!was_counted && !Since(entered_, serial)) legs.push_back({account, "adjustment", serial, serial});
      } else if (was_counted && !Since(left_, serial)) {
        if (account == "lost" || account == "adjustment") {
          legs.push_back({account, count_account_, serial, serial});
        } else {
          elsewhere = true;
        }
      }
    }
    for (const std::int64_t serial : counted_) {
      elsewhere = elsewhere || (AccountOf(serial).empty() && !Since(left_, serial));
    }
    const auto corrected = Confirm(count_);
    if (corrected.ok()) {
      EXPECT_FALSE(elsewhere);
      for (const Leg& leg : legs) Move(leg);
    } else {
      EXPECT_EQ(Refusal(corrected.status()), "BLANK_ELSEWHERE");
      EXPECT_TRUE(elsewhere);
    }
    count_.clear();
  }
  void CompareBalances() {
    v1::ListLocationsRequest request;
    request.set_parent(kRegency);
    const auto list = ListLocations(*app_, testing::ReadCall("ListLocations"), request);
    ASSERT_TRUE(list.ok()) << list.status();
    for (const v1::Location& location : list->locations()) {
      const std::string account = "location:" + location.name().substr(location.name().rfind('/') + 1);
      ASSERT_EQ(location.on_hand(), CountIn(account)) << account << " at step " << step_;
      ASSERT_GE(location.available(), 0);
      ASSERT_EQ(location.on_hand(), location.received_total() + location.moved_total() -
                                        location.issued_total() - location.spoiled_total());
      available_[account] = location.available();
    }
  }

  boost::random::mt19937 random_{1702};
  int step_ = 0;
  std::int64_t lots_ = 0;
  std::map<std::int64_t, std::string> where_;
  std::map<std::pair<std::string, std::int64_t>, int> entered_;
  std::map<std::pair<std::string, std::int64_t>, int> left_;
  std::map<std::string, std::int64_t> available_;
  std::vector<Done> done_;
  std::vector<Done> transfers_;
  std::vector<std::string> applications_;
  std::string count_;
  std::string count_account_;
  std::set<std::int64_t> counted_;
  int count_step_ = 0;
};

TEST_F(AnySequence, OfTenThousandOperationsKeepsTheLedger) {
  OpenOffice(0);
  OpenPoint();
  for (step_ = 1; step_ <= kOperations && !HasFailure(); ++step_) {
    const std::int64_t action = Any(0, 99);
    if (action < 1 || lots_ == 0) {
      ReceiveLot();
    } else if (action < 45) {
      MoveSome();
    } else if (action < 55) {
      Arrive();
    } else if (action < 62) {
      TakeBack();
    } else if (action < 64) {
      Count();
    } else if (action < 66) {
      ConfirmCount();
    } else {
      Serve();
    }
    CompareBalances();
    if (step_ % kProofEvery == 0) {
      ASSERT_EQ(Proof(), "") << "at step " << step_;
    }
  }
  EXPECT_EQ(Proof(), "");
  for (const char* account : {"issued", "spoiled", "destroyed", "lost", "adjustment", kWithTeam}) {
    EXPECT_GT(CountIn(account), 0) << account;
  }
}

}  // namespace
}  // namespace dukcapil::inventory
