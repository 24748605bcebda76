# SPDX-License-Identifier: MIT
# The synopsis of a manual page in mdoc into declarations in C.

/^\.Sh / { synopsis = $2 == "SYNOPSIS" }
!synopsis { next }
/^\.In / { print "#include <" $2 ">" }
/^\.Ft / { type = substr($0, 5) }
/^\.Fo / { name = $2; list = "" }
/^\.Fn / {
    name = $2
    list = substr($0, length(".Fn " name " ") + 1)
    gsub(/" "/, ", ", list)
}
/^\.Fa / { list = list (list == "" ? "" : ", ") substr($0, 5) }
/^\.F[nc]/ {
    gsub(/"/, "", list)
    print type " " name "(" list ");"
}
