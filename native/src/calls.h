// Work off the event loop: a call runs on a thread of its own (a call may last seconds, and Node's few
// worker threads have files and names to look up), and its promise is settled on the event loop.
#pragma once
#include <node_api.h>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gatescope {

/** One call under way. */
struct Call {
  std::function<void()> work;                     // on the call's thread; may throw
  std::function<napi_value(napi_env)> result;     // on the event loop, after `work`
  std::function<void(napi_env)> ended;            // on the event loop, whatever happened
  std::function<void()> stop;                     // makes `work` return soon
  std::string failure;                            // what `work` threw
  napi_deferred deferred = nullptr;
  std::thread thread;
};

/** The calls of one JavaScript environment. */
class Calls {
 public:
  explicit Calls(napi_env env);

  /** Starts the call and gives its promise. */
  napi_value start(std::unique_ptr<Call> call);

 private:
  void run(Call& call);
  static void settleFinished(napi_env env, napi_value, void* calls, void*);
  /** Before the environment goes: stops all calls and waits for their threads. */
  static void stopAll(void* calls);
  void settle(napi_env env, Call& call);

  napi_env env_;
  napi_threadsafe_function wake_;  // brings settleFinished onto the event loop
  std::vector<std::unique_ptr<Call>> running_;
  std::mutex mutex_;
  std::vector<Call*> finished_;    // guarded by mutex_
};

}  // namespace gatescope
