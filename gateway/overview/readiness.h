// Readiness: the question that joins all three services. Can everybody be recorded and hold a card by the
// deadline, and if not, what stands in the way? A pure function over plain numbers.
#pragma once

#include <cstdint>

namespace dukcapil::gateway {

// Persons and cards, medians where uncertain. All counts are for one regency and one deadline.
struct ReadinessInputs {
  std::int64_t not_recorded_today = 0;
  std::int64_t not_recorded_at_deadline =
      0;  // if nobody more were recorded: today's and those who become obliged
  std::int64_t recorded_without_card = 0;  // print-ready today, or recorded and turning 17: a card each
  std::int64_t outreach_reaches = 0;       // new recordings that planned visits are expected to make
  std::int64_t recordings_limit = 0;  // first cards that recordings allow: reached, walk-in, already recorded
  std::int64_t cards_left = 0;
  std::int64_t print_possible = 0;
};

enum class Limit { kNone, kRecordings, kCards, kPrintDays };

struct ReadinessAnswer {
  bool ready = false;
  std::int64_t to_record = 0;        // by the deadline
  std::int64_t turning_obliged = 0;  // of these, not yet obliged today
  std::int64_t cards_needed = 0;     // to serve everybody to record and everybody recorded without a card
  std::int64_t cards_short = 0;
  std::int64_t print_short = 0;
  Limit binding_limit = Limit::kNone;  // the smallest of the three, where it is less than what is needed
};

ReadinessAnswer AnswerReadiness(const ReadinessInputs& in);

}  // namespace dukcapil::gateway
