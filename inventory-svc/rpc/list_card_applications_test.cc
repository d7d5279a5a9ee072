#include <set>

#include <gtest/gtest.h>

#include "inventory-svc/testing/inventory_fixture.h"
#include "platform/testing/test_call.h"

namespace dukcapil::inventory {
namespace {

using CardLists = InventoryTest;

TEST_F(CardLists, TheWaitlistIsInTheOrderOfService) {
  OpenOffice(0);
  const auto damaged = Apply(kDamaged);
  const auto lost = Apply(kLost);
  const auto first = Apply(kFirst);
  const auto lost_later = Apply(kLost);
  v1::ListCardApplicationsRequest list;
  list.set_parent(kRegency);
  list.set_state(v1::CARD_APPLICATION_STATE_WAITLISTED);
  list.set_page_size(3);
  const auto page = ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), list);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->card_applications_size(), 3);
  EXPECT_EQ(page->card_applications(0).name(), first->name());
  EXPECT_EQ(page->card_applications(1).name(), lost->name());
  EXPECT_EQ(page->card_applications(2).name(), lost_later->name());
  list.set_page_token(page->next_page_token());
  const auto last = ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), list);
  ASSERT_EQ(last->card_applications_size(), 1);
  EXPECT_EQ(last->card_applications(0).name(), damaged->name());

  v1::ListCardApplicationsRequest other = list;
  other.set_state(v1::CARD_APPLICATION_STATE_RESERVED);
  EXPECT_EQ(Refusal(ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), other).status()),
            "INVALID_FIELDS: page_token");
  other.clear_page_token();
  other.clear_state();
  other.set_reason(kLost);
  other.set_location(kOffice);
  other.set_resident(lost->resident());
  EXPECT_EQ(
      ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), other)->card_applications_size(),
      1);
  other.set_state(static_cast<v1::CardApplicationState>(55));
  other.set_reason(static_cast<v1::CardApplicationReason>(55));
  other.set_location("x");
  other.set_resident("y");
  EXPECT_EQ(Refusal(ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), other).status()),
            "INVALID_FIELDS: state reason location resident");
}

TEST_F(CardLists, PagesCoverEverythingOnce) {
  OpenOffice(30);
  std::set<std::string> created;
  for (int i = 0; i < 25; ++i) created.insert(Apply(kLost)->name());
  std::set<std::string> listed;
  v1::ListCardApplicationsRequest list;
  list.set_parent(kRegency);
  list.set_page_size(4);
  do {
    const auto page = ListCardApplications(*app_, testing::ReadCall("ListCardApplications"), list);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& application : page->card_applications())
      EXPECT_TRUE(listed.insert(application.name()).second);
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(listed, created);
}

}  // namespace
}  // namespace dukcapil::inventory
