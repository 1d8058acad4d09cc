// C++ objects behind JavaScript objects. A handle carries the tag of its kind, so that an object of
// another kind, or of another addon, is refused; what it holds is shared with the calls that use it.
#pragma once
#include <memory>
#include <string>

#include "../session.h"
#include "values.h"

namespace gatescope {

/** What a session's handle holds; `busy` while one of its calls runs. */
struct SessionHandle {
  std::shared_ptr<Session> session;
  std::shared_ptr<bool> busy = std::make_shared<bool>(false);
};

template <class T>
struct Tag;
template <>
struct Tag<Device> {
  static constexpr napi_type_tag value{0x6b1f5e7ca2d94c01, 0x9d3e8a4477b01c01};
  static constexpr const char* name = "device";
};
template <>
struct Tag<const Layout> {
  static constexpr napi_type_tag value{0x6b1f5e7ca2d94c01, 0x9d3e8a4477b01c02};
  static constexpr const char* name = "network";
};
template <>
struct Tag<const Dataset> {
  static constexpr napi_type_tag value{0x6b1f5e7ca2d94c01, 0x9d3e8a4477b01c03};
  static constexpr const char* name = "dataset";
};
template <>
struct Tag<SessionHandle> {
  static constexpr napi_type_tag value{0x6b1f5e7ca2d94c01, 0x9d3e8a4477b01c04};
  static constexpr const char* name = "session";
};

template <class T>
napi_value wrap(napi_env env, std::shared_ptr<T> object) {
  napi_value handle;
  check(napi_create_object(env, &handle));
  check(napi_type_tag_object(env, handle, &Tag<T>::value));
  auto* owner = new std::shared_ptr<T>(std::move(object));
  const auto destroy = [](napi_env, void* data, void*) {
    delete static_cast<std::shared_ptr<T>*>(data);
  };
  const napi_status status = napi_wrap(env, handle, owner, destroy, nullptr, nullptr);
  if (status != napi_ok) delete owner;
  check(status);
  return handle;
}

template <class T>
bool isHandle(napi_env env, napi_value value) {
  napi_valuetype type;
  check(napi_typeof(env, value, &type));
  bool matches = false;
  if (type == napi_object) check(napi_check_object_type_tag(env, value, &Tag<T>::value, &matches));
  return matches;
}

template <class T>
std::shared_ptr<T>& ownerOf(napi_env env, napi_value handle) {
  require(isHandle<T>(env, handle), std::string("expected a ") + Tag<T>::name + " of this addon");
  void* owner;
  check(napi_unwrap(env, handle, &owner));
  return *static_cast<std::shared_ptr<T>*>(owner);
}

template <class T>
std::shared_ptr<T> unwrap(napi_env env, napi_value handle) {
  const std::shared_ptr<T> object = ownerOf<T>(env, handle);
  require(object != nullptr, std::string("the ") + Tag<T>::name + " was closed");
  return object;
}

template <class T>
bool releaseIf(napi_env env, napi_value handle) {
  if (!isHandle<T>(env, handle)) return false;
  ownerOf<T>(env, handle).reset();
  return true;
}

}  // namespace gatescope
