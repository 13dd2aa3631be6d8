# SPDX-License-Identifier: MIT OR Apache-2.0
# The first comment of a tier's file has lines that define how it is built:
#   CMake: processor REGEX       the processors that it is built for; all without this line
#   CMake: flags FLAG...         compiler flags
#   CMake: flags-COMPILER FLAG... the same for one CMAKE_C_COMPILER_ID

# Sets `out` to the value of a key in a tier's file, to an empty text without it.
function(dgen_tier_property out file key)
  file(STRINGS ${file} lines REGEX "^ \\* CMake: ${key} ")
  string(REGEX REPLACE "^ \\* CMake: ${key} " "" value "${lines}")
  set(${out} "${value}" PARENT_SCOPE)
endfunction()

# Sets `out` to the files that are built for CMAKE_SYSTEM_PROCESSOR, and sets their flags.
function(dgen_tiers_of_this_processor out)
  set(tiers "")
  foreach(file ${ARGN})
    dgen_tier_property(processor ${file} processor)
    if(processor STREQUAL "" OR CMAKE_SYSTEM_PROCESSOR MATCHES "^(${processor})$")
      dgen_tier_property(flags ${file} flags)
      dgen_tier_property(compiler_flags ${file} flags-${CMAKE_C_COMPILER_ID})
      separate_arguments(options UNIX_COMMAND "${flags} ${compiler_flags}")
      set_source_files_properties(${file} PROPERTIES COMPILE_OPTIONS "${options}")
      list(APPEND tiers ${file})
    endif()
  endforeach()
  set(${out} ${tiers} PARENT_SCOPE)
endfunction()
