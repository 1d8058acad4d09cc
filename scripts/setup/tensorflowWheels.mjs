export const TENSORFLOW_VERSION = '2.21.0';

/**
 * @typedef {object} Wheel what is asked of pip, and what the file must be
 * @property {string} requirement
 * @property {string} platform the wheel's platform tag
 * @property {string} sha256
 *
 * @typedef {object} Build
 * @property {number} bytes of all wheels, about
 * @property {Wheel[]} wheels
 */

/**
 * The builds of TensorFlow by platform and device, as `${process.platform}-${process.arch}-${device}`.
 * Only C libraries are taken from the wheels, so it does not matter that they are for Python 3.12.
 *
 * @type {Record<string, Build | undefined>}
 */
export const builds = {
  'linux-x64-cpu': {
    bytes: 274e6,
    wheels: [
      {
        requirement: `tensorflow-cpu==${TENSORFLOW_VERSION}`,
        platform: 'manylinux_2_27_x86_64',
        sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
      },
    ],
  },
  'linux-arm64-cpu': {
    bytes: 282e6,
    wheels: [
      {
        requirement: `tensorflow==${TENSORFLOW_VERSION}`,
        platform: 'manylinux_2_27_aarch64',
        sha256: 'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552',
      },
    ],
  },
  'darwin-arm64-cpu': {
    bytes: 223e6,
    wheels: [
      {
        requirement: `tensorflow==${TENSORFLOW_VERSION}`,
        platform: 'macosx_12_0_arm64',
        sha256: '56ecd7d47429acbe1df2694d50b75bf9fc3995ac92cb367cd9af6c4780ead712',
      },
    ],
  },
  // CUDA 12 comes with it; of the machine only the NVIDIA driver is used.
  'linux-x64-gpu': {
    bytes: 3379e6,
    wheels: [
      {
        requirement: `tensorflow==${TENSORFLOW_VERSION}`,
        platform: 'manylinux_2_27_x86_64',
        sha256: 'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
      },
      {
        requirement: 'nvidia-cublas-cu12==12.9.3.13',
        platform: 'manylinux_2_27_x86_64',
        sha256: 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72',
      },
      {
        requirement: 'nvidia-cuda-cupti-cu12==12.8.90',
        platform: 'manylinux2014_x86_64',
        sha256: 'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182',
      },
      {
        requirement: 'nvidia-cuda-nvcc-cu12==12.9.86',
        platform: 'manylinux2010_x86_64',
        sha256: '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0',
      },
      {
        requirement: 'nvidia-cuda-nvrtc-cu12==12.9.86',
        platform: 'manylinux2010_x86_64',
        sha256: '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
      },
      {
        requirement: 'nvidia-cuda-runtime-cu12==12.9.79',
        platform: 'manylinux2014_x86_64',
        sha256: '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
      },
      {
        requirement: 'nvidia-cudnn-cu12==9.28.0.42',
        platform: 'manylinux_2_27_x86_64',
        sha256: '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375',
      },
      {
        requirement: 'nvidia-cufft-cu12==11.4.1.4',
        platform: 'manylinux2014_x86_64',
        sha256: 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
      },
      {
        requirement: 'nvidia-curand-cu12==10.3.10.19',
        platform: 'manylinux_2_27_x86_64',
        sha256: '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e',
      },
      {
        requirement: 'nvidia-cusolver-cu12==11.7.5.82',
        platform: 'manylinux_2_27_x86_64',
        sha256: '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
      },
      {
        requirement: 'nvidia-cusparse-cu12==12.5.10.65',
        platform: 'manylinux2014_x86_64',
        sha256: '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
      },
      {
        requirement: 'nvidia-nccl-cu12==2.32.3',
        platform: 'manylinux_2_27_x86_64',
        sha256: 'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c',
      },
      {
        requirement: 'nvidia-nvjitlink-cu12==12.9.86',
        platform: 'manylinux2010_x86_64',
        sha256: 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
      },
    ],
  },
};
