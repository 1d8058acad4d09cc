# One static library for each instruction set, because only whole targets have compiler flags of their
# own, and the addon that chooses among them at run time.
{
  'variables': {
    # No -ffast-math and no -march=native: NaN and infinity must stay visible, and the result must run
    # on every machine of the architecture.
    'optimisation': ['-std=c++17', '-O3', '-fno-math-errno', '-fno-trapping-math',
                     '-ffp-contract=fast', '-fvisibility=hidden', '-Wall', '-Wextra'],
  },
  'target_defaults': {
    'cflags_cc!': ['-fno-exceptions', '-fno-rtti', '-std=gnu++17'],
    'cflags_cc': ['<@(optimisation)'],
    'xcode_settings': {
      'GCC_ENABLE_CPP_EXCEPTIONS': 'YES',
      'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
      'OTHER_CPLUSPLUSFLAGS': ['<@(optimisation)'],
    },
  },
  'targets': [
    {
      'target_name': 'kernel_portable',
      'type': 'static_library',
      'sources': ['src/kernel_portable.cpp'],
    },
    {
      'target_name': 'gatescope_native',
      'sources': [
        'src/binding/binding.cpp', 'src/binding/devices.cpp', 'src/binding/networks.cpp',
        'src/binding/datasets.cpp', 'src/binding/sessions.cpp', 'src/binding/recording.cpp',
        'src/calls.cpp', 'src/session.cpp', 'src/activations.cpp',
        'src/layout.cpp', 'src/threads.cpp', 'src/kernels.cpp',
      ],
      'defines': ['NAPI_VERSION=8'],
      'dependencies': ['kernel_portable'],
      'conditions': [
        ['target_arch=="x64"', {'dependencies': ['kernel_avx2', 'kernel_avx512']}],
      ],
    },
  ],
  'conditions': [
    ['target_arch=="x64"', {
      'targets': [
        {
          'target_name': 'kernel_avx2',
          'type': 'static_library',
          'sources': ['src/kernel_avx2.cpp'],
          'cflags_cc': ['-mavx2', '-mfma'],
          'xcode_settings': {'OTHER_CPLUSPLUSFLAGS': ['-mavx2', '-mfma']},
        },
        {
          'target_name': 'kernel_avx512',
          'type': 'static_library',
          'sources': ['src/kernel_avx512.cpp'],
          # GCC 12 warns about its own header.
          'cflags_cc': ['-mavx512f', '-mfma', '-Wno-maybe-uninitialized'],
          'xcode_settings': {'OTHER_CPLUSPLUSFLAGS': ['-mavx512f', '-mfma']},
        },
      ],
    }],
  ],
}
