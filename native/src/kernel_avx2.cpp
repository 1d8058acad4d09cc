// The kernel for x86 with AVX2 and FMA (compiled with -mavx2 -mfma).
#define VECTOR_WIDTH 8
#define REGISTERS 16
#define KERNEL_NAME "avx2"
#define KERNEL_TABLE avx2Kernel
#include "kernel_table.h"
