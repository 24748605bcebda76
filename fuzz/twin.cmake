# SPDX-License-Identifier: MIT
# ucr_twin: the core once more, portable, without its fast ways and with what
# only small code has: what the core as it is built is held against. Its
# functions are called ucr_twin_*.

get_target_property(twin_sources ucr SOURCES)

if(TARGET ucr_twin)
  return()
endif()

set(twin_names ${CMAKE_CURRENT_BINARY_DIR}/twin_names.h)
add_custom_command(OUTPUT ${twin_names}
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/twin_names.sh
          ${CMAKE_NM} $<TARGET_FILE:ucr> ${twin_names}
  DEPENDS ucr ${CMAKE_CURRENT_LIST_DIR}/twin_names.sh)
add_library(ucr_twin STATIC ${twin_sources} ${twin_names})
ucr_settings(ucr_twin)
ucr_unlisted(ucr_twin)
target_include_directories(ucr_twin PRIVATE
  ${PROJECT_SOURCE_DIR}/codec ${PROJECT_SOURCE_DIR}/codec/include)
target_compile_definitions(ucr_twin PRIVATE
  UCR_STATIC UCR_PORTABLE UCR_GENERAL)
target_compile_options(ucr_twin PRIVATE
  "SHELL:-include ${twin_names}" -Os)
# What an engine is to see and to be led by is the codec as it is.
target_compile_options(ucr_twin PRIVATE ${unwatched})
