// The choice among the kernels at run time.
#pragma once
#include <vector>

#include "kernel.h"

namespace gatescope {

/** Kernels that this build has and this processor can run, the fastest first. */
std::vector<const Kernel*> usableKernels();

}  // namespace gatescope
