# SPDX-License-Identifier: MIT
# ucr_emulated: the core once more, with its ways for AVX-512, whose instructions
# are in C: they are taken on every processor that has AVX2.

if(TARGET ucr_emulated OR NOT ucr_wide)
  return()
endif()

get_target_property(emulated_sources ucr SOURCES)
add_library(ucr_emulated OBJECT ${emulated_sources})
ucr_settings(ucr_emulated)
ucr_unlisted(ucr_emulated)
target_include_directories(ucr_emulated PRIVATE
  ${PROJECT_SOURCE_DIR}/codec ${PROJECT_SOURCE_DIR}/codec/include)
target_compile_definitions(ucr_emulated PRIVATE UCR_STATIC)
target_compile_options(ucr_emulated PRIVATE
  "SHELL:-include ${CMAKE_CURRENT_LIST_DIR}/emulated.h"
  $<$<CONFIG:Debug>:-O2>)
# Where AVX-512 is lacking, what is so run of it counts as run.
ucr_counted(ucr_emulated)
