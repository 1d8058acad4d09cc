# What every addon is compiled with, for a Node that comes without its headers: the part of Node's own
# common.gypi that C++ through Node-API needs.
{
  'variables': {
    'configuring_node%': 0,
    'visibility%': 'hidden',
    'standalone_static_library%': 1,
    'node_engine%': 'v8',
    'node_shared%': 'false',
    'openssl_fips%': '',
    'build_v8_with_gn%': 'false',
    'enable_lto%': 'false',
  },
  'target_defaults': {
    'default_configuration': 'Release',
    'configurations': {
      'Release': {
        'cflags': ['-O3', '-fno-omit-frame-pointer'],
        'xcode_settings': {'GCC_OPTIMIZATION_LEVEL': '3'},
      },
      'Debug': {'cflags': ['-g', '-O0']},
    },
    'cflags': ['-pthread', '-fPIC', '-Wall', '-Wextra', '-Wno-unused-parameter'],
    'cflags_cc': ['-fno-rtti', '-fno-exceptions', '-std=gnu++17'],
    'ldflags': ['-pthread'],
    'xcode_settings': {
      'CLANG_CXX_LANGUAGE_STANDARD': 'gnu++17',
      'CLANG_CXX_LIBRARY': 'libc++',
      'GCC_ENABLE_CPP_EXCEPTIONS': 'NO',
      'GCC_ENABLE_CPP_RTTI': 'NO',
      'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
      'MACOSX_DEPLOYMENT_TARGET': '11.0',
    },
  },
}
