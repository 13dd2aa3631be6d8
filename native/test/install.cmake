# SPDX-License-Identifier: MIT OR Apache-2.0
# Tests of the install tree: a C program is built and run with it, by CMake's package and by pkg-config.
set(tree ${CMAKE_CURRENT_BINARY_DIR}/install)
set(consumer ${CMAKE_CURRENT_SOURCE_DIR}/consumer)
set(flags ${CMAKE_C_FLAGS})
if(DGEN_SANITIZE)
  string(APPEND flags " -fsanitize=${DGEN_SANITIZE}")
endif()

add_test(NAME dgen.install COMMAND ${CMAKE_COMMAND} --install ${PROJECT_BINARY_DIR} --prefix ${tree})
add_test(NAME dgen.install.cmake
         COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test ${consumer} ${CMAKE_CURRENT_BINARY_DIR}/consumer
                 --build-generator ${CMAKE_GENERATOR} --build-noclean
                 --build-options -Ddgen_DIR=${tree}/${CMAKE_INSTALL_LIBDIR}/cmake/dgen -DDGEN_VERSION=${PROJECT_VERSION}
                                 -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER} -DCMAKE_C_FLAGS=${flags}
                                 -DCMAKE_TOOLCHAIN_FILE=${CMAKE_TOOLCHAIN_FILE}
                 --test-command ${CMAKE_CROSSCOMPILING_EMULATOR} ${CMAKE_CURRENT_BINARY_DIR}/consumer/consumer)
add_test(NAME dgen.install.pkg-config
         COMMAND ${consumer}/pkg-config.sh ${tree}/${CMAKE_INSTALL_LIBDIR} ${PROJECT_VERSION} "${flags}" ${CMAKE_C_COMPILER}
                 ${CMAKE_CROSSCOMPILING_EMULATOR})
set(tests dgen.install.cmake dgen.install.pkg-config)
if(NOT CMAKE_CROSSCOMPILING AND NOT DGEN_SANITIZE)
  add_test(NAME dgen.install.musl COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/musl.sh ${tree}/${CMAKE_INSTALL_LIBDIR}
                                          ${tree}/${CMAKE_INSTALL_INCLUDEDIR})
  list(APPEND tests dgen.install.musl)
endif()
set_tests_properties(dgen.install PROPERTIES FIXTURES_SETUP install)
set_tests_properties(${tests} PROPERTIES FIXTURES_REQUIRED install SKIP_RETURN_CODE 77)
