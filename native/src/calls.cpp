#include "calls.h"

#include <algorithm>
#include <exception>

namespace gatescope {

Calls::Calls(napi_env env) : env_(env) {
  napi_value name;
  napi_create_string_utf8(env, "gatescope call", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, this,
                                  settleFinished, &wake_);
  napi_unref_threadsafe_function(env, wake_);
  // Registered after the function above, so run before its own: no thread is left to use it by then.
  napi_add_env_cleanup_hook(env, stopAll, this);
}

napi_value Calls::start(std::unique_ptr<Call> owned) {
  Call* call = owned.get();
  napi_value promise;
  napi_create_promise(env_, &call->deferred, &promise);
  try {
    call->thread = std::thread([this, call] { run(*call); });
  } catch (...) {
    call->ended(env_);
    throw;
  }
  if (running_.empty()) napi_ref_threadsafe_function(env_, wake_);
  running_.push_back(std::move(owned));
  return promise;
}

/** On the thread of the call. */
void Calls::run(Call& call) {
  try {
    call.work();
  } catch (const std::exception& error) {
    call.failure = error.what();
  }
  {
    std::lock_guard<std::mutex> lock(mutex_);
    finished_.push_back(&call);
  }
  napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking);
}

void Calls::settleFinished(napi_env env, napi_value, void* context, void*) {
  Calls& calls = *static_cast<Calls*>(context);
  std::vector<Call*> finished;
  {
    std::lock_guard<std::mutex> lock(calls.mutex_);
    finished.swap(calls.finished_);
  }
  for (Call* call : finished) {
    if (call->thread.joinable()) call->thread.join();  // stopAll may have waited for it already
    const auto place = std::find_if(calls.running_.begin(), calls.running_.end(),
                                    [&](const auto& running) { return running.get() == call; });
    const std::unique_ptr<Call> owned = std::move(*place);
    calls.running_.erase(place);
    if (calls.running_.empty() && env) napi_unref_threadsafe_function(env, calls.wake_);
    if (env) calls.settle(env, *owned);
  }
}

void Calls::settle(napi_env env, Call& call) {
  napi_value value = nullptr;
  if (call.failure.empty()) {
    try {
      value = call.result(env);
    } catch (...) {
      call.failure = "the result does not fit into memory";
    }
  }
  call.ended(env);
  if (call.failure.empty()) {
    napi_resolve_deferred(env, call.deferred, value);
    return;
  }
  napi_value pending, message, error;
  napi_get_and_clear_last_exception(env, &pending);
  napi_create_string_utf8(env, call.failure.c_str(), NAPI_AUTO_LENGTH, &message);
  napi_create_error(env, nullptr, message, &error);
  napi_reject_deferred(env, call.deferred, error);
}

void Calls::stopAll(void* context) {
  Calls& calls = *static_cast<Calls*>(context);
  for (const auto& call : calls.running_) call->stop();
  for (const auto& call : calls.running_) {
    if (call->thread.joinable()) call->thread.join();
  }
}

}  // namespace gatescope
