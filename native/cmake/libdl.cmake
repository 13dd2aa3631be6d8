# SPDX-License-Identifier: MIT OR Apache-2.0
# glibc 2.34 moved dlopen and dlsym from libdl to libc, with a new symbol version. A library that is linked on such a
# system does not load on an older one. dgen_link_old_libdl(target) links the target with a libdl.so.2 that only declares
# the functions with their first version, as a link on an old system does. Every glibc and musl provide the result.
include(CheckSymbolExists)

function(dgen_link_old_libdl target)
  check_symbol_exists(__GLIBC__ features.h DGEN_GLIBC)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    set(first GLIBC_2.2.5)
  elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
    set(first GLIBC_2.17)
  endif()
  if(NOT DGEN_GLIBC OR NOT DEFINED first)
    target_link_libraries(${target} PRIVATE ${CMAKE_DL_LIBS})
    return()
  endif()
  set(folder ${PROJECT_BINARY_DIR}/old-libdl)
  file(WRITE ${folder}/versions "${first} { global: dlopen; dlsym; local: *; };\n")
  add_library(dgen_old_libdl SHARED ${PROJECT_SOURCE_DIR}/cmake/old_libdl.c)
  set_target_properties(dgen_old_libdl PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${folder} OUTPUT_NAME dl SUFFIX .so.2
                                                  NO_SONAME ON)
  target_link_options(dgen_old_libdl PRIVATE -nostdlib -Wl,-soname,libdl.so.2
                                             -Wl,--version-script,${folder}/versions)
  # As an option and not as a library: a library would be in the run path and in the exported target. It precedes libc,
  # so that the linker finds these functions in it.
  add_dependencies(${target} dgen_old_libdl)
  target_link_options(${target} PRIVATE -Wl,--no-as-needed ${folder}/libdl.so.2 -Wl,--as-needed)
endfunction()
