# SPDX-License-Identifier: MIT
# Defines yajl::yajl where yajl 2 is installed. (Its pkg-config file names a
# folder from which <yajl/yajl_parse.h> can not be found.)
if(NOT TARGET yajl::yajl)
  find_path(YAJL_INCLUDE_DIR yajl/yajl_tree.h)
  find_library(YAJL_LIBRARY yajl)
  mark_as_advanced(YAJL_INCLUDE_DIR YAJL_LIBRARY)
  if(YAJL_INCLUDE_DIR AND YAJL_LIBRARY)
    add_library(yajl::yajl UNKNOWN IMPORTED)
    set_target_properties(yajl::yajl PROPERTIES
      IMPORTED_LOCATION "${YAJL_LIBRARY}"
      INTERFACE_INCLUDE_DIRECTORIES "${YAJL_INCLUDE_DIR}")
  endif()
endif()
