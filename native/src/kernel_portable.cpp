// The kernel for any processor: four floats a vector, which every 64-bit x86 and ARM has.
#define VECTOR_WIDTH 4
#if defined(__aarch64__)
#define REGISTERS 32
#else
#define REGISTERS 16
#endif
#define KERNEL_NAME "portable"
#define KERNEL_TABLE portableKernel
#include "kernel_table.h"
