#include "kernels.h"

namespace gatescope {

extern const Kernel portableKernel;
#if defined(__x86_64__)
extern const Kernel avx2Kernel;
extern const Kernel avx512Kernel;
#endif

std::vector<const Kernel*> usableKernels() {
  std::vector<const Kernel*> kernels;
#if defined(__x86_64__)
  // The compiler's check includes that the operating system keeps the wide registers.
  if (__builtin_cpu_supports("avx512f")) kernels.push_back(&avx512Kernel);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    kernels.push_back(&avx2Kernel);
  }
#endif
  kernels.push_back(&portableKernel);
  return kernels;
}

}  // namespace gatescope
