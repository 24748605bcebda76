# SPDX-License-Identifier: MIT
# A document into programs: what follows `<!-- example: NAME -->` goes to
# NAME.c in the folder `dir`, the ```text block after it, which is what the
# program prints, to NAME.txt. Prints the names as a
# list of CMake.

function stop(text) {
    print FILENAME ":" FNR ": " text > "/dev/stderr"
    failed = 1
    exit 1
}

/^<!-- example: [a-z_]+ -->$/ {
    if (name != "") {
        stop("example " name " has no output")
    }
    name = $3
    printf "%s%s", separator, name
    separator = ";"
    next
}

/^```c$/ && name == "" {
    stop("C without an example's name")
}

/^```(c|text)$/ && name != "" {
    file = dir "/" name (/c$/ ? ".c" : ".txt")
    next
}

/^```$/ && file != "" {
    close(file)
    if (file ~ /\.txt$/) {
        name = ""
    }
    file = ""
}

file != "" {
    print > file
}

END {
    if (!failed && name != "") {
        stop("example " name " has no output")
    }
}
