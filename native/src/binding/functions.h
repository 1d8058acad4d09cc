// The functions that JavaScript calls. Each checks all that it is given before it does anything, copies
// what its work reads, and keeps alive what it works on until the call has ended.
#pragma once
#include "../calls.h"

namespace gatescope {

struct Arguments {
  napi_env env;
  napi_value values[8];  // undefined where fewer are given
  Calls& calls;
  napi_value operator[](int index) const { return values[index]; }
};

// devices.cpp
napi_value instructionSets(const Arguments& arguments);
napi_value createDevice(const Arguments& arguments);

// networks.cpp
napi_value createNetwork(const Arguments& arguments);

// datasets.cpp
napi_value createDataset(const Arguments& arguments);

// sessions.cpp
napi_value createSession(const Arguments& arguments);
napi_value train(const Arguments& arguments);
napi_value evaluate(const Arguments& arguments);
napi_value stop(const Arguments& arguments);
napi_value read(const Arguments& arguments);

// recording.cpp
napi_value record(const Arguments& arguments);
napi_value recordNow(const Arguments& arguments);

}  // namespace gatescope
