// What sessions and recordings ask of a network: that it fits their device, and parameters that fit it.
#pragma once
#include <string>

#include "../session.h"
#include "values.h"

namespace gatescope {

/** Refuses a network whose panels are of another width than the vectors of the device. */
void requireMadeFor(const Device& device, const Layout& layout);

/** As many floats as the network has parameters, still in JavaScript's hands. */
const float* parametersOf(napi_env env, napi_value value, const std::string& name,
                          const Layout& layout);

}  // namespace gatescope
