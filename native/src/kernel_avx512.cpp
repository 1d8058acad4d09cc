// The kernel for x86 with AVX-512F (compiled with -mavx512f -mfma).
#define VECTOR_WIDTH 16
#define REGISTERS 32
#define KERNEL_NAME "avx512"
#define KERNEL_TABLE avx512Kernel
#include "kernel_table.h"
