#include "tests/bench/p12_stream/watchers.h"

#include <grpcpp/grpcpp.h>

#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "platform/rpc/client.h"

namespace dukcapil::bench {

namespace iv1 = inventory::v1;

class Watchers::Stream final : public grpc::ClientReadReactor<iv1::WatchInventoryResponse> {
 public:
  Stream(iv1::InventoryService::Stub& stub, std::string parent) : parent_(std::move(parent)) {
    rpc::VouchFor(context_, {"bench", {"administrator"}, "-"});
    request_.set_parent(parent_);
    stub.async()->WatchInventory(&context_, &request_, this);
    StartRead(&response_);
    StartCall();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    const absl::Time now = absl::Now();
    if (!begun_.HasBeenNotified()) begun_.Notify();
    if (!response_.has_bookmark()) {
      const absl::Time noted = absl::FromUnixSeconds(response_.change_time().seconds()) +
                               absl::Nanoseconds(response_.change_time().nanos());
      absl::MutexLock lock(&mutex_);
      milliseconds_.push_back(absl::ToDoubleMilliseconds(now - noted));
    }
    StartRead(&response_);
  }
  void OnDone(const grpc::Status&) override { done_.Notify(); }

  void AwaitBegin() { begun_.WaitForNotification(); }
  void End() {
    context_.TryCancel();
    done_.WaitForNotification();
  }
  void Clear() {
    absl::MutexLock lock(&mutex_);
    milliseconds_.clear();
  }
  bool Await(std::size_t changes, absl::Time limit) const {
    const auto told = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return milliseconds_.size() >= changes; };
    absl::MutexLock lock(&mutex_);
    return mutex_.AwaitWithDeadline(absl::Condition(&told), limit);
  }
  std::vector<double> Milliseconds() const {
    absl::MutexLock lock(&mutex_);
    return milliseconds_;
  }
  const std::string& parent() const { return parent_; }

 private:
  const std::string parent_;
  grpc::ClientContext context_;
  iv1::WatchInventoryRequest request_;
  iv1::WatchInventoryResponse response_;
  absl::Notification begun_;
  absl::Notification done_;
  mutable absl::Mutex mutex_;
  std::vector<double> milliseconds_ ABSL_GUARDED_BY(mutex_);
};

Watchers::Watchers(const Stubs& stubs, const std::vector<std::string>& parents) {
  for (std::size_t i = 0; i < parents.size(); ++i) {
    streams_.push_back(std::make_unique<Stream>(*stubs[i % stubs.size()], parents[i]));
  }
  for (const auto& stream : streams_) stream->AwaitBegin();
}

Watchers::~Watchers() {
  for (const auto& stream : streams_) stream->End();
}

void Watchers::Clear() {
  for (const auto& stream : streams_) stream->Clear();
}

bool Watchers::Await(const std::string& parent, std::size_t changes, absl::Duration limit) const {
  const absl::Time end = absl::Now() + limit;
  for (const auto& stream : streams_) {
    if (stream->parent() == parent && !stream->Await(changes, end)) return false;
  }
  return true;
}

std::vector<double> Watchers::Milliseconds() const {
  std::vector<double> all;
  for (const auto& stream : streams_) {
    const std::vector<double> some = stream->Milliseconds();
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace dukcapil::bench
