// The end of every kernel_*.cpp: its functions as a table. KERNEL_NAME and KERNEL_TABLE are set there.
#pragma once
#include "optimizer.h"
#include "pass.h"

namespace gatescope {

extern const Kernel KERNEL_TABLE;
const Kernel KERNEL_TABLE{KERNEL_NAME, width, workspaceFloats, train, infer,
                          judge,       sumGradients, adam, transpose};

}  // namespace gatescope
