# SPDX-License-Identifier: MIT
# What cpack needs to know for Debian's packages, each a component of the
# installation: libucr0, libucr-yajl0, libucr-dev and ucr-tools.
#
# The bridge is a package of its own, for two reasons: who links the core alone
# gets no yajl, and a library package is named for the one SONAME in it.

set(debian_dir ${CMAKE_CURRENT_LIST_DIR})
set(UCR_MAINTAINER "libucr contributors <contributors@libucr.invalid>" CACHE
    STRING "Who answers for the packages; a publisher puts an address here")

get_target_property(soversion ucr_shared SOVERSION)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ucr)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
# The first line of each description is the package's own.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_POST_BUILD_SCRIPTS ${debian_dir}/finish.cmake)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${UCR_MAINTAINER})
set(CPACK_DEBIAN_PACKAGE_SOURCE ucr)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
# The bridge's library needs the core's, which is not installed yet.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS
    ${PROJECT_BINARY_DIR}/codec)

# ---- What every package carries --------------------------------------------

# The licence once, in the form that Debian reads.
file(READ ${PROJECT_SOURCE_DIR}/LICENSE license)
string(REGEX REPLACE "^.*\n\n(Permission)" "\\1" license "${license}")
string(REGEX REPLACE "\n\n" "\n.\n" license "${license}")
string(REGEX REPLACE "\n(.)" "\n \\1" license "${license}")
configure_file(${debian_dir}/copyright.in debian/copyright @ONLY)
configure_file(${debian_dir}/changelog.in debian/changelog.Debian @ONLY)
execute_process(
  COMMAND gzip -9nf ${CMAKE_CURRENT_BINARY_DIR}/debian/changelog.Debian
  COMMAND_ERROR_IS_FATAL ANY)

# ucr_package(<component> <package> <section> <summary> <description>)
macro(ucr_package component package section summary description)
  string(TOUPPER ${component} upper)
  list(APPEND CPACK_COMPONENTS_ALL ${component})
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${package})
  set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${section})
  set(CPACK_DEBIAN_${upper}_DESCRIPTION "${summary}\n${description}")
  install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/debian/copyright
    ${CMAKE_CURRENT_BINARY_DIR}/debian/changelog.Debian.gz
    DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${package}
    COMPONENT ${component})
  if(EXISTS ${debian_dir}/${package}.lintian-overrides)
    install(FILES ${debian_dir}/${package}.lintian-overrides
      DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/lintian/overrides
      RENAME ${package} COMPONENT ${component})
  endif()
endmacro()

# ucr_package_links(<component>): it holds what is linked against libraries.
macro(ucr_package_links component)
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_SHLIBDEPS ON)
endmacro()

# ucr_package_library(<component> <package> <SONAME> <list>): others are linked
# against what it holds. The list is the one that the tests hold its exports to.
macro(ucr_package_library component package soname list)
  ucr_package_links(${component})
  file(STRINGS ${PROJECT_SOURCE_DIR}/tests/${list} symbols)
  list(TRANSFORM symbols REPLACE "(.+)" " \\1@Base ${PROJECT_VERSION}")
  list(PREPEND symbols "${soname} ${package} (>= ${PROJECT_VERSION})"
       "* Build-Depends-Package: libucr-dev")
  list(JOIN symbols "\n" symbols)
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/debian/${package}/symbols
       "${symbols}\n")
  set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA
      ${debian_dir}/triggers
      ${CMAKE_CURRENT_BINARY_DIR}/debian/${package}/symbols)
endmacro()

# ---- The packages ----------------------------------------------------------

set(about "libucr decodes and encodes the request and every answer of the one
call with which an agent of Huawei Cloud's Server Migration Service reports
how a command ended. It copies and allocates nothing, and says of any bytes
what is wrong with them: code, offset and path.\n\n")

set(CPACK_COMPONENTS_ALL)
ucr_package(ucr_runtime libucr${soversion} libs
  "codec for the UpdateCommandResult call"
  "${about}This package holds the shared library, which needs no other.")
ucr_package_library(ucr_runtime libucr${soversion} libucr.so.${soversion}
  symbols_ucr.txt)

ucr_package(ucr_yajl_runtime libucr-yajl${soversion} libs
  "codec for the UpdateCommandResult call: details through yajl"
  "${about}This package holds the shared library that hands the detail of a
checked request to yajl, and takes one from yajl's generator.")
ucr_package_library(ucr_yajl_runtime libucr-yajl${soversion}
  libucr_yajl.so.${soversion} symbols_ucr_yajl.txt)
set(CPACK_COMPONENT_UCR_YAJL_RUNTIME_DEPENDS ucr_runtime)

ucr_package(ucr_development libucr-dev libdevel
  "codec for the UpdateCommandResult call: development files"
  "${about}This package holds the headers, the archives, what CMake and
pkg-config need to find them, the manual, and a cookbook.")
set(CPACK_COMPONENT_UCR_DEVELOPMENT_DEPENDS ucr_runtime ucr_yajl_runtime)
set(CPACK_DEBIAN_UCR_DEVELOPMENT_PACKAGE_DEPENDS "libyajl-dev (>= 2.1.0)")

ucr_package(ucr_tools ucr-tools utils
  "command that reads and writes UpdateCommandResult messages"
  "${about}This package holds the ucr command: it decodes a body into a table or
into JSON, checks many at once, shows where a refused one is wrong, explains
codes, and encodes. JSON Schemas of the messages come with it.")
ucr_package_links(ucr_tools)

include(CPack)
