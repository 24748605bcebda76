# SPDX-License-Identifier: MIT
# What cpack 3.25 cannot do for a Debian package: strip as Debian strips, say
# that the same package of another architecture may stand beside it, and leave
# it at the trigger, without scripts that call ldconfig too.

# run(<folder> <command> <argument>...)
function(run folder)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${folder}
                  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# strip_all(<folder> <flag of strip> <pattern>...)
function(strip_all folder flag)
  list(TRANSFORM ARGN PREPEND ${folder}/usr/)
  file(GLOB files ${ARGN})
  foreach(file IN LISTS files)
    if(NOT IS_SYMLINK ${file})
      run(${folder} strip --enable-deterministic-archives ${flag}
          --remove-section=.comment ${file})
    endif()
  endforeach()
endfunction()

# edit(<folder of an unpacked package>)
function(edit folder)
  strip_all(${folder} --strip-unneeded lib/*/*.so.* bin/*)
  strip_all(${folder} --strip-debug lib/*/*.a)
  run(${folder} sh -c
      "find usr -type f | LC_ALL=C sort | xargs md5sum >DEBIAN/md5sums")
  file(REMOVE ${folder}/DEBIAN/postinst ${folder}/DEBIAN/postrm)
  file(READ ${folder}/DEBIAN/control control)
  set(multi_arch foreign)
  if(control MATCHES "Section: lib")
    set(multi_arch same)
  endif()
  string(REPLACE "Section: " "Multi-Arch: ${multi_arch}\nSection: "
         control "${control}")
  file(WRITE ${folder}/DEBIAN/control "${control}")
endfunction()

foreach(package IN LISTS CPACK_PACKAGE_FILES)
  set(folder ${package}.unpacked)
  file(REMOVE_RECURSE ${folder})
  run(. dpkg-deb --raw-extract ${package} ${folder})
  edit(${folder})
  run(. dpkg-deb --root-owner-group -Zxz --build ${folder} ${package})
  file(REMOVE_RECURSE ${folder})
endforeach()
