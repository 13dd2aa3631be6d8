# SPDX-License-Identifier: MIT OR Apache-2.0
# The install tree: library, header, pkg-config file, and CMake package with the target dgen::dgen. It can be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS dgen EXPORT dgen LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
                                 INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES include/dgen.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

# pkg-config: the prefix is relative to the file.
file(RELATIVE_PATH prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/dgen.pc.in ${CMAKE_CURRENT_BINARY_DIR}/dgen.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/dgen.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The export has no dependencies, so it serves as the configuration file itself.
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/dgen)
install(EXPORT dgen NAMESPACE dgen:: FILE dgenConfig.cmake DESTINATION ${package})
write_basic_package_version_file(dgenConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/dgenConfigVersion.cmake DESTINATION ${package})
