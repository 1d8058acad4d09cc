// Threads with the kernel of an instruction set.
#include "../kernels.h"
#include "functions.h"
#include "handles.h"

namespace gatescope {

/** instructionSets() → names of those that the processor has, the fastest first */
napi_value instructionSets(const Arguments& arguments) {
  napi_env env = arguments.env;
  napi_value names;
  check(napi_create_array(env, &names));
  uint32_t index = 0;
  for (const Kernel* kernel : usableKernels()) {
    napi_value name;
    check(napi_create_string_utf8(env, kernel->name, NAPI_AUTO_LENGTH, &name));
    check(napi_set_element(env, names, index++, name));
  }
  return names;
}

/** createDevice(threads, instructionSet) */
napi_value createDevice(const Arguments& arguments) {
  const int threads = int(wholeNumberOf(arguments.env, arguments[0], "threads", 1, 1024));
  const std::string wanted = stringOf(arguments.env, arguments[1], "instructionSet");
  for (const Kernel* kernel : usableKernels()) {
    if (kernel->name != wanted) continue;
    return wrap(arguments.env, std::shared_ptr<Device>(new Device{*kernel, Pool(threads)}));
  }
  throw BadArgument("instructionSet: this processor has no " + wanted);
}

}  // namespace gatescope
