# SPDX-License-Identifier: MIT OR Apache-2.0
# Cross-compiles for x86_64 with Debian's gcc-x86-64-linux-gnu.
#   cmake -S native -B build-x86_64 -DCMAKE_TOOLCHAIN_FILE=cmake/x86_64-linux-gnu.cmake
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-linux-gnu-gcc)
