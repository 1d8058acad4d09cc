// The border to JavaScript, in plain Node-API: the module and its functions. Every argument is checked
// on this side, so that a wrong size or a wrong object throws and nothing behind the border ever reads or
// writes out of bounds.
//
// src/engines/native/binding.ts declares these functions for TypeScript.
#include "functions.h"
#include "handles.h"

namespace gatescope {
namespace {

/** release(handle): frees what is behind it once no call uses it; later uses of it throw. */
napi_value release(const Arguments& arguments) {
  napi_env env = arguments.env;
  const bool known = releaseIf<Device>(env, arguments[0]) ||
                     releaseIf<const Layout>(env, arguments[0]) ||
                     releaseIf<const Dataset>(env, arguments[0]) ||
                     releaseIf<SessionHandle>(env, arguments[0]);
  require(known, "expected an object of this addon");
  return nullptr;
}

using Function = napi_value (*)(const Arguments&);

/** Calls a function with its arguments read, and turns what it throws into JavaScript exceptions. */
template <Function function>
napi_value guarded(napi_env env, napi_callback_info info) {
  try {
    void* calls;
    check(napi_get_instance_data(env, &calls));
    Arguments arguments{env, {}, *static_cast<Calls*>(calls)};
    size_t count = 8;
    check(napi_get_cb_info(env, info, &count, arguments.values, nullptr, nullptr));
    return function(arguments);
  } catch (const BadArgument& error) {
    napi_throw_type_error(env, nullptr, error.what());
  } catch (const Pending&) {
    bool pending = false;
    napi_is_exception_pending(env, &pending);
    if (!pending) napi_throw_error(env, nullptr, "Node-API refused a call");
  } catch (const std::exception& error) {
    napi_throw_error(env, nullptr, error.what());
  }
  return nullptr;
}

template <Function function>
void add(napi_env env, napi_value exports, const char* name) {
  napi_value value;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, guarded<function>, nullptr, &value);
  napi_set_named_property(env, exports, name, value);
}

}  // namespace
}  // namespace gatescope

NAPI_MODULE_INIT() {
  using namespace gatescope;
  napi_set_instance_data(
      env, new Calls(env), [](napi_env, void* calls, void*) { delete static_cast<Calls*>(calls); },
      nullptr);
  add<instructionSets>(env, exports, "instructionSets");
  add<createDevice>(env, exports, "createDevice");
  add<createNetwork>(env, exports, "createNetwork");
  add<createDataset>(env, exports, "createDataset");
  add<createSession>(env, exports, "createSession");
  add<train>(env, exports, "train");
  add<evaluate>(env, exports, "evaluate");
  add<stop>(env, exports, "stop");
  add<read>(env, exports, "read");
  add<record>(env, exports, "record");
  add<recordNow>(env, exports, "recordNow");
  add<release>(env, exports, "release");
  return exports;
}
